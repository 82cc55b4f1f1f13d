#include "ci/command/prepare.hpp"

#include <filesystem>
#include <iostream>

#include "ci/command/compile_scenario.hpp"
#include "ci/command/compiler.hpp"
#include "ci/command/message.hpp"
#include "ci/command/overwriting.hpp"
#include "ci/command/write_report.hpp"
#include "runner/core/text.hpp"
#include "runner/swarm/kernel_needs.hpp"
#include "runner/swarm/run.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

// The reports of an output folder, then those that were asked for.
std::vector<ReportRequest> wanted_reports(const Command& command) {
  std::vector<ReportRequest> wanted = usual_reports(command.out);
  wanted.insert(wanted.end(), command.reports.begin(), command.reports.end());
  return wanted;
}

// Of several files the first, and how many more there are.
std::string shown_path(const ReportRequest& request) {
  const std::vector<std::string> files = files_of(request);
  return files.size() == 1 ? files[0] : files[0] + " and " + std::to_string(files.size() - 1) + " more";
}

// What the run leaves beside its reports, and what it is made from.
std::vector<NamedFile> kept_of(const Command& command) {
  std::vector<NamedFile> kept = records_in(command.out);
  kept.push_back({"the target", command.scenario.target});
  if (!command.config.empty()) kept.push_back({"the config file", command.config});
  for (const std::string& file : command.threshold_files) kept.push_back({"the threshold file", file});
  for (const std::string& prior : command.duet.priors) kept.push_back({"the prior", prior});
  for (const std::string& place : command.baseline.places) kept.push_back({"the baseline", place});
  return kept;
}

// Files that belong in the folder are files, or not there yet: what else is there would be waited for, or be
// replaced.
Status check_own_files(const Command& command) {
  for (const std::vector<NamedFile>& files : {records_in(command.out), usual_reports_in(command.out)})
    for (const NamedFile& file : files)
      if (Status fit = check_own_file(file.path); !fit) return fit;
  return Done{};
}

Status check_reports(const Command& command) {
  std::vector<NamedFile> written = usual_reports_in(command.out);
  for (NamedFile& file : files_of(command.reports)) written.push_back(std::move(file));
  return check_overwriting(written, kept_of(command));
}

// What can be known to fail before anything is started.
Status check_surroundings(const Command& command) {
  if (Status fit = check_kernel(); !fit) return fit;
  const std::string& target = command.scenario.target;
  if (Status fit = is_source(target) ? check_source(target) : check_target(target); !fit) return fit;
  const std::string& folder = command.scenario.working_directory;
  std::error_code failure;
  if (!folder.empty() && !fs::is_directory(folder, failure))
    return Error{"--cwd: " + in_quotes(folder) + " is not a folder"};
  if (Status fit = check_reports(command); !fit) return fit;
  if (Status writable = check_writable(command.out); !writable)
    return Error{"--out: " + writable.error().message + "; give another folder with --out"};
  if (Status fit = check_own_files(command); !fit) return fit;
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
