#include "runner/core/threshold_sense.hpp"

#include <gtest/gtest.h>

namespace brood {
namespace {

bool is_broken(const char* text, double so_far) { return is_broken_so_far(*parse_threshold(text), so_far); }

TEST(BrokenSoFar, IsWhatAGrowingMetricCannotMend) {
  EXPECT_FALSE(is_broken("tasks: failures < 3", 2));
  EXPECT_TRUE(is_broken("tasks: failures < 3", 3));
  EXPECT_FALSE(is_broken("tasks: failures <= 3", 3));
  EXPECT_TRUE(is_broken("tasks: failures == 0", 1));
  EXPECT_FALSE(is_broken("tasks: count == 5", 4)) << "it may still become 5";
  EXPECT_FALSE(is_broken("tasks: count > 5", 0)) << "it may still grow";
  EXPECT_FALSE(is_broken("tasks: count != 5", 5)) << "it may still grow";
}

TEST(BrokenSoFar, IsWhatAFallingMetricCannotMend) {
  EXPECT_TRUE(is_broken("tasks: min > 1s", 0.5));
  EXPECT_TRUE(is_broken("tasks: min == 1s", 0.5));
  EXPECT_FALSE(is_broken("tasks: min == 1s", 2));
  EXPECT_FALSE(is_broken("tasks: min < 1s", 2));
}

TEST(BrokenSoFar, IsWhateverValueDoesNotHoldOfOthers) {
  EXPECT_TRUE(is_broken("tasks: p95 < 1s", 2));
  EXPECT_FALSE(is_broken("tasks: p95 < 1s", 0.5));
  EXPECT_TRUE(is_broken("tasks: error_rate == 0%", 0.1));
  EXPECT_TRUE(is_broken("tasks: p95 > 1s", 0.5));
}

TEST(Badness, OrdersValuesByHowFarTheyAreFromHolding) {
  const auto is_worse = [](const char* text, double a, double b) {
    const Threshold threshold = *parse_threshold(text);
    return badness(threshold, a) > badness(threshold, b);
  };
  EXPECT_TRUE(is_worse("tasks: p95 < 1s", 3, 2));
  EXPECT_TRUE(is_worse("tasks: rate > 10/s", 2, 3));
  EXPECT_TRUE(is_worse("tasks: p95 == 1s", 3, 2));
  EXPECT_TRUE(is_worse("tasks: p95 == 1s", 0, 1.5));
  EXPECT_TRUE(is_worse("tasks: p95 != 1s", 1, 2));
}

}  // namespace
}  // namespace brood
