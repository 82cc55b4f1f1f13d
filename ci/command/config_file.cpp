#include "ci/command/config_file.hpp"

#include <nlohmann/json.hpp>

#include "ci/command/values.hpp"
#include "runner/core/read_json.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

Error unknown_key(const std::string& file, const std::string& key) {
  const Option* known = find_option(key);
  if (known != nullptr) return Error{file + ": " + in_quotes(key) + " may stand on the command line only"};
  std::vector<std::string_view> names;
  for (const Option& option : option_table()) {
    if (option.config_key && option.kind != OptionKind::later) names.push_back(option.name);
  }
  const std::string near(nearest(key, names));
  return Error{file + ": unknown key " + in_quotes(key) + "; " +
               (near.empty() ? "keys are the long option names of 'brood run --help'"
                             : "did you mean '" + near + "'?")};
}

std::string_view expected_form(OptionKind kind) {
  switch (kind) {
    case OptionKind::flag:
      return "true or false";
    case OptionKind::number:
      return "a number";
    case OptionKind::duration:
      return "a duration such as \"90s\"";
    case OptionKind::list:
      return "an array of strings";
    case OptionKind::assignments:
      return "an object of strings, or an array of \"NAME=VALUE\"";
    case OptionKind::text:
    case OptionKind::later:
      break;
  }
  return "a string";
}

std::optional<std::vector<std::string>> strings_of(const Json& array) {
  std::vector<std::string> values;
  for (const Json& value : array) {
    if (!value.is_string()) return std::nullopt;
    values.push_back(value.get<std::string>());
  }
  return values;
}

std::optional<std::vector<std::string>> assignments_of(const Json& object) {
  std::vector<std::string> values;
  for (const auto& [name, value] : object.items()) {
    if (!value.is_string()) return std::nullopt;
    values.push_back(name + '=' + value.get<std::string>());
  }
  return values;
}

// The value as the texts that the command line would have had, or absent where its type is wrong.
std::optional<std::vector<std::string>> texts_of(const Json& value, OptionKind kind) {
  const bool numeric = kind == OptionKind::number || kind == OptionKind::duration;
  if (kind == OptionKind::later) return std::vector<std::string>{value.dump()};
  if (kind == OptionKind::flag ? value.is_boolean() : numeric && value.is_number())
    return std::vector{value.dump()};
  if (kind == OptionKind::flag) return std::nullopt;
  if (kind == OptionKind::assignments && value.is_object()) return assignments_of(value);
  if ((kind == OptionKind::list || kind == OptionKind::assignments) && value.is_array())
    return strings_of(value);
  if (value.is_string()) return std::vector{value.get<std::string>()};
  return std::nullopt;
}

OrderedJson to_json(const Option& option, const std::vector<std::string>& values) {
  if (is_list(option)) return values;
  const std::string& text = values.back();
  if (option.kind == OptionKind::flag) return text == "true";
  if (option.kind == OptionKind::number) {
    OrderedJson number = OrderedJson::parse(text, nullptr, false);
    if (number.is_number()) return number;
  }
  return text;
}

}  // namespace

Expected<RawOptions> read_config(const std::string& text, const std::string& file, Verb verb) {
  // No option may hold it, and what takes it for the end would see another value than what was checked.
  if (text.find("\\u0000") != std::string_view::npos)
    return Error{file + " has the character of number 0 (\\u0000), which no value can have; take it out"};
  const Expected<Json> json = read_json(text);
  if (!json) {
    return Error{file + ' ' + json.error().message +
                 "; it is an object whose keys are long option names, as in {\"users\": 20}"};
  }
  const Json& root = *json;
  if (!root.is_object())
    return Error{file + " is not a JSON object; its keys are long option names, as in {\"users\": 20}"};

  RawOptions found;
  for (const auto& [key, value] : root.items()) {
    const Option* option = find_option(key);
    if (option == nullptr || !option->config_key) return unknown_key(file, key);
    const std::string place = file + ": " + key;
    std::optional<std::vector<std::string>> texts = texts_of(value, option->kind);
    if (!texts) {
      return Error{place + " takes " + std::string(expected_form(option->kind)) + ", not " +
                   in_quotes(value.dump())};
    }
    if (belongs_to(*option, verb)) found[key] = {std::move(*texts), place};
  }
  return found;
}

std::string write_config(const RawOptions& options) {
  OrderedJson root = OrderedJson::object();
  for (const Option& option : option_table()) {
    const auto given = options.find(option.name);
    if (option.config_key && given != options.end())
      root[std::string(option.name)] = to_json(option, given->second.values);
  }
  return root.dump(2, ' ', false, OrderedJson::error_handler_t::replace) + '\n';
}

}  // namespace brood
