#include <iostream>

#include "ci/command/message.hpp"
#include "ci/command/recorded_run.hpp"
#include "ci/command/stored_comparison.hpp"
#include "ci/command/terminal.hpp"
#include "ci/command/verbs.hpp"

namespace brood {
namespace {

// The run by other thresholds or baselines, where there are some.
Expected<ResultFold> judged_again(const Command& command) {
  JournalReading how;
  how.thresholds = command.scenario.thresholds;
  how.allows_skipped = command.scenario.allows_skipped;
  if (command.baseline.places.empty()) return open_recorded_run(command.result, how);
  Expected<StoredComparison> stored = StoredComparison::open(command.baseline, false);
  if (!stored) return stored.error();
  how.on_header = [&](const RunHeader& header) { stored->observe(header); };
  how.on_interval = [&](const Interval& interval) { stored->observe(interval); };
  Expected<ResultFold> fold = open_recorded_run(command.result, how);
  if (!fold) return fold;
  const Verdict own = fold->verdict_without_comparison();
  if (const std::optional<Comparison> made = stored->compare(fold->so_far(), own)) fold->observe(*made);
  return fold;
}

}  // namespace

ExitCode check(const Command& command) {
  Expected<ResultFold> fold = judged_again(command);
  if (!fold) return complain(std::cerr, fold.error(), ExitCode::usage);
  const Result result = fold->finish();
  write_summary(result, {}, terminal_style(), std::cout);
  return exit_code(result, result.header.scenario.strict || command.scenario.strict);
}

}  // namespace brood
