// How mistakes in a file are said: where, what, and the way out.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "runner/core/expected.hpp"

namespace brood::agent {

// A text with the name it has for people. Views: both must outlive it.
struct NamedText {
  std::string_view name;
  std::string_view text;
};

// "users.csv:17:5: what". Lines and columns count from 1, columns in characters.
Error problem_at(const NamedText& file, std::size_t offset, const std::string& what);

// In single quotes, on one line, cut if it is long.
std::string quote(std::string_view text);

// Of one that is longer than any table keeps.
std::string too_long_a_field();

// "name, age and 2 more", or all of them if they are few.
std::string listed(const std::vector<std::string>& names);

}  // namespace brood::agent
