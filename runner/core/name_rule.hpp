// How requests get their names where the usual way is not fine enough: rules of the form REGEX=>NAME.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "runner/core/expected.hpp"

namespace re2 {
class RE2;
}

namespace brood {

// Each rule is tried on each new path, during the load.
inline constexpr std::size_t kMostNameRules = 1000;

// REGEX is RE2's, in UTF-8, and may match anywhere in the URL's path and query; NAME may have $& for all that
// it matched, $1 to $99 of its groups, $` and $' for what is before and behind, and $$ for a dollar sign.
class NameRule {
 public:
  // In time that grows with the length of the path only, whatever the rule. Nothing if it does not match.
  std::optional<std::string> name(std::string_view path) const;

 private:
  friend Expected<NameRule> parse_name_rule(std::string_view text);

  // A piece of NAME: a text, or what a part of the path is.
  enum class Part : std::uint8_t { text, group, before, behind };
  struct Piece {
    Part part = Part::text;
    std::string text;
    std::size_t group = 0;
  };
  static std::vector<Piece> pieces_of(std::string_view name, std::size_t groups);

  std::shared_ptr<const re2::RE2> pattern_;  // whose copies share what it is compiled to
  std::vector<Piece> pieces_;
  std::size_t groups_ = 1;  // that NAME asks for, and the whole match
};
// An error names what RE2 does not know, such as look-ahead and back-references, or what is too large for it.
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
