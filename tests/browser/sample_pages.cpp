// Writes report.html and stats.json of made-up runs into a folder, for the tests in a browser.
#include <filesystem>
#include <fstream>

#include "reporters/html/html.hpp"
#include "reporters/stats_json.hpp"
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
                                           "\u202eright to left \u05d0\u05d1\u05d2",
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

// Thirty seconds with failures, a replaced user, and a check that breaks on the way.
Result eventful_result() {
  test::RecordedRun run = test::small_run();
  run.header.scenario.thresholds = {"requests: p95 < 10ms over 5s", "tasks: error_rate < 50%"};
  ResultFold fold;
  fold.observe(run.header);
  for (int second = 0; second < 30; ++second) {
    Interval interval = test::busy_interval(second, 16, 1600);
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
  Comparison comparison;
  comparison.with = "the old version";
  comparison.finding = Finding::failed;
  comparison.remarks = {"10 rounds of 6s"};
  comparison.metrics.resize(2);
  comparison.metrics[0] = {"browse/p95", Unit::time, Finding::failed, "", 0.1, 0.2, 2, 1.9, 2.1, 1e-9, 0.1};
  comparison.metrics[1].name = "browse/p99";
  comparison.metrics[1].reason = "too few samples";
  fold.observe(comparison);
  fold.observe(RunFooter{EndedBy::run_time, "", seconds{30}, {}});
  return fold.finish();
}

test::RecordedRun broken_off() {
  test::RecordedRun run = test::small_run();
  run.footer = {EndedBy::signal, "stopped by SIGINT", seconds{2}, {}};
  return run;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const std::filesystem::path folder = argv[1];
  write_page(test::live_result_of(test::small_run()), folder / "small");
  write_page(eventful_result(), folder / "eventful");
  write_page(test::live_result_of(hostile_run()), folder / "hostile");
  write_page(test::live_result_of(broken_off()), folder / "incomplete");
  write_page(Result{}, folder / "empty");
  write_page(test::long_result(3600, 100, 1000), folder / "hour");
  write_page(test::wide_result(990), folder / "wide");
}
