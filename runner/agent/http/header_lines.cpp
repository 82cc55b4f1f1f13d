#include "runner/agent/http/header_lines.hpp"

#include <strings.h>

namespace brood::agent {

namespace {

struct Line {
  std::string_view name;
  std::string_view value;
};

std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// Takes lines away up to the next header; false if there is none.
bool take(std::string_view& lines, Line& header) {
  while (!lines.empty()) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(line.size() + (line.size() < lines.size() ? 1 : 0));
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) continue;
    header = {line.substr(0, colon), trimmed(line.substr(colon + 1))};
    return true;
  }
  return false;
}

}  // namespace

Headers parse_headers(std::string_view lines) {
  Headers headers;
  for (Line line; take(lines, line);) headers.emplace_back(line.name, line.value);
  return headers;
}

std::string_view find_header(std::string_view lines, std::string_view name) {
  for (Line line; take(lines, line);)
    if (line.name.size() == name.size() && strncasecmp(line.name.data(), name.data(), name.size()) == 0)
      return line.value;
  return {};
}

}  // namespace brood::agent
