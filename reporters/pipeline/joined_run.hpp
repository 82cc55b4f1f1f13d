// Several runs of one pipeline as one, for what has room for a single run only.
#pragma once

#include <span>

#include "runner/core/result.hpp"

namespace brood {

// Totals of tasks and of requests added up exactly, percentiles included; all checks; durations one after
// another, so that a rate is a mean over the time of all runs; the highest number of users. Complete if all
// are, and there is one. Names, errors and what changed over time are left out.
Result joined_run(std::span<const Result> runs);

}  // namespace brood
