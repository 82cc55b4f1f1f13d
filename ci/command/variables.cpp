#include "ci/command/variables.hpp"

#include "ci/command/values.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

// Durations without a unit are minutes here, as they were for the runner that these variables come from.
std::string with_unit(const std::string& text) {
  const Expected<double> bare = parse_number(text);
  return bare && *bare >= 0 ? format_number(*bare) + 'm' : text;
}

// The texts of one option: of a list, one a line, as in a file of thresholds.
std::vector<std::string> values_of(const Option& option, const std::string& text) {
  if (option.kind == OptionKind::duration) return {with_unit(text)};
  if (option.kind != OptionKind::list) return {text};
  std::vector<std::string> values;
  for (NumberedLine& line : lines_without_comments(text)) values.push_back(std::move(line.text));
  return values;
}

}  // namespace

RawOptions read_variables(const std::map<std::string, std::string>& variables, Verb verb) {
  RawOptions found;
  for (const Option& option : option_table()) {
    if (option.variable.empty() || !belongs_to(option, verb)) continue;
    const auto variable = variables.find(std::string(option.variable));
    if (variable == variables.end() || variable->second.empty()) continue;
    std::vector<std::string> values = values_of(option, variable->second);
    if (!values.empty()) found[std::string(option.name)] = {std::move(values), std::string(option.variable)};
  }
  return found;
}

}  // namespace brood
