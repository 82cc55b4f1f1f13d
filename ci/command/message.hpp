// Messages of the command itself, on standard error, and its answers.
#pragma once

#include <functional>
#include <ostream>

#include "ci/command/exit_code.hpp"
#include "runner/core/expected.hpp"

namespace brood {

// "brood: ..." in at most 12 lines of bearable length. Returns `code`, for "return complain(...)".
ExitCode complain(std::ostream& out, const Error& error, ExitCode code);

// Prints the answer of a verb, made by `write`: passed, or a complaint that it could not be printed. A reader
// that left, as `head` does, has seen what it wanted.
ExitCode print_answer(const std::function<void(std::ostream&)>& write);

}  // namespace brood
