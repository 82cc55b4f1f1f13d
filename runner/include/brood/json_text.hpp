// Writes small JSON bodies: brood::json({{"item", 7}, {"tags", brood::array({"new", "blue"})}}).
// For anything larger, or for reading, see brood/json.hpp.
#pragma once

#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "brood/http_options.hpp"

namespace brood {

// A JSON value as its text. Doubles that are no numbers become null.
class JsonText {
 public:
  JsonText(std::nullptr_t) : text_("null") {}
  JsonText(bool value) : text_(value ? "true" : "false") {}
  JsonText(const char* value) : JsonText(std::string_view(value)) {}
  JsonText(const std::string& value) : JsonText(std::string_view(value)) {}
  JsonText(std::string_view value);
  JsonText(double value);
  template <std::integral Integer>
  JsonText(Integer value) : text_(std::to_string(value)) {}

  // `text` is JSON already.
  static JsonText raw(std::string text);
  const std::string& text() const { return text_; }

 private:
  JsonText() = default;
  std::string text_;
};

using JsonMember = std::pair<std::string_view, JsonText>;
JsonText object(std::initializer_list<JsonMember> members);
JsonText array(std::initializer_list<JsonText> elements);

// A body with its content type.
Body json(std::initializer_list<JsonMember> members);
template <class Text>
requires std::same_as<Text, JsonText> Body json(const Text& value) {
  return {value.text(), "application/json"};
}

}  // namespace brood
