// What earlier duets know about how much each metric varies from round to round. A mean of many duets is
// worth more than the ten rounds of one; that is how a duet finds small changes soon.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ci/gate/shift_test.hpp"

namespace brood {

// By name of a metric, what one duet found; effects are in its means, so failed duets count too.
using Variances = std::map<std::string, double>;

// The mean over the last ten of `duets` (oldest first) that know the metric. Its weight is 9 for each duet,
// at most 20; 0 where none knows it.
PriorVariance prior_of(const std::vector<Variances>& duets, const std::string& metric);

}  // namespace brood
