// Options as JSON: an object whose keys are the long option names. Repeatable options are arrays of strings,
// `env` may also be an object, flags are booleans, numbers and durations are numbers or strings (30 is "30",
// 30 seconds).
#pragma once

#include <string>

#include "ci/command/option.hpp"

namespace brood {

// `file` is its name for messages. Options that `verb` does not have are checked and left out.
Expected<RawOptions> read_config(const std::string& text, const std::string& file, Verb verb);

// All that may stand in a config file, in the table's order; reads back as the same options.
std::string write_config(const RawOptions& options);

}  // namespace brood
