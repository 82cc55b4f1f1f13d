// The summaries of all runs of a pipeline under one another, as GitHub's step summary shows them.
#pragma once

#include <cstddef>
#include <ostream>
#include <span>

#include "runner/core/result.hpp"

namespace brood {

// GitHub refuses the summary of a step that is larger.
inline constexpr std::size_t kMaxSummary = 1'048'576;  // bytes

// write_markdown() of each: first those that did not pass, then the others, each in the order given. Runs
// whose text does not fit any more are counted.
void write_summaries(std::span<const Result> runs, std::ostream& out);

}  // namespace brood
