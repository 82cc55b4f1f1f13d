#include "runner/core/name_rule.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "runner/core/text.hpp"

namespace brood {
namespace {

constexpr std::size_t kLongestRule = 100'000;
constexpr std::size_t kMostGroups = 100;  // $0 is not one, $99 is the last

bool is_digit(char c) { return c >= '0' && c <= '9'; }

RE2::Options options() {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

std::string way_out(RE2::ErrorCode code) {
  switch (code) {
    case RE2::ErrorBadPerlOp:
      return "; look-around such as (?=...) is not in RE2, which takes time by the length of a path only. "
             "Write two rules, the first that matches decides";
    case RE2::ErrorBadEscape:
      return "; back-references such as \\1 are not in RE2, which takes time by the length of a path only. "
             "Write what may stand there, or a rule for each";
    case RE2::ErrorRepeatSize:
    case RE2::ErrorPatternTooLarge:
      return "; it is too large. Repeat less, as x* and x+ do without a number";
    case RE2::ErrorBadUTF8:
      return "; write it in UTF-8";
    default:
      return "";
  }
}

}  // namespace

std::vector<NameRule::Piece> NameRule::pieces_of(std::string_view name, std::size_t groups) {
  std::vector<Piece> pieces;
  const auto add_text = [&](char c) {
    if (pieces.empty() || pieces.back().part != Part::text) pieces.emplace_back();
    pieces.back().text += c;
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char next = name[i] == '$' && i + 1 < name.size() ? name[i + 1] : '\0';
    if (next == '$') {
      add_text(name[i++]);
    } else if (next == '&') {
      pieces.push_back({Part::group, {}, 0});
      ++i;
    } else if (next == '`' || next == '\'') {
      pieces.push_back({next == '`' ? Part::before : Part::behind, {}, 0});
      ++i;
    } else if (is_digit(next)) {
      // Two digits where there is such a group, as "$10" is of ten groups, and "$1" and a 0 of nine.
      std::size_t group = static_cast<std::size_t>(next - '0');
      ++i;
      const bool longer = i + 1 < name.size() && is_digit(name[i + 1]);
      const std::size_t two = longer ? group * 10 + static_cast<std::size_t>(name[i + 1] - '0') : 0;
      if (longer && two <= groups) {
        group = two;
        ++i;
      }
      pieces.push_back({Part::group, {}, group});
    } else {
      add_text(name[i]);
    }
  }
  return pieces;
}

Expected<NameRule> parse_name_rule(std::string_view text) {
  const std::size_t arrow = text.rfind("=>");
  if (arrow == std::string_view::npos || arrow == 0 || arrow + 2 == text.size())
    return Error{in_quotes(text) + " is not of the form REGEX=>NAME, as in '/users/[^/]+=>/users/:name'"};
  if (text.size() > kLongestRule) {
    return Error{in_quotes(text) + " has more than " + std::to_string(kLongestRule) +
                 " characters; write several rules, the first that matches decides"};
  }
  const std::string_view regex = text.substr(0, arrow);
  NameRule rule;
  rule.pattern_ = std::make_shared<const RE2>(re2::StringPiece(regex.data(), regex.size()), options());
  if (!rule.pattern_->ok()) {
    return Error{in_quotes(regex) + " is not a regular expression that RE2 knows: " +
                 std::string(in_quotes(rule.pattern_->error())) + way_out(rule.pattern_->error_code())};
  }
  const auto groups = static_cast<std::size_t>(rule.pattern_->NumberOfCapturingGroups());
  rule.pieces_ = NameRule::pieces_of(text.substr(arrow + 2), groups);
  // Groups that nobody asks for are not looked for: a rule may have thousands of them.
  for (const NameRule::Piece& piece : rule.pieces_)
    rule.groups_ = std::max(rule.groups_, std::min({piece.group, groups, kMostGroups - 1}) + 1);
  return rule;
}

std::optional<std::string> NameRule::name(std::string_view path) const {
  const re2::StringPiece text(path.data(), path.size());
  std::vector<re2::StringPiece> found(groups_);
  if (!pattern_->Match(text, 0, path.size(), RE2::UNANCHORED, found.data(), static_cast<int>(groups_)))
    return std::nullopt;
  const auto begin = static_cast<std::size_t>(found[0].data() - path.data());
  std::string name;
  for (const Piece& piece : pieces_) {
    switch (piece.part) {
      case Part::text:
        name += piece.text;
        break;
      case Part::group:  // one that took no part, or that there is not, is empty
        if (piece.group < groups_) name.append(found[piece.group].data(), found[piece.group].size());
        break;
      case Part::before:
        name += path.substr(0, begin);
        break;
      case Part::behind:
        name += path.substr(begin + found[0].size());
        break;
    }
  }
  return name;
}

NameRules::NameRules(const std::vector<std::string>& texts) {
  for (const std::string& text : texts) rules_.push_back(*parse_name_rule(text));
}

std::optional<std::string> NameRules::name(const std::string& path) const {
  for (const NameRule& rule : rules_)
    if (std::optional<std::string> name = rule.name(path)) return name;
  return std::nullopt;
}

}  // namespace brood
