// What a threshold means while the run goes on: which windows and aborts make sense, and when a limit is
// known to be broken.
#pragma once

#include <string>

#include "runner/core/threshold.hpp"

namespace brood {

// Figures are kept by the second, so nothing shorter can be judged.
inline constexpr Nanos kShortestWindow = std::chrono::seconds{1};

// Why its metric has no window, or why nothing could be known to be broken before the end of the run; empty
// where it makes sense.
std::string why_no_window(const Threshold& threshold);
std::string why_no_abort(const Threshold& threshold);

// Whether the value of all that was seen so far breaks it. Counts and other metrics that move one way do so
// only when no later value can mend it; the others are judged as they are.
bool is_broken_so_far(const Threshold& threshold, double so_far);

// Larger is worse: how two values that may both hold, or both not, compare under it.
double badness(const Threshold& threshold, double value);

}  // namespace brood
