#include "runner/core/journal_sum.hpp"

#include <algorithm>
#include <array>

// All of it is compiled here, at our level of optimisation: nothing is linked.
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace brood {
namespace {

constexpr std::string_view kBefore = R"(,"sum":")";
constexpr std::string_view kAfter = R"("})";
constexpr std::size_t kDigits = 16;
constexpr std::size_t kTail = kBefore.size() + kDigits + kAfter.size();

using Digits = std::array<char, kDigits>;

Digits digits_of(std::uint64_t sum) {
  Digits digits{};
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, sum >>= 4)
    *digit = "0123456789abcdef"[sum & 15];
  return digits;
}

std::uint64_t sum_of(std::string_view text, std::uint64_t seed) {
  return XXH3_64bits_withSeed(text.data(), text.size(), seed);
}

}  // namespace

std::string JournalSum::seal(std::string line) {
  line.pop_back();
  last_ = sum_of(line, last_);
  const Digits digits = digits_of(last_);
  return line.append(kBefore).append(digits.data(), digits.size()).append(kAfter);
}

bool JournalSum::is_sealed(std::string_view line) {
  return line.size() > kTail && line.ends_with(kAfter) &&
         line.substr(line.size() - kTail, kBefore.size()) == kBefore;
}

bool JournalSum::follows(std::string_view line) {
  if (!is_sealed(line)) return false;
  const std::uint64_t sum = sum_of(line.substr(0, line.size() - kTail), last_);
  const Digits digits = digits_of(sum);
  if (!std::equal(digits.begin(), digits.end(), line.end() - kDigits - kAfter.size())) return false;
  last_ = sum;
  return true;
}

}  // namespace brood
