// Runs side by side as a page; see html/page.hpp.
#pragma once

#include <ostream>
#include <span>

#include "runner/core/result.hpp"

namespace brood {
// Precondition: from two to kMostSideBySide runs.
void write_compare_html(std::span<const Result> runs, std::ostream& out);
}  // namespace brood
