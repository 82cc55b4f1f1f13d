#include "runner/agent/data/problem.hpp"

#include <algorithm>

#include "runner/agent/data/table.hpp"

namespace brood::agent {

namespace {

constexpr std::size_t kMostShown = 60;
constexpr std::size_t kMostListed = 20;

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

}  // namespace

Error problem_at(const NamedText& file, std::size_t offset, const std::string& what) {
  const std::string_view before = file.text.substr(0, offset);
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const std::string_view in_line = before.substr(before.rfind('\n') + 1);
  const auto column =
      1 + std::count_if(in_line.begin(), in_line.end(), [](char byte) { return !continues_character(byte); });
  return Error{std::string(file.name) + ':' + std::to_string(line) + ':' + std::to_string(column) + ": " +
               what};
}

std::string quote(std::string_view text) {
  std::string shown(text.substr(0, kMostShown));
  while (shown.size() < text.size() && !shown.empty() && continues_character(text[shown.size()]))
    shown.pop_back();
  for (char& byte : shown)
    if (static_cast<unsigned char>(byte) < ' ') byte = ' ';
  return '\'' + shown + (shown.size() < text.size() ? "...'" : "'");
}

std::string too_long_a_field() {
  return "this field has more than " + std::to_string(kLongestField / 1'000'000) +
         " MB; is a quote never closed?";
}

std::string listed(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size() && i < kMostListed; ++i)
    text += (i == 0 ? "" : ", ") + quote(names[i]);
  if (names.size() > kMostListed) text += " and " + std::to_string(names.size() - kMostListed) + " more";
  return text;
}

}  // namespace brood::agent
