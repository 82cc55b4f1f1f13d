// Text for terminals and logs of jobs, where programs listen too: all that Brood prints passes here.
#pragma once

#include <string>
#include <string_view>

#include "reporters/characters.hpp"

namespace brood {

// Takes what is printed piece by piece. What comes out is printable(), and no part of it is a command to what
// reads it, however the pieces were cut:
//  - GitHub: no line begins with `::`, after whatever white space; `##[` is nowhere,
//  - Azure, TeamCity: nor are `##vso[` and `##teamcity[`,
//  - GitLab, Jenkins and terminals: no control characters, but for Brood's own colours and its progress line,
//  - CTest: no tags that it would take as measurements or attach files by.
// A space stands in such a place, so that people still read what it was.
class ConsoleText {
 public:
  // On a terminal Brood's own sequences stay: the colours and what rewrites a line.
  explicit ConsoleText(bool terminal = false) : terminal_(terminal) {}

  std::string take(std::string_view piece);

 private:
  enum class Begin { blank, colon, other };  // what the line has begun with

  void add(std::string_view character, std::string& out);
  void begin_line();

  const bool terminal_;
  Visibility visibility_;
  bool after_return_ = false;  // which was told as the end of a line already
  Begin begin_ = Begin::blank;
  std::string tail_;  // of the line, as long as the longest beginning of a command
};

// A whole text at once.
std::string console_text(std::string_view text, bool terminal = false);

}  // namespace brood
