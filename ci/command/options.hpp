// From what surrounds a call of `brood` to what it is asked to do: command line > environment > config file >
// default.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "ci/command/command.hpp"
#include "ci/command/option.hpp"
#include "runner/core/expected.hpp"

namespace brood {

struct Surroundings {
  std::vector<std::string> arguments;            // without the program's name
  std::map<std::string, std::string> variables;  // the environment; an empty value counts as unset
  std::function<Expected<std::string>(const std::string& path)> read_file;
  std::uint64_t fresh_seed = 0;  // for a run that is given none
  std::string version;
};

// Reads, merges and checks all options; starts nothing. An error is a usage error (exit code 2): it names the
// offending text, the place it came from and the way out.
Expected<Command> read_options(const Surroundings& surroundings);

// The stronger place wins an option as a whole, also one that may be given several times. Where neither
// `line` nor `config` names a target, `variables` may (an old variable must not redirect a test that names
// its target).
RawOptions merge(RawOptions line, RawOptions variables, RawOptions config);

}  // namespace brood
