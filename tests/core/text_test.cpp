#include "runner/core/text.hpp"

#include <gtest/gtest.h>

#include <array>

namespace brood {
namespace {

TEST(Trim, RemovesSpaceAround) {
  EXPECT_EQ(trim(" \ta b\n"), "a b");
  EXPECT_EQ(trim(""), "");
  EXPECT_EQ(trim(" \r\n"), "");
}

TEST(InQuotes, StaysOnOneShortLine) {
  EXPECT_EQ(in_quotes("5 parsecs"), "'5 parsecs'");
  EXPECT_EQ(in_quotes("a\nb\x1b"), "'a b '");
  EXPECT_EQ(in_quotes(std::string(1000, 'x')), '\'' + std::string(60, 'x') + "...'");
}

TEST(Nearest, FindsWhatWasMeant) {
  constexpr std::array<std::string_view, 4> kNames{"users", "spawn-rate", "run-time", "error_rate"};
  EXPECT_EQ(nearest("user", kNames), "users");
  EXPECT_EQ(nearest("spwan-rate", kNames), "spawn-rate");
  EXPECT_EQ(nearest("ERROR_RATE", kNames), "error_rate");
  EXPECT_EQ(nearest("runtime", kNames), "run-time");
}

TEST(Nearest, SaysNothingWhenNothingIsNear) {
  constexpr std::array<std::string_view, 2> kNames{"users", "p95"};
  EXPECT_EQ(nearest("thresholds", kNames), "");
  EXPECT_EQ(nearest("", kNames), "");
  EXPECT_EQ(nearest(std::string(100'000, 'u'), kNames), "");
}

}  // namespace
}  // namespace brood
