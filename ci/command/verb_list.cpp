#include <iostream>

#include "ci/command/compile_scenario.hpp"
#include "ci/command/compiler.hpp"
#include "ci/command/message.hpp"
#include "ci/command/verbs.hpp"
#include "reporters/printable.hpp"
#include "runner/swarm/run.hpp"

namespace brood {

ExitCode list(const Command& command, const std::map<std::string, std::string>& variables) {
  Scenario scenario = command.scenario;
  if (is_source(scenario.target)) {
    const Expected<std::string> program = compile_scenario(scenario.target, variables);
    if (!program) return complain(std::cerr, program.error(), ExitCode::usage);
    scenario.program = *program;
  }
  const Expected<std::vector<std::string>> tasks = list_tasks(scenario);
  if (!tasks) return complain(std::cerr, tasks.error(), ExitCode::usage);
  return print_answer([&](std::ostream& out) {
    for (const std::string& task : *tasks) out << one_line(task) << '\n';
  });
}

}  // namespace brood
