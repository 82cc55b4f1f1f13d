#include "brood/json_text.hpp"

#include <charconv>
#include <cmath>

namespace brood {

namespace {

std::string quoted(std::string_view text) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += "\\u00";
      out += kHex[c >> 4];
      out += kHex[c & 15];
    } else {
      out += c;
    }
  }
  return out += '"';
}

}  // namespace

JsonText::JsonText(std::string_view value) : text_(quoted(value)) {}

JsonText::JsonText(double value) : text_("null") {
  if (!std::isfinite(value)) return;
  char digits[64];
  text_.assign(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

JsonText JsonText::raw(std::string text) {
  JsonText value;
  value.text_ = std::move(text);
  return value;
}

JsonText object(std::initializer_list<JsonMember> members) {
  std::string text = "{";
  for (const auto& [name, value] : members) {
    if (text.size() > 1) text += ',';
    text += quoted(name) + ':' + value.text();
  }
  return JsonText::raw(text + '}');
}

JsonText array(std::initializer_list<JsonText> elements) {
  std::string text = "[";
  for (const JsonText& element : elements) {
    if (text.size() > 1) text += ',';
    text += element.text();
  }
  return JsonText::raw(text + ']');
}

Body json(std::initializer_list<JsonMember> members) { return json(object(members)); }

}  // namespace brood
