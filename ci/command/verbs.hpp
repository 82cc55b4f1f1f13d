// What `brood` does, a function and a file for each verb. Each prints for itself and says how it ended.
#pragma once

#include <map>
#include <string>

#include "ci/command/command.hpp"
#include "ci/command/exit_code.hpp"

namespace brood {

// `variables`: the environment, which may name a compiler and say that ctest is watching.
ExitCode run(const Command& command, const std::map<std::string, std::string>& variables);
ExitCode list(const Command& command, const std::map<std::string, std::string>& variables);
ExitCode report(const Command& command);
ExitCode check(const Command& command);
// `variables`: where the pipeline says what the job's address is.
ExitCode publish(const Command& command, const std::map<std::string, std::string>& variables);
// Judges rounds that were measured elsewhere.
ExitCode duet_of_rounds(const Command& command);
ExitCode live_duet(const Command& command, const std::map<std::string, std::string>& variables);

// Folders of stored runs.
ExitCode baseline_add(const Command& command);
ExitCode baseline_list(const Command& command);
ExitCode baseline_show(const Command& command);
ExitCode baseline_prune(const Command& command);

}  // namespace brood
