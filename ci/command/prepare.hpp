// What verbs that load something do before and after.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ci/command/command.hpp"
#include "ci/command/exit_code.hpp"
#include "reporters/console.hpp"
#include "runner/core/expected.hpp"
#include "runner/core/result.hpp"

namespace brood {

// Finds what can be known to fail before anything is started, and compiles a target that is a source. The
// scenario's target is absolute.
Expected<Scenario> prepare(const Command& command, const std::map<std::string, std::string>& variables);

// The reports of the output folder, then those that were asked for. One that cannot be written is named on
// standard error and makes `code` that of a fault of Brood's; the others are written all the same.
std::vector<WrittenReport> write_reports(const Command& command, const Result& result, ExitCode& code);

}  // namespace brood
