#include "runner/core/glob.hpp"
#include "tests/support/cpu_time.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace brood {
namespace {

TEST(GlobMatch, KnowsStarAndQuestionMark) {
  EXPECT_TRUE(glob_match("*", ""));
  EXPECT_TRUE(glob_match("", ""));
  EXPECT_TRUE(glob_match("Shop.*", "Shop.Buy"));
  EXPECT_TRUE(glob_match("Shop.*", "Shop."));
  EXPECT_TRUE(glob_match("*y", "Shop.Buy"));
  EXPECT_TRUE(glob_match("S*p.B?y", "Shop.Buy"));
  EXPECT_TRUE(glob_match("*a*b*c", "xxaxxbxxcxc"));
  EXPECT_TRUE(glob_match("a**b", "ab"));
  EXPECT_FALSE(glob_match("", "a"));
  EXPECT_FALSE(glob_match("?", ""));
  EXPECT_FALSE(glob_match("Shop", "Shop.Buy"));
  EXPECT_FALSE(glob_match("Shop.Bu?", "Shop.Bu"));
  EXPECT_FALSE(glob_match("*a*b*c", "xxaxxbxx"));
  EXPECT_FALSE(glob_match("shop.*", "Shop.Buy"));
}

TEST(GlobMatch, TakesALetterOfSeveralBytesAsOne) {
  EXPECT_TRUE(glob_match("Z?rich", "Zürich"));
  EXPECT_FALSE(glob_match("Z??rich", "Zürich"));
}

TEST(GlobMatch, TakesAStrayByteOfALetterAsOne) {
  EXPECT_TRUE(glob_match("?", "\x80"));
  EXPECT_TRUE(glob_match("*?b",
                         "a\xff"
                         "b"));
}

TEST(GlobMatch, GoesBeyondAWordOfPlaces) {
  const std::string name(200, 'a');
  EXPECT_TRUE(glob_match(name, name));
  EXPECT_TRUE(glob_match(name + '*', name));
  EXPECT_TRUE(glob_match('*' + name.substr(70) + "?*", name));
  EXPECT_FALSE(glob_match(name + 'a', name));
  EXPECT_FALSE(glob_match(name + '?', name));
}

// What is meant, as plainly as it can be said, of names of one byte a letter.
bool by_definition(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern.front() == '*')
    return by_definition(pattern.substr(1), text) ||
           (!text.empty() && by_definition(pattern, text.substr(1)));
  return !text.empty() && (pattern.front() == '?' || pattern.front() == text.front()) &&
         by_definition(pattern.substr(1), text.substr(1));
}

TEST(GlobMatch, IsWhatItsDefinitionSays) {
  std::mt19937_64 random{11};
  const auto word = [&](std::string_view letters, std::size_t most) {
    std::string text;
    for (std::size_t i = random() % (most + 1); i > 0; --i) text += letters[random() % letters.size()];
    return text;
  };
  int matched = 0;
  for (int i = 0; i < 20'000; ++i) {
    const std::string pattern = word("ab*?", 8), text = word("ab", 10);
    ASSERT_EQ(glob_match(pattern, text), by_definition(pattern, text)) << pattern << " on " << text;
    matched += glob_match(pattern, text);
  }
  EXPECT_GT(matched, 1'000);
}

// Time that an exponential or quadratic search would not have left.
TEST(GlobMatch, GoesOverTheNameOnceWhateverThePattern) {
  std::string stars, questions;
  for (int i = 0; i < 50; ++i) stars += "*a", questions += "*?a";
  const std::string name(20'000, 'a'), half(10'000, 'a');
  const CpuTime time;
  for (const std::string& pattern :
       {stars + 'b', questions + 'b', '*' + half + 'b', '*' + half + '?' + half + 'b'})
    EXPECT_FALSE(glob_match(pattern, name));
  EXPECT_LT(time.seconds(), 10);
}

}  // namespace
}  // namespace brood
