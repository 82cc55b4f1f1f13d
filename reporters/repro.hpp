// The line that repeats a failure alone.
#pragma once

#include <string>

#include "runner/core/result.hpp"

namespace brood {

// A shell command that runs `task` once, with the run's target, arguments and system under test. A name that
// is no task is taken for a suite; with an empty one everything selected runs once.
std::string repro_line(const Result& result, const std::string& task);

// The word as a POSIX shell reads it back; unchanged where that is safe.
std::string shell_quoted(const std::string& word);

}  // namespace brood
