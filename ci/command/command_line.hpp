// The words after `brood`: which verb, and what they say about each option.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ci/command/option.hpp"

namespace brood {

struct CommandLine {
  Verb verb = Verb::run;
  RawOptions options;
  std::optional<std::string> answer;  // help or version, when that was asked for
};

// `target_known_elsewhere`: a target is named outside the command line, so that a verb may be left out
// (`brood run`).
Expected<CommandLine> read_command_line(const std::vector<std::string>& arguments,
                                        bool target_known_elsewhere, const std::string& version);

}  // namespace brood
