// A call of `brood` in surroundings of the test's own choice.
#pragma once

#include <initializer_list>
#include <sstream>
#include <string>
#include <utility>

#include "ci/command/options.hpp"

namespace brood::testing {

// `line` is cut at spaces; a `~` in it becomes a space. `config` is the text of dir/shop.brood.json,
// `thresholds` of dir/gate.txt.
struct Given {
  std::string line;
  std::map<std::string, std::string> variables = {};
  std::string config = {};
  std::string thresholds = {};
};

inline Expected<Command> read(const Given& given) {
  Surroundings around;
  std::istringstream words(given.line);
  for (std::string word; words >> word;) {
    for (char& c : word) c = c == '~' ? ' ' : c;
    around.arguments.push_back(word);
  }
  around.variables = given.variables;
  around.read_file = [&given](const std::string& path) -> Expected<std::string> {
    if (path == "dir/gate.txt") return given.thresholds;
    if (path != "dir/shop.brood.json") return Error{"cannot read '" + path + "'"};
    return given.config;
  };
  around.fresh_seed = 4711;
  around.version = "1.2.3";
  return read_options(around);
}

// Precondition: the call is right.
inline Command command(const Given& given) { return *read(given); }
inline Scenario scenario(const Given& given) { return command(given).scenario; }

// The message of a call that is wrong, or empty.
inline std::string mistake(const Given& given) {
  const Expected<Command> read_command = read(given);
  return read_command ? std::string() : read_command.error().message;
}

}  // namespace brood::testing
