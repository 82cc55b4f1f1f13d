#include "ci/gate/baseline_comparison.hpp"

#include <gmock/gmock.h>

#include "ci/gate/stored_runs.hpp"
#include "tests/gate/runs.hpp"

namespace brood::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::vector<double> kFive = {201.3, 188.9, 214.7, 196.2, 207.5};

RunFigures figures_of(const Baseline& run) {
  RunFigures figures;
  figures.metrics = run.metrics;
  figures.seconds = run.seconds;
  figures.quiet = run.quiet;
  return figures;
}

Comparison compare(double p95_ms, const std::vector<double>& stored_ms, bool saturated = false) {
  const Baseline run = stored_run(28, p95_ms);
  return compare_with_stored(figures_of(run), choose_baselines(run, stored_runs(stored_ms)),
                             stored_run_options(), saturated);
}

TEST(AComparisonWithStoredRuns, TellsOldNewRatioAndWhatItCouldHaveNoticed) {
  const Comparison comparison = compare(360, kFive);
  EXPECT_EQ(comparison.with, "5 stored runs");
  EXPECT_EQ(comparison.finding, Finding::failed);
  EXPECT_TRUE(comparison.counts);
  const ComparedMetric& metric = comparison.metrics.at(0);
  EXPECT_EQ(metric.name, "Shop.Buy/p95");
  EXPECT_EQ(metric.finding, Finding::failed);
  EXPECT_NEAR(*metric.before, 0.2015, 0.0001) << "the geometric mean, in seconds";
  EXPECT_NEAR(*metric.after, 0.36, 1e-9);
  EXPECT_NEAR(*metric.ratio, std::exp(0.5802), 1e-4);
  EXPECT_LT(*metric.low, *metric.ratio);
  EXPECT_GT(*metric.high, *metric.ratio);
  EXPECT_GT(*metric.noticeable, 0.1);
}

TEST(AComparisonWithStoredRuns, KnowsThatMoreThroughputIsBetter) {
  const Baseline run = stored_run(28, 200);
  RunFigures figures = figures_of(run);
  figures.metrics[1].y = std::log(10);
  const Comparison comparison =
      compare_with_stored(figures, choose_baselines(run, stored_runs(kFive)), stored_run_options(), false);
  EXPECT_EQ(comparison.metrics[1].name, "throughput");
  EXPECT_EQ(comparison.metrics[1].finding, Finding::failed);
  EXPECT_NEAR(*comparison.metrics[1].before, 100, 1e-9);
  EXPECT_NEAR(*comparison.metrics[1].ratio, 0.1, 1e-9);
}

TEST(AComparisonWithStoredRuns, FailsNothingBelowFive) {
  const Comparison comparison = compare(900, {201.3, 188.9, 214.7, 196.2});
  EXPECT_EQ(comparison.finding, Finding::failed) << "it is told";
  EXPECT_FALSE(comparison.counts);
  EXPECT_THAT(comparison.reason, HasSubstr("from 5 stored runs on"));
}

TEST(AComparisonWithNothing, Passes) {
  const Comparison comparison = compare(360, {});
  EXPECT_EQ(comparison.finding, Finding::passed);
  EXPECT_FALSE(comparison.counts);
  EXPECT_THAT(comparison.metrics, IsEmpty());
  EXPECT_THAT(comparison.reason, HasSubstr("nothing to compare with yet"));
}

TEST(AComparisonWithStoredRuns, IsInDoubtIfTheGeneratorMayBeToBlame) {
  const Comparison comparison = compare(360, kFive, true);
  EXPECT_EQ(comparison.finding, Finding::inconclusive);
  EXPECT_EQ(comparison.metrics[0].finding, Finding::inconclusive);
  EXPECT_THAT(comparison.reason, HasSubstr("saturated"));
  EXPECT_EQ(compare(200, kFive, true).finding, Finding::passed);
}

TEST(AComparisonWithStoredRuns, OfARunThatMeasuredNothingIsInconclusive) {
  const Baseline run = stored_run(28);
  const Comparison comparison =
      compare_with_stored({}, choose_baselines(run, stored_runs(kFive)), stored_run_options(), false);
  EXPECT_EQ(comparison.finding, Finding::inconclusive);
  EXPECT_TRUE(comparison.counts);
  EXPECT_THAT(comparison.reason, HasSubstr("too short"));
}

TEST(AComparisonWithStoredRuns, NamesWhatOnlyTheyHave) {
  const Baseline run = stored_run(28);
  RunFigures figures = figures_of(run);
  figures.metrics.erase(figures.metrics.begin());
  const Comparison comparison =
      compare_with_stored(figures, choose_baselines(run, stored_runs(kFive)), stored_run_options(), false);
  EXPECT_EQ(comparison.metrics.back().name, "Shop.Buy/p95");
  EXPECT_EQ(comparison.metrics.back().finding, Finding::untested);
  EXPECT_EQ(comparison.metrics.back().reason, "only stored runs have it");
}

TEST(AComparisonWithStoredRuns, TellsHowManySecondsWereQuiet) {
  const Baseline run = stored_run(28);
  RunFigures figures = figures_of(run);
  figures.quiet = 7;
  const Comparison comparison =
      compare_with_stored(figures, choose_baselines(run, stored_runs(kFive)), stored_run_options(), false);
  EXPECT_THAT(comparison.remarks, Contains(HasSubstr("7 of 10 measured seconds counted")));
}

TEST(AComparisonWithStoredRuns, PassesWhereNothingChanged) {
  EXPECT_EQ(compare(205, kFive).finding, Finding::passed);
}

}  // namespace
}  // namespace brood::testing
