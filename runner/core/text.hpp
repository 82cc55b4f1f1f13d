// Small helpers for messages that people read.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace brood {

// Without the white space around it. A view into `text`.
std::string_view trim(std::string_view text);

// The text in single quotes, on one line: control bytes become spaces, and what is beyond 60 bytes is cut.
std::string in_quotes(std::string_view text);

// The same for a path, which is told whole: what a message is about is its end.
std::string path_in_quotes(std::string_view path);

// The candidate that `word` was most likely meant to be, or empty if none is near. A view into `candidates`.
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace brood
