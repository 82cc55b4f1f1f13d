// Text from programs under test, made fit for people's eyes, terminals and XML.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace brood {

// Well-formed UTF-8 without control characters but line feed and tab, and without characters that are not
// seen or that turn the direction of others; U+FFFD stands for each. What joins two signs to one, as in
// Persian or in an emoji, stays.
std::string printable(std::string_view text);

// As `printable`, on one line.
std::string one_line(std::string_view text);

// At most `bytes` of the text's beginning, and how much was left out. Precondition for the limit to hold: it
// leaves room for that note (about 40 bytes).
std::string shorten(std::string text, std::size_t bytes);

// At most `width` characters: what is too long loses its middle. Precondition: `text` is printable.
std::string shorten_middle(const std::string& text, std::size_t width);

// As `shorten_middle` of each on one line, but texts that differ still do: what would look like one before it
// ends in a number, as "Shop.Ord...Paid (2)". Precondition: `width` has room for that, 12 will do.
std::vector<std::string> shorten_apart(const std::vector<std::string>& texts, std::size_t width);

// Characters, each taken to be one column wide.
std::size_t columns(std::string_view text);

}  // namespace brood
