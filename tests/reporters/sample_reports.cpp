// Writes every report of made-up runs, a folder for each run, for the checks by the formats' own readers.
// With a second argument: what there is of several runs, side by side and as a trend, in JSON.
#include <filesystem>
#include <iostream>

#include "ci/command/report_format.hpp"
#include "ci/command/write_report.hpp"
#include "reporters/stats_value.hpp"
#include "tests/support/hostile_names.hpp"
#include "tests/support/recorded_run.hpp"

namespace {

using namespace brood;
using test::RecordedRun;

bool write_reports(const Result& result, const std::filesystem::path& folder) {
  bool written = true;
  for (const ReportFormat& format : report_formats()) {
    const Status status = write_report({std::string(format.name), folder / format.file}, result);
    if (!status) std::cerr << status.error().message << '\n';
    written = written && status;
  }
  return written;
}

Comparison some_comparison() {
  Comparison comparison;
  comparison.with = "7 stored runs";
  comparison.finding = Finding::failed;
  comparison.reason = "as an example";
  comparison.counts = false;
  comparison.metrics.resize(3);
  comparison.metrics[0] = {
      "Shop.Browse/p95", Unit::time, Finding::passed, "", 0.014, 0.0143, 1.021, 0.98, 1.06, 0.4, 0.1};
  comparison.metrics[1] = {
      "GET /items/:id/p95", Unit::time, Finding::failed, "", 0.004, 0.006, 1.5, 1.4, 1.6, 1e-6, 0.1};
  comparison.metrics[2].name = "Shop.Buy/p99";
  comparison.remarks = {"10 rounds"};
  return comparison;
}

Result compared(Result result) {
  result.comparison = some_comparison();
  return result;
}

// The run that the golden files are of: something of everything.
Result shop_run() {
  RecordedRun run = test::small_run();
  run.header.scenario.thresholds = {"requests: p95 < 10ms", "tasks: error_rate < 50%"};
  run.tasks.emplace_back("Shop.Idle");
  run.intervals[0].requests[1].row.failed = 1;
  run.intervals[0].requests[1].row.in_time = 2;
  run.intervals[0].requests[1].row.failed_latency.record(2'000'000);
  run.intervals[0].errors.push_back({"", "status 503", "Shop.Buy", "POST", "/orders", 1});
  return compared(test::live_result_of(run));
}

Result incomplete_run() {
  RecordedRun run = test::small_run();
  run.footer.ended_by = EndedBy::not_ready;
  run.footer.reason = "the system under test did not answer GET /health within 30s";
  return test::live_result_of(run);
}

// A journal whose end is lost, in the middle of a line.
Result cut_run() {
  std::string journal = test::journal_of(test::small_run());
  journal.resize(journal.find("{\"footer\"") - 20);
  return test::replayed_result_of(journal);
}

// The name of a task, a request, a place, and what went wrong.
void add_name(RecordedRun& run, const std::string& name) {
  Interval& interval = run.intervals[0];
  interval.tasks.push_back({name, interval.tasks[0].row});
  interval.requests.push_back({name, "GET", name, interval.requests[0].row});
  interval.requests.push_back({name, name, "/method", interval.requests[0].row});
  interval.errors.push_back({name, name, name, "GET", name, 1});
  interval.errors.push_back({name + ":7", name, name, "", "", 1});
  run.warnings.push_back(name);
}

// Names and messages that want to be more than text, or are not even that.
Result odd_run() {
  const std::string odd[] = {"<img src=x onerror=alert(1)>",
                             "a|b`c*d_e[f](g)",
                             R"("quoted", it's #1 $HOME `id` \)",
                             "\xff\xfe",
                             "\xff\xfd",
                             std::string("\xE2\x80") + "\xAEright to left",
                             "=cmd|'/C calc'!A0",
                             "a\nb\r\n,c",
                             "",
                             "all\x01",
                             "@everyone !1 #2 ~3 https://brood.invalid www.brood.invalid",
                             "100%,{}",
                             std::string(10'000, 'x'),
                             "GET /both",
                             std::string("in\0side", 7),
                             std::string("Gr\xfc\xdf") + "e in Latin-1",
                             "combined a\xCC\x81\xCC\x81\xCC\x81",
                             std::string("\xE2\x81") + "\xA7\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D"};
  RecordedRun run = test::small_run();
  run.header.scenario.name = "<b>&amp;|`";
  for (const std::string& name : odd) add_name(run, name);
  run.intervals[0].requests.push_back({"", "GET", "/both", run.intervals[0].requests[0].row});
  return test::live_result_of(run);
}

// A run that is called by a hostile name, and has others everywhere.
Result hostile_run(const std::string& title, const std::vector<std::string>& names) {
  RecordedRun run = test::small_run();
  run.header.scenario.name = run.header.scenario.target = run.header.environment.host = title;
  run.header.environment.pipeline = {{"branch", title}, {title, title}};
  run.header.scenario.thresholds = {"task '*': p95 < 1ns", "request '*': p95 < 1ns"};
  for (const std::string& name : names) add_name(run, name);
  run.footer.reason = title;
  Result result = test::live_result_of(run);
  result.comparison = some_comparison();
  for (const std::string& name : names) {
    ComparedMetric metric = result.comparison->metrics[1];
    metric.name = metric.reason = name;
    result.comparison->metrics.push_back(metric);
    result.comparison->remarks.push_back(name);
  }
  result.comparison->with = result.comparison->reason = title;
  return result;
}

bool write_hostile_reports(const std::filesystem::path& folder) {
  const std::vector<std::string> names = test::hostile_names();
  bool written = write_reports(hostile_run("::error::x", names), folder / "hostile");
  for (std::size_t i = 0; i < names.size(); ++i)
    written &= write_reports(hostile_run(names[i], {names[i]}), folder / ("hostile" + std::to_string(i)));
  return written;
}

// As many names and groups of errors as a result can have.
Result large_run() {
  RecordedRun run = test::small_run();
  for (int second = 0; second < 3; ++second)
    run.intervals.push_back(test::busy_interval(second + 3, 2000, 4000));
  for (int i = 0; i < 1100; ++i) {
    std::string message(300, static_cast<char>('a' + i % 26));
    message[static_cast<std::size_t>(i / 26)] = '!';
    run.intervals[0].errors.push_back({"shop_test.cpp:41", message, "Shop.Buy", "", "", 1});
    run.warnings.push_back(message);
  }
  return test::live_result_of(run);
}

bool write_several(const std::vector<Result>& runs, const std::filesystem::path& folder,
                   const std::string& name) {
  std::vector<TrendRun> facts;
  for (const Result& run : runs)
    facts.push_back({*run_facts(nlohmann::json(stats_to_json(run))), name, "./report.html"});
  Trend trend = trend_of(std::move(facts), 3);
  trend.skipped = {name};
  const RunsFormat& format = *find_runs_format("json");
  const auto compare = [&](std::ostream& out) { format.compare(runs, out); };
  const auto draw = [&](std::ostream& out) { format.trend(trend, out); };
  return write_report({"json", folder / ("compare-" + name + ".json")}, compare) &&
         write_report({"json", folder / ("trend-" + name + ".json")}, draw);
}

bool write_all_of_several(const std::filesystem::path& folder) {
  bool written =
      write_several({shop_run(), incomplete_run(), test::live_result_of({}), odd_run()}, folder, "shop");
  written &= write_several({odd_run(), odd_run()}, folder, "odd");
  for (std::uint32_t seed = 1; seed <= 20; ++seed)
    written &= write_several(
        {test::live_result_of(test::random_run(seed)), test::live_result_of(test::random_run(seed + 1))},
        folder, "random" + std::to_string(seed));
  return written;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2 || argc > 3) return 2;
  const std::filesystem::path folder = argv[1];
  if (argc == 3) return write_all_of_several(folder) ? 0 : 1;
  bool written = write_reports(shop_run(), folder / "shop");
  written &= write_reports(test::live_result_of(test::small_run()), folder / "small");
  written &= write_reports(test::live_result_of({}), folder / "empty");
  written &= write_reports(incomplete_run(), folder / "incomplete");
  written &= write_reports(cut_run(), folder / "cut");
  written &= write_reports(odd_run(), folder / "odd");
  written &= write_reports(large_run(), folder / "large");
  written &= write_hostile_reports(folder);
  for (std::uint32_t seed = 1; seed <= 50; ++seed)
    written &= write_reports(compared(test::live_result_of(test::random_run(seed))),
                             folder / ("random" + std::to_string(seed)));
  return written ? 0 : 1;
}
