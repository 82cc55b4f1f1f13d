// Thresholds from options and from files.
#pragma once

#include <string>

#include "ci/command/command.hpp"
#include "runner/core/expected.hpp"

namespace brood {

// One threshold. The error does not say where it comes from.
Status add_threshold(const std::string& text, Command& command);

// The text of a file: one threshold a line. What follows a `#` at the beginning of a line or after white
// space, outside single quotes, is a comment. An error names `file` and the line; a file without any
// threshold is one.
Status add_thresholds_of(const std::string& text, const std::string& file, Command& command);

}  // namespace brood
