#include "ci/gate/run_figures.hpp"

#include <gmock/gmock.h>

#include "tests/gate/runs.hpp"

namespace brood::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::HasSubstr;

constexpr double kMs = 1e6;
constexpr double kBucket = 0.001;  // relative width of a histogram's bucket

void expect_near(double value, double expected) { EXPECT_NEAR(value, expected, expected * kBucket); }

TEST(ARunsFigures, AreGeometricMeansOfItsSeconds) {
  const RunFigures figures = ToldRun().second({}).second({{"Buy", 200, 10}}).second({{"Buy", 200, 12}}).end();
  expect_near(figure(figures, "Buy/p50"), std::sqrt(10.0 * 12) * kMs);
  expect_near(figure(figures, "Buy/p99"), std::sqrt(10.0 * 12) * kMs);
  expect_near(figure(figures, "throughput"), 200);
  EXPECT_EQ(figures.seconds, 2U);
}

TEST(ARunsFigures, LeaveOutTheFirstSecondAndTheDrain) {
  const RunFigures figures = ToldRun()
                                 .second({{"Buy", 200, 50}})
                                 .second({{"Buy", 200, 10}})
                                 .second({{"Buy", 200, 90}}, seconds{1}, true)
                                 .end();
  expect_near(figure(figures, "Buy/p95"), 10 * kMs);
  EXPECT_EQ(figures.seconds, 1U);
}

TEST(ARunsFigures, BeginWhenAllUsersAreReleased) {
  Scenario scenario;
  scenario.users = 5;
  scenario.spawn_rate = 2;
  scenario.run_time = seconds{10};
  const RunFigures figures = ToldRun(scenario)
                                 .second({{"Buy", 200, 50}})
                                 .second({{"Buy", 200, 40}})
                                 .second({{"Buy", 200, 10}})
                                 .end();
  expect_near(figure(figures, "Buy/p50"), 10 * kMs);
}

TEST(ARunsFigures, HaveAtLeastHalfOfItsTime) {
  Scenario scenario;
  scenario.users = 100;
  scenario.spawn_rate = 1;
  scenario.run_time = seconds{4};
  EXPECT_EQ(ToldRun(scenario).seconds(4, {{"Buy", 200}}).end().seconds, 2U);
}

TEST(ARunsFigures, OfLessThanASecondAreOfAllThatThereIs) {
  const RunFigures figures = ToldRun().second({{"Buy", 40, 10}}, milliseconds{400}).end();
  expect_near(figure(figures, "Buy/p50"), 10 * kMs);
  expect_near(figure(figures, "throughput"), 100);
}

TEST(ARunsFigures, LeaveOutALastSecondThatIsMostlyMissing) {
  const RunFigures figures =
      ToldRun().seconds(3, {{"Buy", 200, 10}}).second({{"Buy", 200, 90}}, milliseconds{300}).end();
  expect_near(figure(figures, "Buy/p50"), 10 * kMs);
  EXPECT_EQ(figures.seconds, 2U);
}

// The example of quiet rounds of two tasks: the fifth goes.
TEST(ARunsFigures, LeaveOutNoisySeconds) {
  ToldRun run;
  run.second({});
  for (const auto& [a, b] : {std::pair{100, 200}, {102, 205}, {99, 198}, {101, 201}, {125, 250}})
    run.second({{"A", 200, static_cast<std::uint64_t>(a)}, {"B", 200, static_cast<std::uint64_t>(b)}});
  const RunFigures figures = run.end();
  EXPECT_EQ(figures.seconds, 5U);
  EXPECT_EQ(figures.quiet, 4U);
  expect_near(figure(figures, "A/p50"), std::pow(100.0 * 102 * 99 * 101, 0.25) * kMs);
}

TEST(ARunsFigures, KeepAllSecondsOfALoadThatMoves) {
  Scenario scenario;
  scenario.stages = *parse_stages("10s:50");
  ToldRun run(scenario);
  run.second({}).seconds(6, {{"A", 200, 10}}).second({{"A", 200, 100}});
  EXPECT_EQ(run.end().quiet, 7U);
}

TEST(ARunsFigures, OfARareTaskAreOfLongerSlices) {
  ToldRun run;
  run.second({});
  for (int i = 0; i < 2; ++i) run.second({{"Rare", 60, 10}}).second({{"Rare", 60, 20}});
  const RunFigures figures = run.end();
  expect_near(figure(figures, "Rare/p95"), 20 * kMs);
  EXPECT_NE(figure(figures, "Rare/p99"), 0) << "a hundred will do";
}

TEST(ARunsFigures, OfATaskThatHardlyRanAreItsMedianAlone) {
  const RunFigures figures = ToldRun().second({}).seconds(3, {{"Rare", 10, 10}}).end();
  expect_near(figure(figures, "Rare/p50"), 10 * kMs);
  EXPECT_EQ(figure(figures, "Rare/p95"), 0);
  ASSERT_EQ(figures.untested.size(), 2U);
  EXPECT_EQ(figures.untested[0].metric.name(), "Rare/p95");
  EXPECT_THAT(figures.untested[0].reason, HasSubstr("30 iterations that count; it takes 100"));
}

TEST(ARunsFigures, OfATaskThatDidNotRunAreNone) {
  const RunFigures figures = ToldRun().second({}).second({{"Buy", 3}}).end();
  EXPECT_TRUE(figures.metrics.empty());
  EXPECT_EQ(figures.untested.size(), 4U);
  EXPECT_TRUE(ToldRun().end().metrics.empty());
}

TEST(ARunsFigures, HaveNoThroughputWhereThePlanSaysIt) {
  Scenario open;
  open.stages = steady_rate(200);
  EXPECT_EQ(figure(ToldRun(open).seconds(3, {{"Buy", 200}}).end(), "throughput"), 0);
}

TEST(ARunsFigures, CountFailedIterationsAsThroughputOnly) {
  RunFold fold;
  fold.observe(header_of({}));
  Interval interval;
  interval.begin = seconds{1};
  interval.end = seconds{2};
  Row row;
  row.passed = 100;
  row.failed = 50;
  row.latency.record(10'000'000, 100);
  interval.tasks.push_back({"Buy", row});
  fold.observe(interval);
  expect_near(figure(fold.end(), "throughput"), 150);
  expect_near(figure(fold.end(), "Buy/p95"), 10 * kMs);
}

}  // namespace
}  // namespace brood::testing
