// Text from programs under test may hold any bytes; files and terminals want well-formed UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace brood {

// Bytes of the well-formed character that `text` begins with; 0 if it begins with none.
std::size_t utf8_length(std::string_view text);

// Replaces every byte that is not part of well-formed UTF-8 by U+FFFD. Everything else is kept.
std::string to_utf8(std::string_view bytes);

// The longest beginning of at most `bytes` bytes that splits no character.
std::string_view utf8_prefix(std::string_view text, std::size_t bytes);

}  // namespace brood
