#include <algorithm>
#include <fstream>
#include <iostream>

#include "ci/command/ctest_output.hpp"
#include "ci/command/duet_rounds.hpp"
#include "ci/command/message.hpp"
#include "ci/command/prepare.hpp"
#include "ci/command/terminal.hpp"
#include "ci/command/verbs.hpp"
#include "ci/duet/conduct.hpp"
#include "ci/gate/duet_json.hpp"
#include "reporters/printable.hpp"
#include "runner/core/conditions.hpp"
#include "runner/core/run_files.hpp"
#include "runner/swarm/output_folder.hpp"
#include "runner/swarm/probe_machine.hpp"

namespace brood {
namespace {

// What variances depend on.
std::string origin_of(const DuetPlan& plan) {
  return hash_of(machine_of(probe_machine())) + '-' + hash_of(load_of(plan.scenario)) +
         (plan.placement == Placement::together ? "-together"
          : plan.placement == Placement::turns  ? "-turns"
                                                : "");
}

Expected<DuetPlan> plan_of(const Command& command, const std::map<std::string, std::string>& variables) {
  const DuetOptions& options = command.duet;
  DuetPlan plan;
  plan.scenario = command.scenario;
  plan.before = options.before;
  plan.after = options.after;
  plan.gate = options.gate;
  plan.placement = options.placement;
  plan.round = options.round;
  plan.out = command.out;
  if (const Status status = check_plan(plan); !status) return status.error();
  Expected<Scenario> prepared = prepare(command, variables);
  if (!prepared) return prepared.error();
  plan.scenario = *std::move(prepared);
  std::vector<std::string> left_out;
  Expected<std::vector<Variances>> prior = read_own_priors(options.priors, origin_of(plan), left_out);
  if (!prior) return prior.error();
  plan.prior = *std::move(prior);
  for (const std::string& what : left_out) say(std::cerr, "brood: " + what);
  return plan;
}

void announce(const DuetPlan& plan, bool calibrates, std::ostream& out) {
  out << "brood duet " << one_line(plan.scenario.name) << ": ";
  if (calibrates) out << "the old version against itself";
  else if (plan.before == plan.after) out << "old and new are the same command";
  else out << "the new version against the old one";
  out << ", at most " << plan.gate.looks.back() << " rounds, seed " << plan.scenario.seed << std::endl;
}

// For the priors of later duets.
Status write_duet_json(const DuetOutcome& outcome, const DuetPlan& plan, const std::string& path) {
  std::ofstream file(path);
  file << duet_json(outcome.report, origin_of(plan)) << std::flush;
  if (!file) return Error{"cannot write '" + path + "'"};
  return Done{};
}

void tell_alarms(const DuetReport& report, std::ostream& out) {
  const auto alarms =
      std::count_if(report.metrics.begin(), report.metrics.end(),
                    [](const MetricResult& result) { return result.finding == Finding::failed; });
  const auto tested = std::count_if(report.metrics.begin(), report.metrics.end(),
                                    [](const MetricResult& result) { return result.counts; });
  out << "\nCalibration: " << alarms << " of " << tested
      << " metrics raised an alarm where nothing had changed. What each could have noticed here is in the "
         "table.\n";
}

}  // namespace

ExitCode live_duet(const Command& command, const std::map<std::string, std::string>& variables) {
  const Expected<DuetPlan> plan = plan_of(command, variables);
  if (!plan) return complain(std::cerr, plan.error(), ExitCode::usage);
  const Expected<OutputFolder> out = OutputFolder::claim(plan->out);  // until the reports are written
  if (!out) return complain(std::cerr, out.error(), ExitCode::usage);
  const bool ctest = under_ctest(variables);
  if (ctest) write_ctest_preamble(std::cout);
  announce(*plan, command.duet.calibrate, std::cout);

  const Expected<DuetOutcome> outcome =
      conduct(*plan, {[](const std::string& what) { say(std::cout, "  " + what); }});
  if (!outcome) return complain(std::cerr, outcome.error(), ExitCode::usage);

  const Result& result = outcome->after;
  ExitCode code = exit_code(result, command.scenario.strict);
  std::vector<WrittenReport> written = write_reports(command, result, code);
  if (outcome->report.verdict) {
    const std::string path = plan->out + '/' + kDuetFile;
    const Status status = write_duet_json(*outcome, *plan, path);
    if (status) written.push_back({"duet", path});
    else code = complain(std::cerr, status.error(), ExitCode::internal);
  }
  write_summary(result, written, terminal_style(), std::cout);
  if (command.duet.calibrate && outcome->report.verdict) tell_alarms(outcome->report, std::cout);
  if (ctest) print_for_programs(ctest_measurements(result));
  return code;
}

}  // namespace brood
