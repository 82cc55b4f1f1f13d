// Writes report.html and stats.json of made-up runs into a folder, and pages of several runs with the same as
// JSON, for the tests in a browser.
#include <cmath>
#include <filesystem>
#include <fstream>

#include "reporters/compare/compare_html.hpp"
#include "reporters/compare/compare_json.hpp"
#include "reporters/html/html.hpp"
#include "reporters/stats_json.hpp"
#include "reporters/stats_value.hpp"
#include "reporters/trend/trend_html.hpp"
#include "reporters/trend/trend_json.hpp"
#include "runner/core/result_fold.hpp"
#include "tests/support/long_run.hpp"
#include "tests/support/recorded_run.hpp"

namespace {

using namespace brood;
using std::chrono::milliseconds;
using std::chrono::seconds;

void write_page(const Result& result, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  std::ofstream page(folder / "report.html");
  write_html(result, page);
  std::ofstream stats(folder / "stats.json");
  write_stats_json(result, stats);
}

// What a page must not read as markup, cut, or let turn its own text around.
const std::vector<std::string> kHostile = {"<img src=x onerror=window.broken=1>",
                                           "</script><script>window.broken=2</script>",
                                           std::string("\xe2\x80") + "\xaeright to left \u05d0\u05d1\u05d2",
                                           "@BROOD_DATA@ $& ${window.broken=3}",
                                           std::string(10'000, 'n'),
                                           "__proto__",
                                           "line\u2028separator\nand feed"};

test::RecordedRun hostile_run() {
  test::RecordedRun run = test::small_run();
  run.header.scenario.name = kHostile[1];
  run.header.scenario.target = kHostile[0];
  run.header.environment.host = kHostile[2];
  run.warnings = kHostile;
  Interval& first = run.intervals[0];
  for (const std::string& text : kHostile) {
    first.tasks.push_back({text, first.tasks[0].row});
    first.requests.push_back({text, "GET", text, first.requests[0].row});
    first.errors.push_back({text, text, text, "GET", text, 2});
    first.slowest.push_back(
        {text, 1, {}, milliseconds{100}, Outcome::failed, {{"GET", text, {}, milliseconds{50}, 500}}, 1});
  }
  return run;
}

// Something of everything that a comparison can find.
Comparison some_comparison() {
  Comparison comparison;
  comparison.with = "the old version";
  comparison.finding = Finding::failed;
  comparison.floor = 0.01;
  comparison.remarks = {"10 rounds of 6s"};
  comparison.metrics = {
      {"Shop.Task3/p50", Unit::time, Finding::passed, "", 0.002, 0.002, 1.002, 0.97, 1.03, 0.5, 0.04},
      {"Shop.Task3/p95", Unit::time, Finding::failed, "", 0.02, 0.04, 2, 1.9, 2.1, 1e-9, 0.1},
      {"Shop.Task1/p95", Unit::time, Finding::inconclusive, "", 0.05, 0.054, 1.08, 0.99, 1.18, 0.04, 0.15},
      {"Shop.Task2/p95", Unit::time, Finding::improved, "", 0.05, 0.04, 0.8, 0.76, 0.84, 1, 0.1},
      {"throughput", Unit::rate, Finding::failed, "", 900, 765, 0.85, 0.83, 0.87, 1e-9, -0.03},
      {"Shop.Task3/errors", Unit::ratio, Finding::passed, "", 0, 0.001, {}, {}, {}, 0.3, 0.004}};
  comparison.metrics.emplace_back();
  comparison.metrics.back().name = "Shop.Task3/p99";
  comparison.metrics.back().reason = "too few samples";
  return comparison;
}

// Some seconds with failures, a replaced user, and a check that breaks on the way.
Result eventful_result(int length_s = 30, int names = 16) {
  test::RecordedRun run = test::small_run();
  run.header.scenario.thresholds = {"requests: p95 < 10ms over 5s", "tasks: error_rate < 50%"};
  ResultFold fold;
  fold.observe(run.header);
  for (int second = 0; second < length_s; ++second) {
    Interval interval = test::busy_interval(second, names, 100 * names);
    Row& broken = interval.tasks[3].row;
    broken.failed = 2;
    broken.failed_latency.record(30'000'000, 2);
    interval.errors = {{"shop_test.cpp:41", "Expected: 201\nActual: 409", interval.tasks[3].task, "", "", 2}};
    interval.slowest = {
        {interval.tasks[3].task, 7, seconds{second}, milliseconds{100 + second}, Outcome::failed, {}, 3}};
    interval.slowest[0].requests = {
        {"GET", "/items/:id/part1", {}, milliseconds{60}, 200, Outcome::passed},
        {"GET", "/items/:id/part2", milliseconds{60}, milliseconds{30}, 500, Outcome::failed}};
    interval.sut = {true, milliseconds{300 + 20 * second},
                    50'000'000u + 1'000'000u * static_cast<unsigned>(second)};
    interval.generator.cpu = milliseconds{40};
    if (second == 12) fold.observe_replaced_user();
    fold.observe(interval);
  }
  fold.observe(some_comparison());
  fold.observe(RunFooter{EndedBy::run_time, "", seconds{length_s}, {}});
  return fold.finish();
}

// Tasks and requests that each took what rounding gets wrong with ease, in nanoseconds.
Result awkward_result(std::uint64_t more = 0) {
  test::RecordedRun run = test::small_run();
  run.tasks.clear();
  Interval& first = run.intervals[0];
  const test::RecordedRun usual = run;
  first.tasks.clear();
  first.requests.clear();
  for (const std::uint64_t took :
       {507ull, 4'770ull, 8'495ull, 8'485ull, 5'670ull, 1'005ull, 999'500ull, 999'499ull, 1'734'655ull,
        1'735'000ull, 12'250'000ull, 84'950'000ull, 124'500'000ull, 999'499'999ull}) {
    Row row = usual.intervals[0].tasks[0].row;
    row.latency = Histogram(3);
    row.latency.record(took + more * took / 8);
    row.failed = took % 7;
    first.tasks.push_back({"Task" + std::to_string(took), row});
    Row request = usual.intervals[0].requests[0].row;
    request.latency = row.latency;
    first.requests.push_back({"Task" + std::to_string(took), "GET", "/" + std::to_string(took), request});
  }
  run.intervals.resize(1);
  run.footer.duration = milliseconds{2'345};
  return test::live_result_of(run);
}

test::RecordedRun broken_off() {
  test::RecordedRun run = test::small_run();
  run.footer = {EndedBy::signal, "stopped by SIGINT", seconds{2}, {}};
  return run;
}

void write_comparison(const std::vector<Result>& runs, const std::filesystem::path& stem) {
  std::ofstream page(stem.string() + ".html"), json(stem.string() + ".json");
  write_compare_html(runs, page);
  write_compare_json(runs, json);
}

void write_trend(const Trend& trend, const std::filesystem::path& stem) {
  std::ofstream page(stem.string() + ".html"), json(stem.string() + ".json");
  write_trend_html(trend, page);
  write_trend_json(trend, json);
}

RunFacts facts_of(const Result& result) { return *run_facts(nlohmann::json(stats_to_json(result))); }

TrendRun trend_run(RunFacts facts, int day, const std::string& outcome, const std::string& users) {
  const std::string date = "2026-11-" + std::to_string(10 + day);
  facts.started_at = date + "T10:00:00.000Z";
  facts.outcome = outcome;
  facts.load["users"] = users;
  for (auto& [name, figures] : facts.rows)
    for (std::optional<double>& value : figures)
      if (value) *value = std::round(*value * (100 + day)) / 100;
  return {std::move(facts), date + "/shop", "./eventful/report.html"};
}

// Nine runs of one scenario, the middle three with other users, and one of another.
Trend eventful_trend() {
  const RunFacts facts = facts_of(eventful_result());
  std::vector<TrendRun> runs;
  for (int day = 0; day < 9; ++day)
    runs.push_back(trend_run(facts, day,
                             day == 2   ? "failed"
                             : day == 7 ? "incomplete"
                                        : "passed",
                             day / 3 == 1 ? "20" : "2"));
  runs[4].facts.rows.erase(runs[4].facts.rows.find({RowKind::task, "", "Shop.Task3"}));
  runs[8].report.clear();
  runs.push_back(trend_run(facts, 0, "inconclusive", "2"));
  runs.back().facts.name = "basket";
  Trend trend = trend_of(std::move(runs), 50);
  trend.scenarios[1].older = 3;
  trend.skipped = {"'2026-11-30/shop/stats.json': a damaged stats.json"};
  return trend;
}

Trend hostile_trend() {
  RunFacts facts = facts_of(test::live_result_of(hostile_run()));
  std::vector<TrendRun> runs;
  for (int day = 0; day < 10; ++day) {
    const std::string& text = kHostile[static_cast<std::size_t>(day) % kHostile.size()];
    runs.push_back(trend_run(facts, day, "passed", text + std::to_string(day)));
    runs.back().facts.started_at = text;
    runs.back().place = text;
  }
  Trend trend = trend_of(std::move(runs), 50);
  trend.skipped = kHostile;
  return trend;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::filesystem::path folder = argv[1];
  write_page(test::live_result_of(test::small_run()), folder / "small");
  write_page(eventful_result(), folder / "eventful");
  write_page(test::live_result_of(hostile_run()), folder / "hostile");
  write_page(test::live_result_of(broken_off()), folder / "incomplete");
  write_page(awkward_result(), folder / "awkward");
  write_page(Result{}, folder / "empty");
  write_page(test::long_result(3600, 100, 1000), folder / "hour");
  write_page(test::wide_result(990), folder / "wide");

  const Result hostile = test::live_result_of(hostile_run());
  write_comparison({eventful_result(), eventful_result(20, 20)}, folder / "compare");
  write_comparison({hostile, test::live_result_of(broken_off()), Result{}, hostile, hostile,
                    eventful_result(), hostile, test::live_result_of(test::small_run())},
                   folder / "compare_hostile");
  write_comparison({awkward_result(), awkward_result(1)}, folder / "compare_awkward");
  write_comparison({Result{}, Result{}}, folder / "compare_empty");
  write_trend(eventful_trend(), folder / "trend");
  write_trend(hostile_trend(), folder / "trend_hostile");
  write_trend(trend_of({{facts_of(Result{}), "."}}, 1), folder / "trend_empty");
}
