// What a person should know about the thresholds of a run before it begins.
#pragma once

#include <string>
#include <vector>

#include "runner/core/scenario.hpp"

namespace brood {

// One for each threshold whose window is longer than the run can be: no stretch that long will be seen.
// Thresholds that do not parse are left out.
std::vector<std::string> window_warnings(const Scenario& scenario);

}  // namespace brood
