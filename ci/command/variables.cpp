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

// A list has one text a line, as a file of thresholds.
RawOption value_of(const Option& option, const std::string& text) {
  RawOption value{{}, std::string(option.variable), {}};
  if (option.kind != OptionKind::list) {
    value.values = {option.kind == OptionKind::duration ? with_unit(text) : text};
    return value;
  }
  const bool several = text.find('\n') != std::string::npos;
  for (NumberedLine& line : lines_without_comments(text)) {
    value.values.push_back(std::move(line.text));
    if (several) value.lines.push_back(line.number);
  }
  return value;
}

}  // namespace

RawOptions read_variables(const std::map<std::string, std::string>& variables, Verb verb) {
  RawOptions found;
  for (const Option& option : option_table()) {
    if (option.variable.empty() || !belongs_to(option, verb)) continue;
    const auto variable = variables.find(std::string(option.variable));
    if (variable == variables.end() || variable->second.empty()) continue;
    RawOption value = value_of(option, variable->second);
    if (!value.values.empty()) found[std::string(option.name)] = std::move(value);
  }
  return found;
}

}  // namespace brood
