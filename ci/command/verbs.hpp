// What `brood` does, a function and a file for each verb. Each prints for itself and says how it ended.
#pragma once

#include "ci/command/command.hpp"
#include "ci/command/exit_code.hpp"

namespace brood {

// `ctest`: for the eyes of ctest.
ExitCode run(const Command& command, bool ctest);
ExitCode list(const Command& command);
ExitCode report(const Command& command);
ExitCode check(const Command& command);

}  // namespace brood
