#include "reporters/formats/markdown_signs.hpp"

#include <algorithm>
#include <string>

namespace brood {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '_'; }

std::string lower(std::string_view text) {
  std::string low(text);
  for (char& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return low;
}

// "https://", "www.", and GitHub's "GH-12".
bool has_address(std::string_view text) {
  const std::string low = lower(text);
  if (low.find("://") != std::string_view::npos || low.find("www.") != std::string_view::npos) return true;
  for (std::size_t at = low.find("gh-"); at != std::string_view::npos; at = low.find("gh-", at + 1))
    if (at + 3 < low.size() && is_digit(low[at + 3])) return true;
  return false;
}

// GitLab's milestones and epics: "%1.0", "&12". A share such as "5%, limit" is none.
bool has_number_sign(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i)
    if ((text[i] == '%' || text[i] == '&') && i + 1 < text.size() &&
        (is_word(text[i + 1]) || static_cast<unsigned char>(text[i + 1]) >= 0x80 ||
         std::string_view("\"'{").find(text[i + 1]) != std::string_view::npos))
      return true;
  return false;
}

// ":smile:", and not the minutes of "10:00:05".
bool is_emoji(std::string_view name) {
  return name == "100" || name == "1234" || name.find_first_not_of("0123456789") != std::string_view::npos;
}

bool has_emoji(std::string_view text) {
  for (std::size_t begin = text.find(':'); begin != std::string_view::npos;
       begin = text.find(':', begin + 1)) {
    std::size_t end = begin + 1;
    while (end < text.size() && (is_word(text[end]) || text[end] == '+' || text[end] == '-')) ++end;
    const bool named = end < text.size() && text[end] == ':';
    if (named && is_emoji(text.substr(begin + 1, end - begin - 1))) return true;
  }
  return false;
}

// "- ", "1. ", "===", ":::": at the beginning of a line or of an item.
bool begins_block(std::string_view text) {
  if (text.empty()) return false;
  if (std::string_view("-+=").find(text.front()) != std::string_view::npos || text.starts_with("::"))
    return true;
  const std::size_t digits = text.find_first_not_of("0123456789");
  return digits != 0 && digits != std::string_view::npos && (text[digits] == '.' || text[digits] == ')') &&
         (digits + 1 == text.size() || text[digits + 1] == ' ');
}

}  // namespace

bool is_markdown_sign(char c) {
  return std::string_view("&<>\"|`*_[]\\~@#!$^{}").find(c) != std::string_view::npos;
}

bool may_refer(std::string_view text) {
  return text.find_first_of("@#!~$^[") != std::string_view::npos || has_address(text) ||
         has_number_sign(text) || has_emoji(text) || begins_block(text);
}

}  // namespace brood
