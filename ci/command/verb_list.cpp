#include <iostream>

#include "ci/command/message.hpp"
#include "ci/command/verbs.hpp"
#include "runner/swarm/run.hpp"

namespace brood {

ExitCode list(const Command& command) {
  if (const Status fit = check_target(command.scenario.target); !fit)
    return complain(std::cerr, fit.error(), ExitCode::usage);
  const Expected<std::vector<std::string>> tasks = list_tasks(command.scenario);
  if (!tasks) return complain(std::cerr, tasks.error(), ExitCode::usage);
  for (const std::string& task : *tasks) std::cout << task << '\n';
  return printed(std::cout, std::cerr);
}

}  // namespace brood
