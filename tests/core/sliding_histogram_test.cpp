#include "runner/core/sliding_histogram.hpp"

#include <gtest/gtest.h>

#include <random>

namespace brood {
namespace {

Histogram random_part(int digits, std::mt19937_64& random) {
  Histogram part(digits);
  for (std::uint64_t i = random() % 20; i > 0; --i)
    part.record(random() >> random() % 64, 1 + random() % 300);
  return part;
}

TEST(SlidingHistogram, IsTheSumOfThePartsThatAreLeft) {
  for (const int digits : {2, 3}) {
    std::mt19937_64 random{11};
    SlidingHistogram sliding;
    Histogram total(digits);
    std::deque<Histogram> parts;
    for (int i = 0; i < 500; ++i) {
      if (random() % 2 == 0 || parts.empty()) {
        parts.push_back(random_part(digits, random));
        sliding.push(parts.back(), total);
      } else {
        parts.pop_front();
        sliding.pop(total);
      }
      Histogram expected(digits);
      for (const Histogram& part : parts) expected.merge(part);
      ASSERT_EQ(total, expected) << i;
      ASSERT_EQ(total.quantile(0.95), expected.quantile(0.95)) << i;
    }
  }
}

TEST(SlidingHistogram, KeepsSumsThatAreTooLargeAsMergingDoes) {
  SlidingHistogram sliding;
  Histogram total(3);
  Histogram huge(3), small(3);
  huge.record(~0ull, 3);
  small.record(7);
  sliding.push(huge, total);
  sliding.push(small, total);
  EXPECT_EQ(total.sum(), ~0ull);
  sliding.pop(total);
  EXPECT_EQ(total, small);
}

}  // namespace
}  // namespace brood
