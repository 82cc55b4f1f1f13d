#include <iostream>

#include "ci/command/ctest_output.hpp"
#include "ci/command/message.hpp"
#include "ci/command/prepare.hpp"
#include "ci/command/progress.hpp"
#include "ci/command/stored_comparison.hpp"
#include "ci/command/terminal.hpp"
#include "ci/command/verbs.hpp"
#include "reporters/printable.hpp"
#include "runner/core/window_warnings.hpp"
#include "runner/swarm/run.hpp"

namespace brood {
namespace {

void announce(const Scenario& scenario, std::ostream& out) {
  out << "brood run " << one_line(scenario.name) << ": ";
  if (scenario.users > 0) out << scenario.users << (scenario.users == 1 ? " user" : " users");
  else out << "as many users as it takes";
  if (scenario.once) out << ", each test once";
  if (scenario.run_time) out << ", " << format_duration(*scenario.run_time);
  if (scenario.iterations) out << ", " << *scenario.iterations << " iterations";
  out << ", seed " << scenario.seed << std::endl;
}

// How the run is watched: by people, and by what it is compared with. Both must outlive it.
RunHooks hooks_of(Progress& progress, std::optional<StoredComparison>& stored) {
  RunHooks hooks;
  hooks.on_interval = [&](const Result& so_far) { progress.show(so_far); };
  if (!stored) return hooks;
  hooks.on_header = [&](const RunHeader& header) { stored->observe(header); };
  hooks.on_recorded = [&](const Interval& interval) { stored->observe(interval); };
  hooks.compare = [&](const Result& run, Verdict own) { return stored->compare(run, own); };
  return hooks;
}

// A run of each test once is no load that could be compared.
Expected<std::optional<StoredComparison>> stored_runs(const Command& command) {
  if (command.baseline.places.empty() || command.scenario.once) return std::optional<StoredComparison>();
  Expected<StoredComparison> stored = StoredComparison::open(command.baseline, true);
  if (!stored) return stored.error();
  return std::optional(*std::move(stored));
}

}  // namespace

ExitCode run(const Command& command, const std::map<std::string, std::string>& variables) {
  const Expected<Scenario> prepared = prepare(command, variables);
  if (!prepared) return complain(std::cerr, prepared.error(), ExitCode::usage);
  const Scenario& scenario = *prepared;
  const Expected<OutputFolder> out = OutputFolder::claim(command.out);  // until the reports are written
  if (!out) return complain(std::cerr, out.error(), ExitCode::usage);
  Expected<std::optional<StoredComparison>> stored = stored_runs(command);
  if (!stored) return complain(std::cerr, stored.error(), ExitCode::usage);
  const bool ctest = under_ctest(variables);
  if (ctest) write_ctest_preamble(std::cout);
  announce(scenario, std::cout);
  for (const std::string& warning : window_warnings(scenario)) say(std::cerr, "brood: " + warning);

  const ConsoleStyle style = terminal_style();
  Progress progress(std::cout, style);
  const Expected<Result> result = run_scenario(scenario, *out, hooks_of(progress, *stored));
  progress.finish();
  if (!result) return complain(std::cerr, result.error(), ExitCode::usage);

  ExitCode code = exit_code(*result, scenario.strict);
  const std::vector<WrittenReport> written = write_reports(command, *result, code);
  write_summary(*result, written, style, std::cout);
  if (ctest) print_for_programs(ctest_measurements(*result));
  return code;
}

}  // namespace brood
