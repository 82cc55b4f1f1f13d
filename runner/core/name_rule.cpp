#include "runner/core/name_rule.hpp"

#include "runner/core/text.hpp"

namespace brood {

Expected<NameRule> parse_name_rule(std::string_view text) {
  const std::size_t arrow = text.rfind("=>");
  if (arrow == std::string_view::npos || arrow == 0 || arrow + 2 == text.size())
    return Error{in_quotes(text) + " is not of the form REGEX=>NAME, as in '/users/[^/]+=>/users/:name'"};
  // Never longer than the text is long: a rule that backtracks would hold up the whole run.
  constexpr auto kSyntax = std::regex::ECMAScript | std::regex_constants::__polynomial;
  try {
    return NameRule{std::regex(std::string(text.substr(0, arrow)), kSyntax),
                    std::string(text.substr(arrow + 2))};
  } catch (const std::regex_error& error) {
    return Error{in_quotes(text.substr(0, arrow)) + " is not a regular expression: " + error.what()};
  }
}

NameRules::NameRules(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) rules_.push_back(*parse_name_rule(text));
}

std::optional<std::string> NameRules::name(const std::string& path) const {
  for (const NameRule& rule : rules_) {
    std::smatch match;
    if (std::regex_search(path, match, rule.pattern)) return match.format(rule.name);
  }
  return std::nullopt;
}

}  // namespace brood
