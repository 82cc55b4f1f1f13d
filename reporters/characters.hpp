// What single characters do to a line that people read.
#pragma once

#include <string_view>

namespace brood {

// U+FFFD, which stands for what cannot be shown.
inline constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// The number of one well-formed character. Precondition: utf8_length(character) == character.size().
char32_t code_point(std::string_view character);

// Steers a terminal, or is no character of XML 1.0: C0 but line feed and tab, DEL, C1, U+FFFE and U+FFFF.
bool is_control(char32_t character);

// Takes no room, or moves what stands beside it: formats, fillers, marks of direction, separators of lines
// and paragraphs. Two texts that differ in these only look like one.
bool is_invisible(char32_t character);

// As .NET and others trim it from the beginning of a line.
bool is_white_space(char32_t character);

// Goes through a text and tells which of its characters can be shown to people.
class Visibility {
 public:
  // Of the next one, well-formed or not. What joins signs to one, as in Persian or in an emoji, is seen after
  // such a sign.
  bool shows(std::string_view character);
  void begin_line() { may_join_ = false; }

 private:
  bool may_join_ = false;
};

}  // namespace brood
