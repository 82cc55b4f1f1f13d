// What a duet found, as a part of the new version's result.
#pragma once

#include <string>
#include <vector>

#include "ci/gate/duet_judge.hpp"
#include "runner/core/comparison.hpp"

namespace brood {

// Latencies of the rounds are nanoseconds. `with`: what the new version was compared with. Without a verdict
// the comparison is untested. Precondition: the judge has looked.
Comparison comparison_of(const DuetReport& report, const std::string& with);

// Why it went on beyond the first look, look by look; empty if it did not.
std::string why_longer(const DuetReport& report);

}  // namespace brood
