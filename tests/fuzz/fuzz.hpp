// What each target is: a reader, given any text whatever.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace brood {

// Uses what the text says as brood does, and returns whatever it is. One for each program.
void fuzz(std::string_view text);

// Ends the program, for the fuzzer to keep the text, if something does not hold for it.
inline void expect(bool holds, const char* otherwise) {
  if (holds) return;
  std::fprintf(stderr, "%s\n", otherwise);
  std::abort();
}

}  // namespace brood
