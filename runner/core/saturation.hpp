// When the load generator is not to be believed.
#pragma once

#include <string>

#include "runner/core/result.hpp"

namespace brood {

// A generator is saturated by its own lateness, not by its use of CPU:
// - more than 1 % of what it timed, and at least 10 times, began more than 100 ms after it should have; or
// - users spent more than 5 % of their time waiting for brood to take their samples.
// The rule is strict on purpose: saturation turns failed checks into inconclusive ones.
// The answer says which of these it was, with figures, and what to do; it is empty if neither.
std::string saturation(const Result& result);

}  // namespace brood
