#include "ci/command/variables.hpp"

#include "runner/core/units.hpp"

namespace brood {
namespace {

// Durations without a unit are minutes here, as they were for the runner that these variables come from.
std::string with_unit(const std::string& text) {
  const Expected<double> bare = parse_number(text);
  return bare && *bare >= 0 ? format_number(*bare) + 'm' : text;
}

}  // namespace

RawOptions read_variables(const std::map<std::string, std::string>& variables, Verb verb) {
  RawOptions found;
  for (const Option& option : option_table()) {
    if (option.variable.empty() || !belongs_to(option, verb)) continue;
    const auto variable = variables.find(std::string(option.variable));
    if (variable == variables.end() || variable->second.empty()) continue;
    const std::string& text = variable->second;
    found[std::string(option.name)] = {{option.kind == OptionKind::duration ? with_unit(text) : text},
                                       std::string(option.variable)};
  }
  return found;
}

}  // namespace brood
