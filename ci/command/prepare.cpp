#include "ci/command/prepare.hpp"

#include <filesystem>
#include <iostream>

#include "ci/command/compile_scenario.hpp"
#include "ci/command/compiler.hpp"
#include "ci/command/message.hpp"
#include "ci/command/report_format.hpp"
#include "ci/command/write_report.hpp"
#include "runner/core/text.hpp"
#include "runner/swarm/run.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

// The reports of an output folder, then those that were asked for.
std::vector<ReportRequest> wanted_reports(const Command& command) {
  std::vector<ReportRequest> wanted;
  for (const ReportFormat& format : report_formats()) {
    if (format.always)
      wanted.push_back({std::string(format.name), (fs::path(command.out) / format.file).string()});
  }
  wanted.insert(wanted.end(), command.reports.begin(), command.reports.end());
  return wanted;
}

// Of several files the first, and how many more there are.
std::string shown_path(const ReportRequest& request) {
  const std::span<const ReportFile> files = find_report_format(request.format)->files;
  const std::string first = request.path + std::string(files.front().suffix);
  return files.size() == 1 ? first : first + " and " + std::to_string(files.size() - 1) + " more";
}

// What can be known to fail before anything is started.
Status check_surroundings(const Command& command) {
  const std::string& target = command.scenario.target;
  if (Status fit = is_source(target) ? check_source(target) : check_target(target); !fit) return fit;
  const std::string& folder = command.scenario.working_directory;
  std::error_code failure;
  if (!folder.empty() && !fs::is_directory(folder, failure))
    return Error{"--cwd: " + in_quotes(folder) + " is not a folder"};
  if (Status writable = check_writable(command.out); !writable)
    return Error{"--out: " + writable.error().message + "; give another folder with --out"};
  for (const ReportRequest& request : command.reports) {
    if (const Status fit = check_place(request); !fit)
      return Error{"--report " + in_quotes(request.format + ':' + request.path) + ": " + fit.error().message};
  }
  return Done{};
}

// The target runs in a working directory of its own.
Scenario with_absolute_target(Scenario scenario) {
  scenario.target = fs::absolute(scenario.target).lexically_normal().string();
  return scenario;
}

}  // namespace

Expected<Scenario> prepare(const Command& command, const std::map<std::string, std::string>& variables) {
  if (const Status fit = check_surroundings(command); !fit) return fit.error();
  Scenario scenario = with_absolute_target(command.scenario);
  if (is_source(scenario.target)) {
    const Expected<std::string> program = compile_scenario(command.scenario.target, variables);
    if (!program) return program.error();
    scenario.program = *program;
  }
  return scenario;
}

std::vector<WrittenReport> write_reports(const Command& command, const Result& result, ExitCode& code) {
  std::vector<WrittenReport> written;
  for (const ReportRequest& request : wanted_reports(command)) {
    const Status status = write_report(request, result);
    if (status) written.push_back({request.format, shown_path(request)});
    else code = complain(std::cerr, status.error(), ExitCode::internal);
  }
  return written;
}

}  // namespace brood
