#include "tests/command/extreme_texts.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

namespace brood::testing {
namespace {

using Json = nlohmann::ordered_json;
using Pointer = Json::json_pointer;

struct Token {
  const char* text;
  bool must_refuse;  // no JSON, or beyond all numbers
};
constexpr Token kNumbers[] = {{"9223372036854775807", false},
                              {"9223372036854775808", false},
                              {"-9223372036854775808", false},
                              {"18446744073709551615", false},
                              {"18446744073709551616", false},
                              {"-1", false},
                              {"0", false},
                              {"1e18", false},
                              {"1e308", false},
                              {"-1e308", false},
                              {"5e-324", false},
                              {"1e400", true},
                              {"NaN", true},
                              {"-Infinity", true}};
constexpr Token kOthers[] = {{"null", false}, {"true", false},
                             {"\"\"", false}, {"[]", false},
                             {"{}", false},   {"[[[[[[[[0]]]]]]]]", false},
                             {"7", false},    {"\"\\u0000\\n::\"", false}};

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

// All places in a value but its root.
void collect(const Json& json, const Pointer& at, std::vector<Pointer>& places) {
  if (json.is_object())
    for (const auto& [key, value] : json.items())
      places.push_back(at / key), collect(value, at / key, places);
  // The elements of an array are of a kind, or in pairs.
  if (json.is_array())
    for (std::size_t i = 0; i < std::min<std::size_t>(2, json.size()); ++i)
      places.push_back(at / i), collect(json[i], at / i, places);
}

constexpr const char* kMark = "@@";

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

std::string with_token(Json json, const Pointer& place, const char* token) {
  json[place] = kMark;
  return replaced(json.dump(), Json(kMark).dump(), token);
}

std::string with_key_twice(Json json, const Pointer& place) {
  Json& object = json[place.parent_pointer()];
  object[kMark] = object[place.back()];
  return replaced(json.dump(), Json(kMark).dump(), Json(place.back()).dump());
}

std::string without(Json json, const Pointer& place) {
  Json& parent = json[place.parent_pointer()];
  if (parent.is_object()) parent.erase(place.back());
  else parent.erase(std::stoul(place.back()));
  return json.dump();
}

std::string deep(const std::string& open) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += open;
  return text;
}

}  // namespace

std::vector<ExtremeText> extreme_texts(const std::string& good) {
  std::string crlf;
  for (const char c : good) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  std::string zero = good;
  zero.insert(zero.size() / 2, 1, '\0');
  return {{"empty", "", false},
          {"only an end of line", "\n", false},
          {"cut in the middle", good.substr(0, good.size() / 2), false},
          {"cut before its last byte", good.substr(0, good.size() - 1), false},
          {"a byte of value 0", zero, false},
          {"only bytes of value 0", std::string(10'000, '\0'), true},
          {"a byte order mark", "\xef\xbb\xbf" + good, false},
          {"UTF-16", "\xff\xfe{\0}\0", true},
          {"ends of lines of Windows", crlf, false},
          {"twice", good + good, false},
          {"a megabyte in one line", std::string(1'000'000, 'x'), false},
          {"deep arrays", deep("["), true},
          {"deep objects", deep(R"({"a":)"), true},
          {"deep elements", deep("<a>"), false},
          {"null", "null", false},
          {"a number", "9223372036854775808", false},
          {"an array", "[]", false},
          {"an object", "{}", false}};
}

std::vector<ExtremeText> extreme_values(const std::string& good) {
  const std::vector<std::string> lines = lines_of(good);
  std::vector<ExtremeText> texts;
  std::set<std::string> kinds;  // of lines: one of each is enough
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string number = "line " + std::to_string(i + 1) + ' ';
    const auto add = [&](const std::string& what, const std::string& line, bool must_refuse) {
      std::vector<std::string> changed = lines;
      changed[i] = line;
      texts.push_back({number + what, joined(changed), must_refuse});
    };
    const Json json = Json::parse(lines[i]);
    std::vector<Pointer> places;
    if (kinds.insert(json.begin().key()).second) collect(json, Pointer(), places);
    for (const Pointer& place : places) {
      const std::string at = place.to_string();
      const bool in_object = json[place.parent_pointer()].is_object();
      const auto put = [&](const Token& token) {
        add(at + " is " + token.text, with_token(json, place, token.text), token.must_refuse);
      };
      // Not all at every place, but each at many.
      if (json[place].is_number())
        for (std::size_t token = texts.size() % 3; token < std::size(kNumbers); token += 3)
          put(kNumbers[token]);
      for (std::size_t token = texts.size() % 4; token < std::size(kOthers); token += 4) put(kOthers[token]);
      add(at + " is missing", without(json, place), false);
      if (in_object) add(at + " is there twice", with_key_twice(json, place), true);
    }
    if (lines.size() == 1) continue;
    std::vector<std::string> fewer = lines, more = lines;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    more.insert(more.begin() + static_cast<std::ptrdiff_t>(i), lines[i]);
    texts.push_back({number + "is missing", joined(fewer), false});
    texts.push_back({number + "is there twice", joined(more), false});
  }
  std::vector<std::string> reversed(lines.rbegin(), lines.rend());
  texts.push_back({"all lines in another order", joined(reversed), false});
  return texts;
}

}  // namespace brood::testing
