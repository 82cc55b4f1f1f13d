#include "reporters/characters.hpp"

#include <algorithm>
#include <iterator>

#include "runner/core/utf8.hpp"

namespace brood {
namespace {

struct Range {
  char32_t first, last;
};

template <std::size_t count>
bool is_in(const Range (&ranges)[count], char32_t character) {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [=](const Range& range) { return range.first <= character && character <= range.last; });
}

// Unicode's Default_Ignorable_Code_Point, and its separators and marks of direction.
constexpr Range kInvisible[] = {
    {0x00AD, 0x00AD},   {0x034F, 0x034F},   {0x061C, 0x061C}, {0x115F, 0x1160}, {0x17B4, 0x17B5},
    {0x180B, 0x180F},   {0x200B, 0x200F},   {0x2028, 0x202E}, {0x2060, 0x206F}, {0x3164, 0x3164},
    {0xFE00, 0xFE0F},   {0xFEFF, 0xFEFF},   {0xFFA0, 0xFFA0}, {0xFFF0, 0xFFFB}, {0x1BCA0, 0x1BCA3},
    {0x1D173, 0x1D17A}, {0xE0000, 0xE0FFF},
};

constexpr Range kWhiteSpace[] = {
    {0x0009, 0x000D}, {0x0020, 0x0020}, {0x0085, 0x0085}, {0x00A0, 0x00A0},
    {0x1680, 0x1680}, {0x180E, 0x180E}, {0x2000, 0x200A}, {0x2028, 0x2029},
    {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000},
};

// Arabic, scripts of India, emoji.
constexpr char32_t kFirstJoined = 0x0600;

// Joins two signs, or chooses between two shapes of one.
bool is_joiner(char32_t character) {
  return character == 0x200C || character == 0x200D || (character >= 0xFE00 && character <= 0xFE0F);
}

}  // namespace

char32_t code_point(std::string_view character) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
  if (character.size() == 1) return byte(0);
  char32_t number = byte(0) & (0xFFU >> (character.size() + 1));
  for (std::size_t i = 1; i < character.size(); ++i) number = number << 6U | (byte(i) & 0x3FU);
  return number;
}

bool is_control(char32_t character) {
  if (character < 0x20) return character != '\n' && character != '\t';
  return (character >= 0x7F && character < 0xA0) || character == 0xFFFE || character == 0xFFFF;
}

bool is_invisible(char32_t character) { return is_in(kInvisible, character); }

bool is_white_space(char32_t character) { return is_in(kWhiteSpace, character); }

bool Visibility::shows(std::string_view character) {
  if (utf8_length(character) == 0) return may_join_ = false;
  const char32_t number = code_point(character);
  const bool invisible = is_invisible(number);
  const bool shown = !is_control(number) && (!invisible || (may_join_ && is_joiner(number)));
  may_join_ = shown && !invisible && number >= kFirstJoined && number != 0xFFFD && !is_white_space(number);
  return shown;
}

}  // namespace brood
