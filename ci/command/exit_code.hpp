// What `brood` tells the build. docs/exit_codes.md explains each; a test keeps the two alike.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "runner/core/comparison.hpp"
#include "runner/core/result.hpp"

namespace brood {

enum class ExitCode : std::uint8_t { passed = 0, failed = 1, usage = 2, no_verdict = 3, internal = 4 };

struct ExitCodeMeaning {
  ExitCode code;
  std::string_view name;
  std::string_view meaning;
};
std::span<const ExitCodeMeaning> exit_code_table();

// By the verdict of a complete run; an incomplete run has none. `strict`: an inconclusive run has none
// either.
ExitCode exit_code(const Result& result, bool strict);
// By what a comparison of two versions found.
ExitCode exit_code(Finding finding, bool strict);

}  // namespace brood
