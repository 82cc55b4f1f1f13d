#include <filesystem>
#include <iostream>

#include "ci/command/message.hpp"
#include "ci/command/overwriting.hpp"
#include "ci/command/recorded_results.hpp"
#include "ci/command/recorded_run.hpp"
#include "ci/command/report_format.hpp"
#include "ci/command/terminal.hpp"
#include "ci/command/verbs.hpp"
#include "ci/command/write_report.hpp"
#include "reporters/compare/compare_text.hpp"
#include "reporters/compare/side_by_side.hpp"
#include "reporters/trend/trend_text.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

// Writes what is asked for, by `write(request)`, or without any request prints what `print(stream)` makes.
template <class Write, class Print>
ExitCode write_all(const std::vector<ReportRequest>& requests, Write&& write, Print&& print) {
  if (requests.empty()) return print_answer(print);
  ExitCode code = ExitCode::passed;
  for (const ReportRequest& request : requests) {
    const Status written = write(request);
    if (!written) code = complain(std::cerr, written.error(), ExitCode::internal);
  }
  return code;
}

// A single run's usual reports may be made again where they lie.
Status check_results(const Command& command) {
  const bool single = command.results.size() == 1;
  const std::vector<NamedFile> kept =
      kept_of(command.results, single ? command.reports : std::vector<ReportRequest>());
  return check_overwriting(files_of(command.reports), kept);
}

ExitCode report_run(const Command& command, const Result& result) {
  return write_all(
      command.reports, [&](const ReportRequest& request) { return write_report(request, result); },
      [&](std::ostream& out) { write_summary(result, {}, terminal_style(), out); });
}

ExitCode report_side_by_side(const Command& command, const std::vector<Result>& runs) {
  return write_all(
      command.reports,
      [&](const ReportRequest& request) {
        return write_report(request,
                            [&](std::ostream& out) { find_runs_format(request.format)->compare(runs, out); });
      },
      [&](std::ostream& out) { write_compare_text(runs, terminal_style(), out); });
}

Status check_trend(const Command& command, const std::vector<TrendRun>& runs) {
  std::vector<std::string> folders;
  for (const TrendRun& run : runs) folders.push_back(std::filesystem::path(command.trend) / run.place);
  return check_overwriting(files_of(command.reports), kept_of(folders, {}));
}

ExitCode report_trend(const Command& command) {
  Expected<RecordedResults> results = read_results(command.trend);
  if (!results) return complain(std::cerr, results.error(), ExitCode::usage);
  if (const Status fit = check_trend(command, results->runs); !fit)
    return complain(std::cerr, fit.error(), ExitCode::usage);
  Trend trend = trend_of(std::move(results->runs), command.last);
  trend.skipped = std::move(results->problems);
  // The table says so itself.
  if (!command.reports.empty())
    for (const std::string& problem : trend.skipped) say(std::cerr, "brood: skipped: " + problem);
  return write_all(
      command.reports,
      [&](const ReportRequest& request) {
        for (TrendScenario& scenario : trend.scenarios)
          link_reports(command.trend, request.path, scenario.runs);
        return write_report(request,
                            [&](std::ostream& out) { find_runs_format(request.format)->trend(trend, out); });
      },
      [&](std::ostream& out) { write_trend_text(trend, terminal_style(), out); });
}

}  // namespace

ExitCode report(const Command& command) {
  if (!command.trend.empty()) return report_trend(command);
  if (const Status fit = check_results(command); !fit)
    return complain(std::cerr, fit.error(), ExitCode::usage);
  std::vector<Result> runs;
  for (const std::string& path : command.results) {
    Expected<ResultFold> fold = open_recorded_run(path);
    if (!fold) return complain(std::cerr, fold.error(), ExitCode::usage);
    runs.push_back(fold->finish());
    if (command.results.size() == 1) break;
    if (const Status fit = check_comparable(runs.back()); !fit)
      return complain(std::cerr, Error{in_quotes(path) + ": " + fit.error().message}, ExitCode::usage);
  }
  return runs.size() == 1 ? report_run(command, runs.front()) : report_side_by_side(command, runs);
}

}  // namespace brood
