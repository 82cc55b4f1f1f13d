#include "runner/core/histogram.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace brood {
namespace {

constexpr std::uint64_t kLargest = 0x7fff'ffff'ffff'ffff;

// Values over the whole range, as often small as large, with ties.
std::vector<std::uint64_t> random_values(std::mt19937_64& random, std::size_t count) {
  std::vector<std::uint64_t> values(count);
  for (std::uint64_t& value : values) value = (random() & kLargest) >> random() % 63;
  return values;
}

Histogram histogram_of(int digits, const std::vector<std::uint64_t>& values) {
  Histogram histogram{digits};
  for (const std::uint64_t value : values) histogram.record(value);
  return histogram;
}

using Buckets = std::vector<std::pair<std::uint32_t, std::uint64_t>>;

Buckets buckets_of(const Histogram& histogram) {
  Buckets buckets;
  histogram.for_each([&](std::uint32_t index, std::uint64_t count) { buckets.emplace_back(index, count); });
  return buckets;
}

std::uint32_t index_of(int digits, std::uint64_t value) {
  return buckets_of(histogram_of(digits, {value}))[0].first;
}

class HistogramOfDigits : public ::testing::TestWithParam<int> {
 protected:
  int digits() const { return GetParam(); }
  std::uint64_t sub_buckets() const { return digits() == 3 ? 2048 : 256; }
};
INSTANTIATE_TEST_SUITE_P(Digits, HistogramOfDigits, ::testing::Values(2, 3));

TEST_P(HistogramOfDigits, KnowsNothingWhenEmpty) {
  const Histogram histogram{digits()};
  EXPECT_TRUE(histogram.empty());
  EXPECT_EQ(histogram.min(), std::nullopt);
  EXPECT_EQ(histogram.max(), std::nullopt);
  EXPECT_EQ(histogram.mean(), std::nullopt);
  EXPECT_EQ(histogram.stddev(), std::nullopt);
  EXPECT_EQ(histogram.quantile(0.5), std::nullopt);
}

TEST_P(HistogramOfDigits, KeepsTheEdgesOfItsRange) {
  const Histogram histogram = histogram_of(digits(), {0, 1, kLargest});
  EXPECT_EQ(histogram.count(), 3u);
  EXPECT_EQ(histogram.sum(), kLargest + 1);
  EXPECT_EQ(histogram.min(), 0u);
  EXPECT_EQ(histogram.max(), kLargest);
  EXPECT_EQ(histogram.quantile(0), 0u);
  EXPECT_EQ(histogram.quantile(0.5), 1u);
  EXPECT_EQ(histogram.quantile(1), kLargest);
}

TEST_P(HistogramOfDigits, CountsInUnitsUpToTheSubBucketRange) {
  for (const std::uint64_t value :
       {std::uint64_t{0}, std::uint64_t{1}, sub_buckets() / 2 - 1, sub_buckets() / 2, sub_buckets() - 1}) {
    const std::uint32_t index = index_of(digits(), value);
    EXPECT_EQ(index, value);
  }
}

TEST_P(HistogramOfDigits, GoesFromRowToRowWithoutGapOrOverlap) {
  const Histogram histogram{digits()};
  const std::uint32_t last = index_of(digits(), kLargest);
  std::uint64_t next = 0;
  for (std::uint32_t index = 0; index <= last; ++index) {
    ASSERT_EQ(histogram.bucket_low(index), next) << index;
    next = histogram.bucket_high(index) + 1;
  }
  EXPECT_EQ(next, kLargest + 1);
}

TEST_P(HistogramOfDigits, PutsAValueIntoTheBucketThatHoldsIt) {
  Histogram histogram{digits()};
  for (int bit = 0; bit < 63; ++bit) {
    for (const std::uint64_t value : {(std::uint64_t{1} << bit) - 1, std::uint64_t{1} << bit}) {
      const std::uint32_t index = index_of(digits(), value);
      EXPECT_LE(histogram.bucket_low(index), value);
      EXPECT_GE(histogram.bucket_high(index), value);
    }
  }
}

TEST_P(HistogramOfDigits, HoldsEvenValuesThatNoDurationHas) {
  const Histogram histogram = histogram_of(digits(), {~std::uint64_t{0}});
  EXPECT_EQ(histogram.max(), ~std::uint64_t{0});
  EXPECT_EQ(histogram.quantile(0.5), ~std::uint64_t{0});
}

TEST_P(HistogramOfDigits, FindsQuantilesWithinItsPrecision) {
  std::mt19937_64 random{2};
  for (const std::size_t count : {1u, 2u, 3u, 10u, 100u, 999u, 1000u, 5000u}) {
    std::vector<std::uint64_t> values = random_values(random, count);
    const Histogram histogram = histogram_of(digits(), values);
    std::sort(values.begin(), values.end());
    for (const int per_mille : {0, 500, 950, 999, 1000}) {
      const std::size_t rank =
          std::max<std::size_t>(1, (count * static_cast<std::size_t>(per_mille) + 999) / 1000);
      const std::uint64_t truth = values[rank - 1];
      const std::uint64_t found = histogram.quantile(per_mille / 1000.0).value();
      EXPECT_GE(found, truth) << per_mille;
      EXPECT_LE(static_cast<double>(found - truth), static_cast<double>(truth) * std::pow(10, -digits()))
          << per_mille;
    }
    EXPECT_EQ(histogram.quantile(1), values.back());
  }
}

TEST_P(HistogramOfDigits, TakesDecimalSharesAsMeant) {
  Histogram histogram{digits()};
  for (std::uint64_t value = 1; value <= 100; ++value) histogram.record(value);
  for (std::uint64_t percent = 1; percent <= 100; ++percent)
    EXPECT_EQ(histogram.quantile(static_cast<double>(percent) / 100), percent);
}

TEST_P(HistogramOfDigits, StaysWithinTheExtremes) {
  const Histogram histogram = histogram_of(digits(), {1'000'001, 1'000'002});
  EXPECT_EQ(histogram.quantile(0),
            1'000'002u);  // the end of the bucket that holds both, but not above the maximum
  EXPECT_EQ(histogram.min(), 1'000'001u);
}

TEST_P(HistogramOfDigits, MergesAsIfAllWereRecordedInOne) {
  std::mt19937_64 random{3};
  for (int round = 0; round < 20; ++round) {
    const std::vector<std::uint64_t> left = random_values(random, random() % 200);
    const std::vector<std::uint64_t> right = random_values(random, random() % 200);
    std::vector<std::uint64_t> both = left;
    both.insert(both.end(), right.begin(), right.end());

    Histogram merged = histogram_of(digits(), left);
    merged.merge(histogram_of(digits(), right));
    EXPECT_EQ(merged, histogram_of(digits(), both));
  }
}

TEST_P(HistogramOfDigits, RecordsManyOfAValueAtOnce) {
  Histogram at_once{digits()};
  at_once.record(777, 3);
  EXPECT_EQ(at_once, histogram_of(digits(), {777, 777, 777}));
}

TEST_P(HistogramOfDigits, ReturnsFromItsBuckets) {
  std::mt19937_64 random{4};
  for (const std::size_t count : {0u, 1u, 50u, 1000u}) {
    const Histogram original = histogram_of(digits(), random_values(random, count));
    Histogram restored{digits()};
    restored.record(5);  // is forgotten
    EXPECT_TRUE(restored.restore(buckets_of(original), original.sum(), original.min().value_or(0),
                                 original.max().value_or(0)));
    EXPECT_EQ(restored, original);
  }
}

TEST_P(HistogramOfDigits, RefusesBucketsThatItCannotHave) {
  const Histogram original = histogram_of(digits(), {10, 20});
  Histogram histogram{digits()};
  EXPECT_FALSE(histogram.restore({{1'000'000, 1}}, 1, 1, 1)) << "beyond the layout";
  EXPECT_FALSE(histogram.restore(buckets_of(original), 30, 9, 20)) << "no value in the minimum's bucket";
  EXPECT_FALSE(histogram.restore(buckets_of(original), 30, 10, 21)) << "no value in the maximum's bucket";
  EXPECT_FALSE(histogram.restore(buckets_of(original), 30, 20, 10)) << "minimum above maximum";
  EXPECT_FALSE(histogram.restore({{10, ~std::uint64_t{0}}, {20, 1}}, 30, 10, 20)) << "count overflows";
  EXPECT_FALSE(histogram.restore({{20, 1}, {10, 1}}, 30, 10, 20)) << "not in rising order";
  EXPECT_EQ(histogram, Histogram{digits()});
}

// Restored buckets are kept as a list; whatever is asked of it or added to it, nobody can tell.
TEST(Histogram, RestoredIsLikeTheOriginalInAllThatItDoes) {
  std::mt19937_64 random(5);
  Histogram original(3), restored(3), more(3);
  for (int i = 0; i < 50; ++i) original.record(random() >> (random() % 60));
  for (int i = 0; i < 50; ++i) more.record(random() >> (random() % 60));
  const auto restore = [&] {
    ASSERT_TRUE(restored.restore(buckets_of(original), original.sum(), *original.min(), *original.max()));
  };
  restore();
  for (const double q : {0.0, 0.01, 0.5, 0.95, 0.999, 1.0})
    EXPECT_EQ(restored.quantile(q), original.quantile(q)) << q;
  EXPECT_EQ(restored.stddev(), original.stddev());
  EXPECT_EQ(restored.encode(), original.encode());
  EXPECT_EQ(Histogram(restored), original);

  Histogram sum = more;
  sum.merge(original);
  Histogram other = more;
  other.merge(restored);
  EXPECT_EQ(other, sum) << "merged into another";
  restored.merge(more);
  EXPECT_EQ(restored, sum) << "another merged into it";
  restored.take_out(buckets_of(more), original.sum(), *original.min(), *original.max());
  EXPECT_EQ(restored, original) << "taken out again";

  restore();
  restored.take_out(buckets_of(original), 0, 0, 0);
  EXPECT_TRUE(restored.empty());
  restore();
  restored.record(7, 3);
  original.record(7, 3);
  EXPECT_EQ(restored, original) << "recorded";
  restored.clear();
  restored.record(7);
  EXPECT_EQ(restored.count(), 1u) << "cleared";
}

TEST_P(HistogramOfDigits, CopiesByValue) {
  Histogram original = histogram_of(digits(), {1, 1'000'000});
  Histogram copy = original;
  EXPECT_EQ(copy, original);
  original.record(2);
  EXPECT_NE(copy, original);
  copy = original;
  EXPECT_EQ(copy, original);
}

TEST_P(HistogramOfDigits, ComparesContentNotMemory) {
  Histogram cleared = histogram_of(digits(), {1, 5'000, kLargest});
  cleared.clear();
  EXPECT_EQ(cleared, Histogram{digits()});
  EXPECT_EQ(Histogram{digits()}, cleared);
  cleared.record(7);
  EXPECT_EQ(cleared, histogram_of(digits(), {7}));
}

TEST(Histogram, OfOtherDigitsIsAnother) { EXPECT_NE(Histogram{2}, Histogram{3}); }

TEST(Histogram, HasAnExactMean) { EXPECT_EQ(histogram_of(2, {1'000'000, 1'000'001}).mean(), 1'000'000.5); }

TEST(Histogram, HasADeviationFromBuckets) {
  EXPECT_EQ(histogram_of(3, {100, 300}).stddev(), 100);
  EXPECT_EQ(histogram_of(3, {1'000'000, 1'000'000}).stddev(), 0);
  EXPECT_NEAR(histogram_of(3, {10'000'000, 30'000'000}).stddev().value(), 1e7, 1e4);
}

TEST(Histogram, HasASumThatStaysAtItsLimit) {
  Histogram histogram{2};
  histogram.record(kLargest, 3);
  EXPECT_EQ(histogram.sum(), ~std::uint64_t{0});
  histogram.merge(Histogram{histogram});
  EXPECT_EQ(histogram.sum(), ~std::uint64_t{0});
  EXPECT_EQ(histogram.count(), 6u);
}

}  // namespace
}  // namespace brood
