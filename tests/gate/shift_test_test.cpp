#include "ci/gate/shift_test.hpp"

#include <cmath>

#include "tests/gate/printed.hpp"

namespace brood::testing {
namespace {

using ::testing::ElementsAre;

constexpr double kFloor = 0.01;
constexpr double kBeta = 0.05;

// The p95 of ten rounds, in ms.
std::vector<double> shifts() {
  const std::vector<double> before = {102.4, 98.7, 110.3, 105.6, 101.2, 99.5, 108.8, 103.1, 97.9, 104.4};
  const std::vector<double> after = {110.9, 104.1, 121.0, 110.2, 111.7, 104.3, 118.9, 107.6, 106.8, 113.5};
  std::vector<double> found;
  for (std::size_t i = 0; i < before.size(); ++i) found.push_back(std::log(after[i]) - std::log(before[i]));
  return found;
}

struct Case {
  std::string name;
  PriorVariance prior;
  double width;
  const char* v;
  double df;
  const char* se;
  const char* t;
  const char* p;
  const char* sensitivity;
  const char* low;
  const char* high;
};
void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

class OneMetric : public ::testing::TestWithParam<Case> {};

TEST_P(OneMetric, HasThePrintedTest) {
  const Case& expected = GetParam();
  const ShiftTest test =
      test_shift(sample_of(shifts(), expected.width * expected.width), expected.prior, kFloor);
  EXPECT_THAT(test.variance, Prints(expected.v));
  EXPECT_EQ(test.df, expected.df);
  EXPECT_THAT(test.error, Prints(expected.se));
  EXPECT_THAT(test.t, Prints(expected.t));
  EXPECT_THAT(test.p, Prints(expected.p));
  EXPECT_THAT(sensitivity(test, kFloor, 0.01 / 19, kBeta), Prints(expected.sensitivity));
  EXPECT_THAT(interval95(test).low, Prints(expected.low));
  EXPECT_THAT(interval95(test).high, Prints(expected.high));
}

INSTANTIATE_TEST_SUITE_P(Priors, OneMetric,
                         ::testing::Values(Case{"None",
                                                {},
                                                0,
                                                "5.029184e-4",
                                                9,
                                                "0.00709167",
                                                "8.695267",
                                                "5.653525e-6",
                                                "0.0582270",
                                                "1.057145",
                                                "1.091613"},
                                           Case{"OneDuet",
                                                {9e-4, 9},
                                                0,
                                                "7.014592e-4",
                                                18,
                                                "0.00837532",
                                                "7.362588",
                                                "3.915140e-7",
                                                "0.0587891",
                                                "1.055504",
                                                "1.093310"},
                                           Case{"ThreeDuets",
                                                {9e-4, 20},
                                                0,
                                                "7.767678e-4",
                                                29,
                                                "0.00881344",
                                                "6.996584",
                                                "5.398797e-8",
                                                "0.0586637",
                                                "1.055051",
                                                "1.093780"},
                                           Case{"WideBuckets",
                                                {9e-4, 20},
                                                0.0078,
                                                "7.799147e-4",
                                                29,
                                                "0.00883128",
                                                "6.982455",
                                                "5.604922e-8",
                                                "0.0587645",
                                                "1.055012",
                                                "1.093820"}),
                         [](const auto& one) { return one.param.name; });

TEST(ShiftSampleTest, IsMeanAndVariance) {
  EXPECT_THAT(shifts(),
              ElementsAre(Prints("0.079742"), Prints("0.053267"), Prints("0.092587"), Prints("0.042639"),
                          Prints("0.098718"), Prints("0.047114"), Prints("0.088771"), Prints("0.042721"),
                          Prints("0.087011"), Prints("0.083573")));
  const ShiftSample sample = sample_of(shifts(), 0);
  EXPECT_THAT(sample.mean, Prints("0.0716143"));
  EXPECT_THAT(sample.variance, Prints("5.029184e-4"));
  EXPECT_THAT(sample_of(shifts(), 0.0078 * 0.0078).variance, Prints("5.130584e-4"));
  EXPECT_THAT(test_shift(sample, {}, kFloor).ratio(), Prints("1.074241"));
}

TEST(ShiftTestOf, SomethingWorseIsNoImprovement) {
  EXPECT_THAT(test_shift(sample_of(shifts(), 0), {}, kFloor).p_improved, Prints("0.9999994"));
}

TEST(ShiftTestOf, AnImprovementMirrorsASlowdown) {
  std::vector<double> better = shifts();
  for (double& shift : better) shift = -shift;
  const ShiftTest worse = test_shift(sample_of(shifts(), 0), {}, kFloor);
  const ShiftTest improved = test_shift(sample_of(better, 0), {}, kFloor);
  EXPECT_DOUBLE_EQ(improved.p_improved, worse.p);
  EXPECT_DOUBLE_EQ(improved.p, worse.p_improved);
}

TEST(ShiftTestOf, AServerOfConstantLatencyIsFinite) {
  const ShiftTest test = test_shift(sample_of(std::vector<double>(10, 0.0), 0), {}, 0);
  EXPECT_THAT(test.error, Prints("3.162278e-5")) << "the least variance is 1e-8";
  EXPECT_DOUBLE_EQ(test.p, 0.5);
}

struct Four {
  std::string name;
  double mean, s, v0;
  const char *v, *se, *t, *p, *sensitivity;
};
void PrintTo(const Four& one, std::ostream* out) { *out << one.name; }
class FourMetrics : public ::testing::TestWithParam<Four> {};

TEST_P(FourMetrics, HaveThePrintedTests) {
  const Four& expected = GetParam();
  const ShiftTest test =
      test_shift({expected.mean, expected.s * expected.s, 9}, {expected.v0 * expected.v0, 20}, kFloor);
  EXPECT_EQ(test.df, 28);
  EXPECT_THAT(test.variance, Prints(expected.v));
  EXPECT_THAT(test.error, Prints(expected.se));
  EXPECT_THAT(test.t, Prints(expected.t));
  EXPECT_THAT(test.p, Prints(expected.p));
  EXPECT_THAT(sensitivity(test, kFloor, 0.01 / 4, kBeta), Prints(expected.sensitivity));
}

INSTANTIATE_TEST_SUITE_P(NineKeptRounds, FourMetrics,
                         ::testing::Values(Four{"p50", .0319, .016, .018, "3.045714e-4", "0.00581732",
                                                "3.773155", "3.846813e-4", "0.0382861"},
                                           Four{"p95", .0512, .040, .035, "1.332143e-3", "0.0121662",
                                                "3.390520", "1.046530e-3", "0.0700614"},
                                           Four{"p99", .0740, .070, .065, "4.417857e-3", "0.0221557",
                                                "2.890895", "3.672209e-3", "0.122038"},
                                           Four{"throughput", .0120, .012, .010, "1.125714e-4", "0.00353666",
                                                "0.579550", "0.2834262", "0.0271034"}),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace brood::testing
