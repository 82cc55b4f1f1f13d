#include <filesystem>
#include <iostream>

#include "ci/command/compile_scenario.hpp"
#include "ci/command/compiler.hpp"
#include "ci/command/ctest_output.hpp"
#include "ci/command/message.hpp"
#include "ci/command/progress.hpp"
#include "ci/command/report_format.hpp"
#include "ci/command/terminal.hpp"
#include "ci/command/verbs.hpp"
#include "runner/core/text.hpp"
#include "runner/core/window_warnings.hpp"
#include "runner/swarm/run.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

// The reports of an output folder, then those that were asked for.
std::vector<ReportRequest> wanted_reports(const Command& command) {
  std::vector<ReportRequest> wanted;
  for (const ReportFormat& format : report_formats()) {
    wanted.push_back({std::string(format.name), (fs::path(command.out) / format.file).string()});
  }
  wanted.insert(wanted.end(), command.reports.begin(), command.reports.end());
  return wanted;
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
    if (is_special(request.path)) continue;
    const fs::path parent = fs::path(request.path).parent_path();
    const Status writable = check_writable(parent.empty() ? "." : parent.string());
    if (!writable) return Error{"--report: " + writable.error().message};
  }
  return Done{};
}

// The target runs in a working directory of its own.
Scenario with_absolute_target(Scenario scenario) {
  scenario.target = fs::absolute(scenario.target).lexically_normal().string();
  return scenario;
}

void announce(const Scenario& scenario, std::ostream& out) {
  out << "brood run " << scenario.name << ": ";
  if (scenario.users > 0) out << scenario.users << (scenario.users == 1 ? " user" : " users");
  else out << "as many users as it takes";
  if (scenario.once) out << ", each test once";
  if (scenario.run_time) out << ", " << format_duration(*scenario.run_time);
  if (scenario.iterations) out << ", " << *scenario.iterations << " iterations";
  out << ", seed " << scenario.seed << std::endl;
}

}  // namespace

ExitCode run(const Command& command, const std::map<std::string, std::string>& variables) {
  if (const Status fit = check_surroundings(command); !fit)
    return complain(std::cerr, fit.error(), ExitCode::usage);
  Scenario scenario = with_absolute_target(command.scenario);
  if (is_source(scenario.target)) {
    const Expected<std::string> program = compile_scenario(command.scenario.target, variables);
    if (!program) return complain(std::cerr, program.error(), ExitCode::usage);
    scenario.program = *program;
  }
  const bool ctest = under_ctest(variables);
  if (ctest) write_ctest_preamble(std::cout);
  announce(scenario, std::cout);
  for (const std::string& warning : window_warnings(scenario)) std::cerr << "brood: " << warning << std::endl;

  const ConsoleStyle style = terminal_style();
  Progress progress(std::cout, style);
  const Expected<Result> result =
      run_scenario(scenario, command.out, {[&](const Result& so_far) { progress.show(so_far); }});
  progress.finish();
  if (!result) return complain(std::cerr, result.error(), ExitCode::usage);

  ExitCode code = exit_code(*result, scenario.strict);
  std::vector<WrittenReport> written;
  for (const ReportRequest& request : wanted_reports(command)) {
    const Status status = write_report(request, *result);
    if (status) written.push_back({request.format, request.path});
    else code = complain(std::cerr, status.error(), ExitCode::no_verdict);
  }
  write_summary(*result, written, style, std::cout);
  if (ctest) write_ctest_measurements(*result, std::cout);
  return code;
}

}  // namespace brood
