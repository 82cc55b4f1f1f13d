#include "reporters/json_escapes.hpp"

#include <algorithm>
#include <cstdio>

#include "reporters/characters.hpp"
#include "runner/core/utf8.hpp"

namespace brood {
namespace {

void append_unit(std::string& out, char32_t unit) {
  char text[16];
  std::snprintf(text, sizeof text, "\\u%04x", static_cast<unsigned>(unit));
  out += text;
}

void append_escape(std::string& out, char32_t number) {
  if (number < 0x10000) return append_unit(out, number);
  append_unit(out, 0xD800 + ((number - 0x10000) >> 10U));
  append_unit(out, 0xDC00 + ((number - 0x10000) & 0x3FFU));
}

// All of these stand in strings only.
bool needs_escape(std::string_view json, char32_t number) {
  if (json.starts_with("##") || json.starts_with("<CTest") || json.starts_with("<Dart")) return true;
  return number >= 0x7F && (is_control(number) || is_invisible(number));
}

}  // namespace

std::string json_escapes(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  while (!json.empty()) {
    const std::size_t length = std::max<std::size_t>(utf8_length(json), 1);
    const std::string_view character = json.substr(0, length);
    const char32_t number = code_point(character);
    if (needs_escape(json, number)) append_escape(out, number);
    else out += character;
    json.remove_prefix(length);
  }
  return out;
}

}  // namespace brood
