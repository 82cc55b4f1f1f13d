#include <iostream>

#include "ci/command/message.hpp"
#include "ci/command/recorded_run.hpp"
#include "ci/command/terminal.hpp"
#include "ci/command/verbs.hpp"

namespace brood {

ExitCode check(const Command& command) {
  Expected<ResultFold> fold = open_recorded_run(command.result, command.scenario.thresholds);
  if (!fold) return complain(std::cerr, fold.error(), ExitCode::usage);
  const Result result = fold->finish();
  write_summary(result, {}, terminal_style(), std::cout);
  return exit_code(result, result.header.scenario.strict || command.scenario.strict);
}

}  // namespace brood
