// Messages of the command itself, on standard error.
#pragma once

#include <ostream>

#include "ci/command/exit_code.hpp"
#include "runner/core/expected.hpp"

namespace brood {

// "brood: ..." in at most 12 lines of bearable length. Returns `code`, for "return complain(...)".
ExitCode complain(std::ostream& out, const Error& error, ExitCode code);

// What a verb ends with whose answer is what it printed: passed, or that it could not be printed.
ExitCode printed(std::ostream& out, std::ostream& errors);

}  // namespace brood
