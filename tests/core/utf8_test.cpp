#include "runner/core/utf8.hpp"

#include <gtest/gtest.h>

namespace brood {
namespace {

const std::string kBad = "\xEF\xBF\xBD";

TEST(Utf8, KeepsWellFormedTextOfEveryLength) {
  const std::string text =
      std::string("a\x01\0z", 4) +
      "\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF";
  EXPECT_EQ(to_utf8(text), text);
}

TEST(Utf8, ReplacesEveryByteThatIsNotPartOfACharacter) {
  EXPECT_EQ(to_utf8("a\xFFz"), "a" + kBad + "z");
  EXPECT_EQ(to_utf8("\x80"), kBad);
  EXPECT_EQ(to_utf8("\xC0\xAF"), kBad + kBad) << "an overlong form";
  EXPECT_EQ(to_utf8("\xED\xA0\x80"), kBad + kBad + kBad) << "a surrogate";
  EXPECT_EQ(to_utf8("\xF4\x90\x80\x80"), kBad + kBad + kBad + kBad) << "beyond Unicode";
  EXPECT_EQ(to_utf8("\xE4\xBD"), kBad + kBad) << "cut at the end";
  EXPECT_EQ(to_utf8("\xE4z"), kBad + "z");
}

TEST(Utf8, ReplacingTwiceIsReplacingOnce) {
  const std::string once = to_utf8("\xE4\xBDz\xFF");
  EXPECT_EQ(to_utf8(once), once);
}

TEST(Utf8, PrefixSplitsNoCharacter) {
  const std::string text = "a\xE4\xBD\xA0z";
  EXPECT_EQ(utf8_prefix(text, 1), "a");
  EXPECT_EQ(utf8_prefix(text, 2), "a");
  EXPECT_EQ(utf8_prefix(text, 3), "a");
  EXPECT_EQ(utf8_prefix(text, 4), "a\xE4\xBD\xA0");
  EXPECT_EQ(utf8_prefix(text, 99), text);
}

}  // namespace
}  // namespace brood
