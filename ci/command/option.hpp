// The options of `brood`, each once: a row of one table says how it is called on the command line, in the
// environment and in a config file, what it means, and how its text becomes part of a Command. Command line,
// --help, environment, config file, --print-config and suggestions for mistyped names all work from the
// table; adding an option is one row.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ci/command/command.hpp"
#include "runner/core/expected.hpp"

namespace brood {

enum class OptionKind : std::uint8_t {
  flag,
  text,
  number,
  duration,
  list,         // may be given more than once
  assignments,  // a list of NAME=VALUE; an object in a config file
  later         // known by name, and refused
};

struct Option {
  std::string_view name;  // long name; also the key in a config file
  char letter;            // short name, or 0
  OptionKind kind;
  unsigned verbs;             // bits of verb_bit()
  std::string_view value;     // what --help calls its value; empty for a flag
  std::string_view standard;  // the default's text; empty for none
  std::string_view variable;  // environment variable; empty for none
  std::string_view help;      // empty: not shown
  Status (*apply)(const std::string& text, Command& command);
  bool positional = false;  // on the command line it has no name
  bool config_key = true;   // may stand in a config file
};

std::span<const Option> option_table();
// Null when there is none of that name.
const Option* find_option(std::string_view name);

constexpr unsigned verb_bit(Verb verb) { return 1U << static_cast<unsigned>(verb); }
inline bool belongs_to(const Option& option, Verb verb) { return (option.verbs & verb_bit(verb)) != 0; }

// What one place says about one option, not looked into yet.
struct RawOption {
  std::vector<std::string> values;
  std::string place;            // for messages: "--users", "PT_NUM_CLIENTS", "shop.brood.json: users"
  std::vector<int> lines = {};  // of the values, where the place has several
};
inline constexpr std::string_view kDefaultPlace = "default";
using RawOptions = std::map<std::string, RawOption, std::less<>>;  // by long name

// Whether `option` takes more than one value.
inline bool is_list(const Option& option) {
  return option.kind == OptionKind::list || option.kind == OptionKind::assignments;
}

}  // namespace brood
