#include "runner/core/metric_table.hpp"

#include <gtest/gtest.h>

#include <set>

namespace brood {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kMs = 1'000'000;

Row row_of_requests() {
  Row row;
  row.passed = 4;
  row.failed = 1;
  row.skipped = 2;
  row.abandoned = 3;
  row.in_time = 6;
  for (const std::uint64_t ms : {10u, 20u, 30u, 40u}) row.latency.record(ms * kMs);
  row.failed_latency.record(500 * kMs);
  row.redirects = 7;
  row.bytes_in = 8;
  row.bytes_out = 9;
  row.phases[kDns] = {2, 4 * kMs, 3 * kMs};
  row.phases[kWait] = {4, 80 * kMs, 35 * kMs};
  for (const std::uint64_t ms : {5u, 20u, 20u, 35u}) row.wait.record(ms * kMs);
  return row;
}

Result result_of_ten_seconds() {
  Result result;
  result.footer.duration = 10s;
  return result;
}

std::optional<double> value(std::string_view name, const Result& result, const Row* row = nullptr) {
  const std::optional<Metric> metric = metric_named(name);
  EXPECT_TRUE(metric) << name;
  return metric ? metric->get(result, row) : std::nullopt;
}

std::optional<double> row_value(std::string_view name, const Row& row = row_of_requests()) {
  return value(name, result_of_ten_seconds(), &row);
}

TEST(MetricTable, HasEveryNameOnceWithHelp) {
  std::set<std::string> names;
  for (const Metric& metric : metric_table()) {
    EXPECT_TRUE(names.insert(metric.name).second) << metric.name;
    EXPECT_FALSE(metric.help.empty()) << metric.name;
    EXPECT_NE(metric.scopes, 0) << metric.name;
  }
}

TEST(MetricTable, IsFoundByName) {
  for (const Metric& metric : metric_table()) {
    EXPECT_EQ(find_metric(metric.name), &metric);
    EXPECT_EQ(metric_named(metric.name)->name, metric.name);
  }
  EXPECT_EQ(find_metric("p37"), nullptr);
  EXPECT_EQ(find_metric(""), nullptr);
}

TEST(MetricTable, ReadsCounts) {
  EXPECT_EQ(row_value("count"), 7);
  EXPECT_EQ(row_value("passed"), 4);
  EXPECT_EQ(row_value("failures"), 1);
  EXPECT_EQ(row_value("skipped"), 2);
  EXPECT_EQ(row_value("abandoned"), 3);
  EXPECT_EQ(row_value("redirects"), 7);
  EXPECT_EQ(row_value("bytes_in"), 8);
  EXPECT_EQ(row_value("bytes_out"), 9);
}

TEST(MetricTable, TakesTheRateFromWhatEndedInTime) { EXPECT_EQ(row_value("rate"), 0.6); }

TEST(MetricTable, TakesTheErrorRateFromPassedAndFailed) { EXPECT_EQ(row_value("error_rate"), 0.2); }

TEST(MetricTable, TakesLatencyFromPassedSamples) {
  EXPECT_EQ(row_value("min"), 0.010);
  EXPECT_EQ(row_value("mean"), 0.025);
  EXPECT_EQ(row_value("max"), 0.040);
  EXPECT_NEAR(*row_value("p50"), 0.020, 2e-5);
  EXPECT_NEAR(*row_value("p75"), 0.030, 3e-5);
  EXPECT_NEAR(*row_value("p99.9"), 0.040, 4e-5);
  EXPECT_NEAR(*row_value("stddev"), 0.01118, 1e-5);
}

TEST(MetricTable, TellsHowLongFailuresTook) {
  EXPECT_EQ(row_value("failed.mean"), 0.5);
  EXPECT_EQ(row_value("failed.p95"), 0.5);
  EXPECT_EQ(row_value("failed.max"), 0.5);
}

TEST(MetricTable, ReadsPhases) {
  EXPECT_EQ(row_value("dns.mean"), 0.002);
  EXPECT_EQ(row_value("dns.max"), 0.003);
  EXPECT_EQ(row_value("wait.mean"), 0.020);
  EXPECT_NEAR(*row_value("wait.p50"), 0.020, 2e-4);
  EXPECT_EQ(row_value("wait.max"), 0.035);
  EXPECT_EQ(row_value("tls.mean"), std::nullopt);
  EXPECT_EQ(row_value("tls.max"), std::nullopt);
}

TEST(MetricTable, KnowsCountsButNoTimesOfANameThatNeverRan) {
  for (const char* name : {"count", "passed", "failures", "skipped", "abandoned", "rate"})
    EXPECT_EQ(row_value(name, Row{}), 0) << name;
  for (const char* name :
       {"error_rate", "min", "mean", "p95", "max", "stddev", "failed.p95", "wait.p95", "wait.mean"})
    EXPECT_EQ(row_value(name, Row{}), std::nullopt) << name;
}

TEST(MetricTable, HasNoLatencyWhereNothingPassed) {
  Row row;
  row.failed = 1;
  row.failed_latency.record(kMs);
  EXPECT_EQ(row_value("p95", row), std::nullopt);
  EXPECT_EQ(row_value("error_rate", row), 1);
}

TEST(MetricTable, HasARateOfZeroInARunWithoutDuration) {
  const Row row = row_of_requests();
  EXPECT_EQ(value("rate", Result{}, &row), 0);
}

TEST(MetricTable, ReadsTheSystemUnderTest) {
  Result result = result_of_ten_seconds();
  result.footer.drain = 2s;
  EXPECT_EQ(value("cpu", result), std::nullopt);
  EXPECT_EQ(value("memory", result), std::nullopt);
  result.sut = {true, 18s, 4096};
  EXPECT_EQ(value("cpu", result), 1.5);
  EXPECT_EQ(value("cpu_s", result), 18);
  EXPECT_EQ(value("memory", result), 4096);
}

TEST(MetricTable, ReadsTheRun) {
  Result result = result_of_ten_seconds();
  result.footer.drain = 1s;
  result.peak_users = 20;
  result.replaced_users = 2;
  result.errors.resize(2);
  result.errors[0].example.count = 5;
  result.errors[1].example.count = 1;
  result.generator.stalls = 3;
  result.generator.stalled = 40ms;
  result.generator.lost = 4;
  result.generator.cpu = 5500ms;
  result.generator.memory = 1000;
  EXPECT_EQ(value("lateness.p99", result), std::nullopt);
  result.generator.lateness.record(2 * kMs);
  EXPECT_EQ(value("duration", result), 10);
  EXPECT_EQ(value("drain", result), 1);
  EXPECT_EQ(value("users", result), 20);
  EXPECT_EQ(value("replaced_users", result), 2);
  EXPECT_EQ(value("errors", result), 6);
  EXPECT_EQ(value("stalls", result), 3);
  EXPECT_EQ(value("stalled", result), 0.04);
  EXPECT_EQ(value("lost", result), 4);
  EXPECT_EQ(value("generator.cpu", result), 0.5);
  EXPECT_EQ(value("generator.memory", result), 1000);
  EXPECT_EQ(value("lateness.p99", result), 0.002);
  EXPECT_EQ(value("lateness.max", result), 0.002);
}

TEST(MetricNamed, MakesAnyPercentileOfAFamily) {
  Row row;
  for (std::uint64_t ms = 1; ms <= 100; ++ms) row.latency.record(ms * kMs), row.wait.record(ms * kMs);
  EXPECT_NEAR(*row_value("p37", row), 0.037, 4e-5);
  EXPECT_NEAR(*row_value("p37.5", row), 0.038, 4e-5);
  EXPECT_NEAR(*row_value("wait.p42", row), 0.042, 5e-4);
  EXPECT_EQ(row_value("p0", row), row_value("p1", row));
  EXPECT_EQ(row_value("p100", row), row_value("max", row));
}

TEST(MetricNamed, KeepsToTheScopeOfTheFamily) {
  EXPECT_EQ(metric_named("p37")->scopes, kRowScope);
  EXPECT_EQ(metric_named("failed.p37")->scopes, kRowScope);
  EXPECT_EQ(metric_named("wait.p37")->scopes, kRequestScope);
  EXPECT_EQ(metric_named("lateness.p37")->scopes, kRunScope);
}

TEST(MetricNamed, RefusesWhatIsNoPercentile) {
  for (const char* name :
       {"p", "p101", "p-1", "p1e1", "p.5", "p5.", "p9.9.9", "pnan", "p95 ", "P95", "dns.p95", "x", ""})
    EXPECT_FALSE(metric_named(name)) << name;
}

TEST(Saturation, IsToBlameForTimesOfSamplesAndTheirRateOnly) {
  for (const char* name : {"p95", "p37", "mean", "max", "failed.p95", "wait.p95", "connect.mean", "rate"})
    EXPECT_TRUE(suffers_from_saturation(*metric_named(name))) << name;
  for (const char* name :
       {"count", "failures", "error_rate", "bytes_in", "cpu_s", "duration", "lateness.p99"})
    EXPECT_FALSE(suffers_from_saturation(*metric_named(name))) << name;
}

// What is known to be broken before the end of a run depends on it.
TEST(MetricTable, SaysHowItsMetricsMoveAsSamplesCome) {
  Row quicker = row_of_requests();
  quicker.latency.record(1 * kMs, 50);
  Row slower = row_of_requests();
  slower.latency.record(900 * kMs, 50);
  slower.wait.record(900 * kMs);
  slower.phases[kWait].record(900 * kMs);
  const Result result = result_of_ten_seconds();
  for (const Metric& metric : metric_table()) {
    if ((metric.scopes & (kRowScope | kRequestScope)) == 0) continue;
    for (const Row& later : {quicker, slower}) {
      Row sum = row_of_requests();
      sum.merge(later);
      const Row before = row_of_requests();
      const std::optional<double> first = metric.get(result, &before);
      const std::optional<double> second = metric.get(result, &sum);
      EXPECT_TRUE(metric.course != Course::grows || first <= second) << metric.name;
      EXPECT_TRUE(metric.course != Course::falls || first >= second) << metric.name;
    }
  }
  EXPECT_EQ(find_metric("failures")->course, Course::grows);
  EXPECT_EQ(find_metric("min")->course, Course::falls);
  EXPECT_EQ(metric_named("p37")->course, Course::free);
  EXPECT_EQ(find_metric("abandoned")->course, Course::late);
}

}  // namespace
}  // namespace brood
