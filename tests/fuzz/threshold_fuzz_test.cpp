// The fuzzer's corpus and a bounded number of its like, for every compiler.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <vector>

#include "tests/fuzz/threshold_property.hpp"

namespace brood {
namespace {

std::vector<std::string> corpus() {
  std::vector<std::string> texts;
  for (const auto& entry : std::filesystem::directory_iterator{BROOD_THRESHOLD_CORPUS}) {
    std::ifstream file{entry.path(), std::ios::binary};
    texts.emplace_back(std::istreambuf_iterator<char>{file}, std::istreambuf_iterator<char>{});
  }
  std::sort(texts.begin(), texts.end());  // so that a seed means the same everywhere
  return texts;
}

// One random edit: a byte changed, a piece removed, repeated, or taken from elsewhere.
void mutate(std::string& text, const std::vector<std::string>& pieces, std::mt19937_64& random) {
  const std::size_t place = random() % (text.size() + 1);
  const std::size_t length = random() % 6;
  switch (random() % 5) {
    case 0:
      text.insert(place, 1, static_cast<char>(random() % 256));
      break;
    case 1:
      text.erase(place, length);
      break;
    case 2:
      text.insert(place, text.substr(place, length));
      break;
    case 3:
      text.insert(place, pieces[random() % pieces.size()]);
      break;
    default:
      text.resize(place);
      text += pieces[random() % pieces.size()];
      break;
  }
}

std::vector<std::string> pieces_of(const std::vector<std::string>& texts) {
  std::vector<std::string> pieces{"''", "'",   ":",   ",",     " ",      "%", "e-", "e+", ".",  "-", "0",
                                  "9",  "nan", "inf", "abort", "within", "p", "h",  "ns", "TB", "/h"};
  for (const std::string& text : texts) {
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find(' ', begin), text.size());
      pieces.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return pieces;
}

TEST(ThresholdFuzz, FindsNoBrokenPropertyInItsCorpus) {
  ASSERT_GT(corpus().size(), 5u);
  for (const std::string& text : corpus()) EXPECT_EQ(broken_threshold_property(text), "") << text;
}

TEST(ThresholdFuzz, FindsNoBrokenPropertyInItsLike) {
  const std::vector<std::string> seeds = corpus();
  const std::vector<std::string> pieces = pieces_of(seeds);
  std::mt19937_64 random{7};
  for (int i = 0; i < 20'000; ++i) {
    std::string text = seeds[random() % seeds.size()];
    for (std::size_t edits = 1 + random() % 4; edits > 0; --edits) mutate(text, pieces, random);
    ASSERT_EQ(broken_threshold_property(text), "") << testing::PrintToString(text);
  }
}

}  // namespace
}  // namespace brood
