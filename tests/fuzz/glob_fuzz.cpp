// A glob and the name behind its first line; by its definition where that ends in time.
#include <algorithm>

#include "runner/core/glob.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace brood {
namespace {

bool by_definition(std::string_view pattern, std::string_view text) {
  if (pattern.empty()) return text.empty();
  if (pattern.front() == '*')
    return by_definition(pattern.substr(1), text) ||
           (!text.empty() && by_definition(pattern, text.substr(1)));
  return !text.empty() && (pattern.front() == '?' || pattern.front() == text.front()) &&
         by_definition(pattern.substr(1), text.substr(1));
}

}  // namespace

void fuzz(std::string_view text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view pattern = text.substr(0, end), name = text.substr(std::min(end + 1, text.size()));
  const bool matches = glob_match(pattern, name);
  const auto plain = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
  const bool small = pattern.size() <= 8 && name.size() <= 10 && std::all_of(text.begin(), text.end(), plain);
  if (small) expect(matches == by_definition(pattern, name), "it matches another name than it says");
}

}  // namespace brood
