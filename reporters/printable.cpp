#include "reporters/printable.hpp"

#include <algorithm>
#include <map>

#include "runner/core/utf8.hpp"

namespace brood {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// C0, DEL, C1 (U+0080 to U+009F), and U+FFFE and U+FFFF, which XML 1.0 forbids.
bool is_forbidden(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  if (character.size() == 1) return (byte(0) < 0x20 && byte(0) != '\n' && byte(0) != '\t') || byte(0) == 0x7F;
  if (character.size() == 2) return byte(0) == 0xC2 && byte(1) < 0xA0;
  return character.size() == 3 && byte(0) == 0xEF && byte(1) == 0xBF && byte(2) >= 0xBE;
}

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
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(utf8_length(text), 1);
    const std::string_view character = text.substr(0, length);
    text.remove_prefix(length);
    if (character == "\r") out += text.substr(0, 1) == "\n" ? "" : "\n";
    else if (utf8_length(character) == 0 || is_forbidden(character)) out += kReplacement;
    else out += character;
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
