#include "ci/gate/quantile.hpp"

#include "tests/gate/printed.hpp"

namespace brood::testing {
namespace {

using ::testing::ElementsAre;

const std::vector<Bucket> kBuckets = {{10, 11, 2}, {11, 12, 5}, {12, 13, 8},
                                      {13, 14, 0}, {14, 16, 4}, {16, 18, 1}};

TEST(Quantile, OfTheWorkedExample) {
  EXPECT_THAT(quantile_of(kBuckets, 0.5)->value, Prints("12.375"));
  EXPECT_THAT(quantile_of(kBuckets, 0.5)->width, Prints("0.0800427"));
  EXPECT_THAT(quantile_of(kBuckets, 0.9)->value, Prints("15.5"));
  EXPECT_THAT(quantile_of(kBuckets, 0.9)->width, Prints("0.1335314"));
  EXPECT_THAT(quantile_of(kBuckets, 0.99)->value, Prints("17.6"));
  EXPECT_THAT(quantile_of(kBuckets, 0.99)->width, Prints("0.1177830"));
}

TEST(Quantile, AtABucketsEndIsItsUpperEdge) {
  EXPECT_THAT(quantile_of(kBuckets, 0.75)->value, Prints("13.000")) << "and not in the one beyond the gap";
}

TEST(Quantile, RoundingOfTheShareReachesNoFurtherBucket) {
  const std::vector<Bucket> apart = {{1, 2, 7}, {90, 91, 93}};
  EXPECT_NEAR(quantile_of(apart, 0.07)->value, 2, 1e-9) << "0.07 * 100 is a little more than 7";
}

TEST(Quantile, OfNothingIsAbsent) {
  EXPECT_EQ(quantile_of({}, 0.5), std::nullopt);
  EXPECT_EQ(quantile_of(std::vector<Bucket>{{1, 2, 0}}, 0.5), std::nullopt);
}

TEST(Quantile, OfTheBucketFromZeroHasALogarithm) {
  const Quantile least = *quantile_of(std::vector<Bucket>{{0, 1, 1000}}, 0.001);
  EXPECT_GE(least.value, 0.5);
  EXPECT_THAT(least.width, Prints("0.693147")) << "ln 2";
}

TEST(Buckets, AreThoseOfTheHistogram) {
  Histogram histogram(3);
  histogram.record(7);
  histogram.record(5003, 2);
  EXPECT_THAT(buckets_of(histogram), ElementsAre(Bucket{7, 8, 1}, Bucket{5000, 5004, 2}));
}

}  // namespace
}  // namespace brood::testing
