#include "ci/gate/stored_runs.hpp"

#include <cmath>

#include "ci/gate/statistics.hpp"
#include "tests/gate/printed.hpp"

namespace brood::testing {
namespace {

using ::testing::HasSubstr;

const std::vector<double> kFive = {201.3, 188.9, 214.7, 196.2, 207.5};
const std::vector<double> kTen = {201.3, 188.9, 214.7, 196.2, 207.5, 199.0, 205.8, 192.4, 210.1, 203.6};

std::vector<double> logarithms(std::vector<double> values) {
  for (double& value : values) value = std::log(value);
  return values;
}

StoredMetric metric(const std::string& task, double candidate_ms, const std::vector<double>& runs_ms,
                    MetricKind kind = MetricKind::p95) {
  return {{task, kind}, std::log(candidate_ms), logarithms(runs_ms)};
}

// 19 metrics, of which the first is of interest and the others are as ever.
StoredReport judge(double candidate_ms, const std::vector<double>& runs_ms) {
  std::vector<StoredMetric> metrics = {metric("browse", candidate_ms, runs_ms)};
  for (int i = 1; i < 19; ++i) metrics.push_back(metric("other" + std::to_string(i), runs_ms[0], runs_ms));
  return judge_stored_runs(metrics, stored_run_options());
}

struct Case {
  std::string name;
  double candidate;
  std::vector<double> runs;
  const char *m, *v;
  double df;
  const char *se, *t, *p, *sensitivity;
  bool flagged;
};
void PrintTo(const Case& one, std::ostream* out) { *out << one.name; }

class StoredRuns : public ::testing::TestWithParam<Case> {};

TEST_P(StoredRuns, HaveThePrintedTest) {
  const Case& expected = GetParam();
  const StoredReport report = judge(expected.candidate, expected.runs);
  const MetricResult& result = report.metrics.front();
  EXPECT_THAT(result.test->mean, Prints(expected.m));
  EXPECT_THAT(result.test->variance, Prints(expected.v));
  EXPECT_EQ(result.test->df, expected.df);
  EXPECT_THAT(result.test->error, Prints(expected.se));
  EXPECT_THAT(result.test->t, Prints(expected.t));
  EXPECT_THAT(result.p, Prints(expected.p));
  EXPECT_THAT(*result.sensitivity, Prints(expected.sensitivity));
  EXPECT_EQ(result.finding == Finding::failed, expected.flagged);
  EXPECT_EQ(report.verdict == Finding::failed, expected.flagged);
}

INSTANTIATE_TEST_SUITE_P(Oracle, StoredRuns,
                         ::testing::Values(Case{"FiveRuns", 265.0, kFive, "0.273825", "6.221005e-3", 8,
                                                "0.0864014", "2.604533", "1.569794e-2", "0.899285", false},
                                           Case{"FiveRunsMuchSlower", 360.0, kFive, "0.580200", "6.221005e-3",
                                                8, "0.0864014", "6.150472", "1.369272e-4", "0.899285", true},
                                           Case{"TenRuns", 265.0, kTen, "0.272425", "1.592971e-3", 9,
                                                "0.0418601", "5.342432", "2.334882e-4", "0.382813", true},
                                           Case{"TenRunsLittleSlower", 230.0, kTen, "0.130774", "1.592971e-3",
                                                9, "0.0418601", "1.958530", "4.091878e-2", "0.382813", false},
                                           Case{"OneRun",
                                                430.0,
                                                {201.3},
                                                "0.758989",
                                                ".01",
                                                4,
                                                "0.141421",
                                                "5.021863",
                                                "3.687829e-3",
                                                "3.719707",
                                                false}),
                         [](const auto& one) { return one.param.name; });

TEST(StoredRun, FormulaWithoutPrior) {
  const std::vector<double> y = logarithms(kFive);
  const ShiftTest test = test_prediction({std::log(265.0) - mean(y), sample_variance(y), 5}, {}, 0.05);
  EXPECT_EQ(test.df, 4);
  EXPECT_THAT(test.error, Prints("0.0541333"));
  EXPECT_THAT(test.t, Prints("4.157060"));
  EXPECT_THAT(test.p, Prints("7.089449e-3"));
  EXPECT_THAT(sensitivity(test, 0.05, 0.01 / 19, 0.05), Prints("0.866550"));
}

TEST(StoredRun, VariancesOfTheExamples) {
  EXPECT_THAT(judge(265, kFive).metrics[0].sample->variance, Prints("2.442010e-3"));
  EXPECT_THAT(judge(265, kTen).metrics[0].sample->variance, Prints("1.592971e-3"));
}

TEST(StoredRun, NothingToCompareWithPasses) {
  const StoredReport report = judge_stored_runs(std::vector{metric("browse", 265, {})}, stored_run_options());
  EXPECT_EQ(report.runs, 0U);
  EXPECT_TRUE(report.advisory);
  EXPECT_EQ(report.verdict, Finding::passed);
  EXPECT_EQ(report.metrics[0].finding, Finding::untested);
}

TEST(StoredRun, FewerThanFiveAdviseOnly) {
  EXPECT_TRUE(judge(265, {201, 202, 203, 204}).advisory);
  EXPECT_FALSE(judge(265, kFive).advisory);
}

TEST(StoredRun, AMetricThatFewRunsHaveIsUntested) {
  const std::vector<StoredMetric> metrics = {metric("browse", 200, kFive), metric("young", 900, {201, 202})};
  const StoredReport report = judge_stored_runs(metrics, stored_run_options());
  EXPECT_EQ(report.verdict, Finding::passed);
  EXPECT_EQ(report.metrics[1].finding, Finding::untested);
  EXPECT_THAT(report.metrics[1].reason, HasSubstr("only 2 stored runs"));
}

TEST(StoredRun, DoubtIsInconclusive) {
  const StoredReport report =
      judge_stored_runs(std::vector{metric("browse", 265, kFive)}, stored_run_options());
  EXPECT_EQ(report.verdict, Finding::inconclusive) << "p = 0.016 of a single metric";
}

TEST(StoredRun, MuchFasterIsImproved) { EXPECT_EQ(judge(100, kTen).verdict, Finding::improved); }

TEST(StoredRun, TheUsualVarianceDependsOnTheMetric) {
  const auto variance = [](MetricKind kind) {
    const std::vector<StoredMetric> one = {metric(kind == MetricKind::throughput ? "" : "t", 9, {9}, kind)};
    return judge_stored_runs(one, stored_run_options()).metrics[0].test->variance;
  };
  EXPECT_DOUBLE_EQ(variance(MetricKind::p50), 0.0064);
  EXPECT_DOUBLE_EQ(variance(MetricKind::p95), 0.01);
  EXPECT_DOUBLE_EQ(variance(MetricKind::p99), 0.0144);
  EXPECT_DOUBLE_EQ(variance(MetricKind::throughput), 0.0064);
}

}  // namespace
}  // namespace brood::testing
