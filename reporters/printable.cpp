#include "reporters/printable.hpp"

#include <algorithm>
#include <map>

#include "reporters/characters.hpp"
#include "runner/core/utf8.hpp"

namespace brood {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Where the character number `count` begins.
std::size_t offset_of(std::string_view text, std::size_t count) {
  std::size_t i = 0;
  for (; i < text.size(); ++i)
    if (!is_continuation(text[i]) && count-- == 0) break;
  return i;
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  Visibility visibility;
  while (!text.empty()) {
    const std::string_view character = text.substr(0, std::max<std::size_t>(utf8_length(text), 1));
    text.remove_prefix(character.size());
    if (character == "\r") {
      out += text.substr(0, 1) == "\n" ? "" : "\n";
      visibility.begin_line();
      continue;
    }
    out += visibility.shows(character) ? character : kReplacement;
  }
  return out;
}

std::string one_line(std::string_view text) {
  std::string out = printable(text);
  std::replace_if(
      out.begin(), out.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
  return out;
}

std::string shorten(std::string text, std::size_t bytes) {
  constexpr std::size_t kNote = 40;
  if (text.size() <= bytes) return text;
  const std::size_t kept = utf8_prefix(text, bytes > kNote ? bytes - kNote : 0).size();
  const std::string note = "... (" + std::to_string(text.size() - kept) + " more bytes)";
  text.resize(kept);
  return text + note;
}

std::string shorten_middle(const std::string& text, std::size_t width) {
  constexpr std::size_t kDots = 3;
  const std::size_t length = columns(text);
  if (length <= width || width <= kDots) return text.substr(0, offset_of(text, width));
  const std::size_t head = (width - kDots + 1) / 2;
  const std::size_t tail = width - kDots - head;
  return text.substr(0, offset_of(text, head)) + "..." + text.substr(offset_of(text, length - tail));
}

std::vector<std::string> shorten_apart(const std::vector<std::string>& texts, std::size_t width) {
  std::map<std::string, std::string> shown;  // of each text
  std::map<std::string, int> taken;          // and how many wanted it
  for (const std::string& text : texts)
    if (one_line(text) == text && columns(text) <= width) taken[shown[text] = text] = 1;
  std::vector<std::string> all;
  for (const std::string& text : texts) {
    std::string& name = shown[text];
    if (name.empty() && !text.empty()) {
      const std::string line = one_line(text);
      const std::string wanted = name = shorten_middle(line, width);
      while (taken.contains(name)) {
        const std::string number = " (" + std::to_string(++taken[wanted]) + ')';
        name = shorten_middle(line, width - std::min(width, number.size())) + number;
      }
      taken[name] = 1;
    }
    all.push_back(name);
  }
  return all;
}

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return !is_continuation(c); }));
}

}  // namespace brood
