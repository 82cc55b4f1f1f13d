// Messages of the command itself, on standard error, and its answers.
#pragma once

#include <functional>
#include <ostream>
#include <string>

#include "ci/command/exit_code.hpp"
#include "runner/core/expected.hpp"

namespace brood {

// All that is printed here passes console_text(): names and texts of others are no commands to a terminal or
// to the system that runs a pipeline.

// One line, at once.
void say(std::ostream& out, const std::string& line);

// "brood: ..." in at most 12 lines of bearable length. Returns `code`, for "return complain(...)".
ExitCode complain(std::ostream& out, const Error& error, ExitCode code);

// Prints the answer of a verb, made by `write`: passed, or a complaint that it could not be printed. A reader
// that left, as `head` does, has seen what it wanted.
ExitCode print_answer(const std::function<void(std::ostream&)>& write);

// Likewise an answer that is JSON, for programs: its values stay what they are.
ExitCode print_json(const std::string& json);

// Prints exactly this on standard output, for what listens there.
void print_for_programs(const std::string& text);

}  // namespace brood
