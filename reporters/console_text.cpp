#include "reporters/console_text.hpp"

#include <algorithm>

#include "reporters/characters.hpp"
#include "runner/core/utf8.hpp"

namespace brood {
namespace {

constexpr std::size_t kTail = 10;  // "##teamcity"

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Whether a bracket after it would begin a command of GitHub, Azure or TeamCity.
bool awaits_bracket(std::string_view tail) {
  std::string low(tail);
  std::transform(low.begin(), low.end(), low.begin(), lower);
  return low.ends_with("##") || low.ends_with("##vso") || low.ends_with("##teamcity");
}

// Whether a capital after it would make it a tag of CTest or its ancestor Dart.
bool awaits_tag(std::string_view tail) { return tail.ends_with("<CTest") || tail.ends_with("<Dart"); }

// Bytes of a sequence of Brood's own that the text begins with: a colour, or "clear to the end of the line".
std::size_t own_sequence(std::string_view text) {
  if (!text.starts_with("\x1b[")) return 0;
  std::size_t end = 2;
  while (end < text.size() && end < 4 && text[end] >= '0' && text[end] <= '9') ++end;
  return end < text.size() && (text[end] == 'm' || (text[end] == 'K' && end == 2)) ? end + 1 : 0;
}

}  // namespace

void ConsoleText::begin_line() {
  begin_ = Begin::blank;
  visibility_.begin_line();
  tail_.clear();
}

void ConsoleText::add(std::string_view character, std::string& out) {
  const char first = character.front();
  const bool command = (first == ':' && begin_ == Begin::colon) || (first == '[' && awaits_bracket(tail_)) ||
                       (first >= 'A' && first <= 'Z' && awaits_tag(tail_));
  if (command) out += ' ';
  const bool shown = visibility_.shows(character);
  out += shown ? character : kReplacement;
  const bool still_blank = begin_ == Begin::blank && shown && is_white_space(code_point(character));
  if (!still_blank) begin_ = begin_ == Begin::blank && first == ':' ? Begin::colon : Begin::other;
  tail_ += first;
  if (tail_.size() > kTail) tail_.erase(0, 1);
}

std::string ConsoleText::take(std::string_view piece) {
  std::string out;
  out.reserve(piece.size());
  while (!piece.empty()) {
    std::size_t length = std::max<std::size_t>(utf8_length(piece), 1);
    const char first = piece.front();
    const bool line_told = first == '\n' && after_return_;
    after_return_ = first == '\r' && !terminal_;
    if (terminal_ && first == '\r') {
      out += first;
      begin_line();
    } else if (first == '\n' || first == '\r') {
      if (!line_told) out += '\n';
      begin_line();
    } else if (const std::size_t own = terminal_ ? own_sequence(piece) : 0; own > 0) {
      length = own;
      out += piece.substr(0, own);
    } else {
      add(piece.substr(0, length), out);
    }
    piece.remove_prefix(length);
  }
  return out;
}

std::string console_text(std::string_view text, bool terminal) { return ConsoleText(terminal).take(text); }

}  // namespace brood
