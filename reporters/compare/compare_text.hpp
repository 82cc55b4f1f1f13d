// Runs side by side for people who read text: tables on the console and in comments on merge requests.
#pragma once

#include <ostream>
#include <span>

#include "reporters/console.hpp"
#include "runner/core/result.hpp"

namespace brood {

// Precondition of both: from two to kMostSideBySide runs.
void write_compare_text(std::span<const Result> runs, const ConsoleStyle& style, std::ostream& out);
// At most kMaxMarkdown bytes; what does not fit is counted.
void write_compare_markdown(std::span<const Result> runs, std::ostream& out);

}  // namespace brood
