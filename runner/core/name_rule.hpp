// How requests get their names where the usual way is not fine enough: rules of the form REGEX=>NAME.
#pragma once

#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

#include "runner/core/expected.hpp"

namespace brood {

// REGEX is ECMAScript's, without back-references, and may match anywhere in the URL's path and query; NAME
// may have $1 or $& of it.
struct NameRule {
  std::regex pattern;
  std::string name;
};
Expected<NameRule> parse_name_rule(std::string_view text);

// Several rules, the first that matches decides.
class NameRules {
 public:
  NameRules() = default;
  // Precondition: each text is a rule.
  explicit NameRules(const std::vector<std::string>& texts);

  bool empty() const { return rules_.empty(); }
  // Nothing if no rule matches.
  std::optional<std::string> name(const std::string& path) const;

 private:
  std::vector<NameRule> rules_;
};

}  // namespace brood
