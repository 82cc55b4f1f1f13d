#include "reporters/stats_json.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/recorded_run.hpp"

namespace brood {
namespace {

using nlohmann::json;

std::string text_of(const test::RecordedRun& run) {
  std::ostringstream out;
  write_stats_json(test::live_result_of(run), out);
  return out.str();
}

json stats_of(const test::RecordedRun& run) { return json::parse(text_of(run)); }

TEST(StatsJson, BeginsWithWhatARunCameTo) {
  EXPECT_THAT(text_of(test::small_run()), testing::StartsWith(R"({
 "schema": "brood-stats-1",
 "complete": true,
 "ended_by": "run_time",
 "verdict": "passed",
 "started_at": "2026-11-25T10:00:00.000Z",
 "duration_s": 2.0,
 "drain_s": 0.1,
 "config": {)"));
}

TEST(StatsJson, HasARowForEachTask) {
  const json tasks = stats_of(test::small_run())["tasks"];
  ASSERT_EQ(tasks.size(), 2u);
  EXPECT_EQ(tasks[0]["name"], "Shop.Browse");
  EXPECT_EQ(tasks[0]["count"], 7);
  EXPECT_EQ(tasks[0]["passed"], 6);
  EXPECT_EQ(tasks[0]["skipped"], 1);
  EXPECT_EQ(tasks[0]["rate"], 3.0) << "six of the seven ended within two seconds";
  EXPECT_EQ(tasks[1]["error_rate"], 0.5);
  EXPECT_EQ(tasks[1]["latency_ms"]["max"], 40.0);
}

TEST(StatsJson, HasThreeDigitsOfEveryFigureHoweverSmall) {
  test::RecordedRun run = test::small_run();
  Row& fast = run.intervals[0].tasks[0].row;
  fast.latency = Histogram(3);
  fast.latency.record(507);
  fast.passed = 3'000'000;
  fast.failed = 1;
  run.intervals = {run.intervals[0]};
  run.footer.duration = std::chrono::hours{10};
  const json stats = stats_of(run);
  EXPECT_EQ(stats["tasks"][0]["latency_ms"]["p50"], 0.000507);
  EXPECT_EQ(stats["tasks"][0]["error_rate"], 3.33333222e-7);
  EXPECT_EQ(stats["tasks"][1]["rate"], 2.77777778e-5 * 2);
}

TEST(StatsJson, HasARowForEachRequestAndForEachTaskThatMadeIt) {
  const json stats = stats_of(test::small_run());
  EXPECT_EQ(stats["requests"][0]["method"], "GET");
  EXPECT_EQ(stats["requests"][0]["name"], "/items/:id");
  EXPECT_EQ(stats["requests"][0]["status"], json({{"200", 5}}));
  EXPECT_EQ(stats["requests"][0]["redirects"], 2);
  EXPECT_EQ(stats["requests"][0]["phases_ms"]["connect"]["mean"], 1.0);
  EXPECT_TRUE(stats["requests"][0]["phases_ms"]["wait"].contains("p95"));
  EXPECT_EQ(stats["by_task"][1]["task"], "Shop.Buy");
  EXPECT_EQ(stats["totals"]["requests"]["bytes_in"], 6 * 2048);
}

TEST(StatsJson, TellsErrorsWithTheLineThatRepeatsThem) {
  const json error = stats_of(test::small_run())["errors"][0];
  EXPECT_EQ(error["message"], "Expected: 201\nActual: 409");
  EXPECT_EQ(error["where"], "shop_test.cpp:41");
  EXPECT_EQ(error["first_s"], 1.0);
  EXPECT_EQ(error["repeat"], "brood run ./shop_e2e_tests --once --filter Shop.Buy");
}

TEST(StatsJson, TellsChecksWithTheirFindings) {
  const json check = stats_of(test::small_run())["checks"][0];
  EXPECT_EQ(check["text"], "requests: p95 < 250ms");
  EXPECT_EQ(check["verdict"], "passed");
  EXPECT_TRUE(check.contains("observed"));
}

TEST(StatsJson, TellsWhereAWindowBroke) {
  test::RecordedRun run = test::small_run();
  run.header.scenario.thresholds = {"requests: p95 < 10ms over 1s"};
  const json check = stats_of(run)["checks"][0];
  EXPECT_EQ(check["observed"], "20ms");
  EXPECT_EQ(check["limit"], "< 10ms over 1s");
  EXPECT_EQ(check["at_s"], 1.0);
}

TEST(StatsJson, WhatHasNoDataIsAbsent) {
  test::RecordedRun run;
  run.tasks = {"Shop.Idle"};
  const json stats = stats_of(run);
  EXPECT_EQ(stats["tasks"][0]["count"], 0);
  EXPECT_EQ(stats["tasks"][0]["rate"], 0.0);
  EXPECT_FALSE(stats["tasks"][0].contains("error_rate"));
  EXPECT_FALSE(stats["tasks"][0].contains("latency_ms"));
  EXPECT_FALSE(stats.contains("sut"));
  EXPECT_FALSE(stats["generator"].contains("lateness_ms"));
  EXPECT_TRUE(stats["histograms"]["tasks"].empty());
}

TEST(StatsJson, AnIncompleteRunSaysWhy) {
  test::RecordedRun run = test::small_run();
  run.footer.ended_by = EndedBy::target_died;
  run.footer.reason = "the target was killed";
  const json stats = stats_of(run);
  EXPECT_EQ(stats["complete"], false);
  EXPECT_EQ(stats["reason"], "the target was killed");
  EXPECT_EQ(stats["verdict"], "incomplete") << "it has none, unlike one that is inconclusive";
}

TEST(StatsJson, HasTheHistogramsAsHdrHistogramReadsThem) {
  const json histograms = stats_of(test::small_run())["histograms"];
  EXPECT_THAT(histograms["tasks"]["Shop.Buy"].get<std::string>(), testing::StartsWith("HISTFAAA"));
  EXPECT_TRUE(histograms["requests"].contains("GET /items/:id"));
}

TEST(StatsJson, AHugeMessageIsShortened) {
  test::RecordedRun run = test::small_run();
  run.intervals[0].errors[0].message = std::string(1'000'000, 'x');
  EXPECT_LT(text_of(run).size(), 40'000u);
}

}  // namespace
}  // namespace brood
