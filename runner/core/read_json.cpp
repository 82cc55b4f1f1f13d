#include "runner/core/read_json.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <vector>

#include "runner/core/text.hpp"

namespace brood {
namespace {

using Json = nlohmann::json;

// Behind the closing quote of the text that begins at `quote`.
std::size_t end_of_string(std::string_view text, std::size_t quote) {
  for (std::size_t i = quote + 1; i < text.size(); ++i) {
    if (text[i] == '"') return i + 1;
    if (text[i] == '\\') ++i;
  }
  return text.size();
}

// The parser does not tell where it is, so that only who needs a place pays for it: the `number`th key of a
// text, or bracket that opens, counted from 0.
std::size_t place_of_key(std::string_view text, std::size_t number) {
  for (std::size_t i = text.find('"'); i < text.size(); i = text.find('"', i)) {
    const std::size_t begin = i;
    i = end_of_string(text, i);
    const std::size_t next = text.find_first_not_of(" \t\r\n", i);
    const bool is_key = next != std::string_view::npos && text[next] == ':';
    if (is_key && number-- == 0) return begin;
  }
  return text.size();
}

std::size_t place_of_bracket(std::string_view text, std::size_t number) {
  for (std::size_t i = 0; i < text.size();) {
    if ((text[i] == '[' || text[i] == '{') && number-- == 0) return i;
    i = text[i] == '"' ? end_of_string(text, i) : i + 1;
  }
  return text.size();
}

// Makes the value of the events of nlohmann's parser, whose names and types are its own.
class Builder {
 public:
  Builder(std::string_view text, const JsonForm& form) : text_(text), form_(form) {}

  Json& root() { return root_; }
  const std::string& problem() const { return problem_; }

  bool null() { return add(nullptr); }
  bool boolean(bool value) { return add(value); }
  bool number_integer(Json::number_integer_t value) { return add(value); }
  bool number_unsigned(Json::number_unsigned_t value) { return add(value); }
  bool number_float(Json::number_float_t value, const std::string&) { return add(value); }
  bool string(std::string& value) { return add(std::move(value)); }
  bool binary(Json::binary_t&) { return false; }  // not in JSON

  bool start_object(std::size_t) { return open(Json::object()); }
  bool start_array(std::size_t) { return open(Json::array()); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool key(std::string& name) {
    const std::size_t number = keys_seen_++;
    const auto [known, is_new] = open_.back().keys.try_emplace(name, number);
    if (is_new) {
      name_ = std::move(name);
      return true;
    }
    return fail("has the key " + in_quotes(name) + " twice: " + place(place_of_key(text_, known->second)) +
                " and " + place(place_of_key(text_, number)));
  }

  bool parse_error(std::size_t position, const std::string& token, const Json::exception& error) {
    constexpr int kOutOfRange = 406;
    const std::string where = place(position == 0 ? 0 : position - 1);
    if (error.id == kOutOfRange)
      return fail("has the number " + in_quotes(token) + ", which is out of range: " + where);
    return fail("is not JSON, or cut: " + where);
  }

 private:
  struct Open {
    Json* value;
    std::unordered_map<std::string, std::size_t> keys = {};  // and which of all keys they are
  };

  template <class Value>
  bool add(Value&& value) {
    put(Json(std::forward<Value>(value)));
    return true;
  }

  Json* put(Json value) {
    if (open_.empty()) {
      root_ = std::move(value);
      return &root_;
    }
    Json& parent = *open_.back().value;
    if (parent.is_array()) return &parent.emplace_back(std::move(value));
    return &(parent[name_] = std::move(value));
  }

  bool open(Json value) {
    const std::size_t number = brackets_seen_++;
    if (open_.size() == form_.deepest)
      return fail("is nested more than " + std::to_string(form_.deepest) +
                  " deep: " + place(place_of_bracket(text_, number)));
    open_.push_back({put(std::move(value))});
    return true;
  }

  bool close() {
    open_.pop_back();
    return true;
  }

  bool fail(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
    return false;
  }

 public:
  std::string place(std::size_t offset) const {
    const std::string_view before = text_.substr(0, std::min(offset, text_.size()));
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const std::string column = "column " + std::to_string(before.size() - before.rfind('\n'));
    return form_.is_line ? column : "line " + std::to_string(line) + ", " + column;
  }

 private:
  std::string_view text_;
  JsonForm form_;
  Json root_;
  std::vector<Open> open_;  // what the parser is in
  std::string name_;        // of the member that comes
  std::size_t keys_seen_ = 0;
  std::size_t brackets_seen_ = 0;
  std::string problem_;
};

}  // namespace

Expected<Json> read_json(std::string_view text, const JsonForm& form) {
  Builder builder(text, form);
  // The parser takes it for the end, and what follows for nothing.
  if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos)
    return Error{"has a byte of value 0: " + builder.place(zero)};
  if (Json::sax_parse(text.begin(), text.end(), &builder)) return std::move(builder.root());
  return Error{builder.problem()};
}

}  // namespace brood
