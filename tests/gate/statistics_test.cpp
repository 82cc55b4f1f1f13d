#include "ci/gate/statistics.hpp"

#include "tests/gate/printed.hpp"

namespace brood::testing {
namespace {

using ::testing::ElementsAre;

TEST(StudentT, BoundsOfTheWorkedExamples) {
  EXPECT_THAT(student_t_bound(0.01 / 19, 9), Prints("4.744256"));
  EXPECT_THAT(student_t_bound(0.05, 9), Prints("1.833113"));
  EXPECT_THAT(student_t_bound(0.01 / 19, 29), Prints("3.640115"));
  EXPECT_THAT(student_t_bound(0.05, 29), Prints("1.699127"));
}

TEST(StudentT, TailAndBoundAreInverse) {
  for (const double p : {1e-12, 1e-3, 0.05, 0.5, 0.9}) {
    const double again = student_t_above(student_t_bound(p, 7.5), 7.5);
    EXPECT_NEAR(again / p, 1, 1e-9) << p;
  }
}

TEST(StudentT, TinyTailsKeepTheirDigits) {
  EXPECT_GT(student_t_above(1e4, 9), 0);
  EXPECT_LT(student_t_above(1e4, 9), 1e-30);
}

TEST(Median, IsTheMeanOfTheMiddleTwo) {
  EXPECT_EQ(median(std::vector{4.0, 1.0, 3.0}), 3);
  EXPECT_EQ(median(std::vector{4.0, 1.0, 3.0, 2.0}), 2.5);
}

TEST(MedianDeviation, MeasuresFromTheMedian) {
  EXPECT_EQ(median_deviation(std::vector<double>{1, 2, 3, 4, 100}), 1) << "Boost 1.74's own says 4";
}

TEST(SampleVariance, OfOneValueIsZero) {
  EXPECT_EQ(sample_variance(std::vector{5.0}), 0);
  EXPECT_DOUBLE_EQ(sample_variance(std::vector{1.0, 3.0}), 2);
}

const std::vector<double> kFour = {3.846813e-4, 1.046530e-3, 3.672209e-3, 0.2834262};

TEST(Holm, RejectsByTheErrorRateOfTheLook) {
  EXPECT_THAT(holm_rejects(kFour, 0.01 / 3), ElementsAre(true, true, false, false));
  EXPECT_THAT(holm_rejects(kFour, 0.01 / 6), ElementsAre(true, false, false, false));
  EXPECT_THAT(holm_rejects(kFour, 0.01), ElementsAre(true, true, true, false));
}

TEST(Holm, AdjustedValues) {
  EXPECT_THAT(holm_adjusted(kFour), ElementsAre(Prints("0.00153873"), Prints("0.00313959"),
                                                Prints("0.00734442"), Prints("0.283426")));
}

TEST(Holm, FirstStepsOfTheWorkedExample) {
  EXPECT_THAT(holm_rejects(std::vector<double>{8.3333e-4, 1.1111e-3, 1.6666e-3, 0.9}, 0.01 / 3),
              ElementsAre(true, true, true, false));
  EXPECT_THAT(holm_rejects(std::vector<double>{8.3334e-4, 1.1111e-3, 1.6666e-3, 0.9}, 0.01 / 3),
              ElementsAre(false, false, false, false));
}

TEST(Holm, StopsAtTheFirstThatItDoesNotReject) {
  const std::vector<double> p = {0.0004, 0.0040, 0.0049, 0.2};
  EXPECT_THAT(holm_rejects(p, 0.01), ElementsAre(true, false, false, false)) << "0.0049 <= 0.01 / 2";
  EXPECT_THAT(holm_adjusted(p),
              ElementsAre(Prints("0.0016"), Prints("0.012"), Prints("0.012"), Prints("0.2")));
}

TEST(Holm, KeepsThePlacesOfTheTests) {
  const std::vector<double> p = {0.2, 0.0004, 0.04};
  EXPECT_THAT(holm_rejects(p, 0.01), ElementsAre(false, true, false));
  EXPECT_THAT(holm_adjusted(p), ElementsAre(Prints("0.2"), Prints("0.0012"), Prints("0.08")));
}

TEST(Holm, OfNothingIsNothing) {
  EXPECT_THAT(holm_rejects({}, 0.01), ElementsAre());
  EXPECT_THAT(holm_adjusted({}), ElementsAre());
}

}  // namespace
}  // namespace brood::testing
