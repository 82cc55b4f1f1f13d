// Which rounds of a duet were quiet enough to be judged. A burst of a neighbour on the machine makes both
// versions slow at once; the rule looks at both together, so it cannot favour one of them.
#pragma once

#include <span>
#include <vector>

namespace brood {

// A round stays if its pressure is at most the higher of `cut` and `q60`; so at most 40 % of them can go.
struct QuietLimit {
  double median = 0;
  double deviation = 0;  // median distance from the median
  double cut = 0;        // median + 2 * 1.4826 * deviation: two standard deviations, if they were normal
  double q60 = 0;        // the pressure that 60 % of the rounds do not exceed, interpolated
};

// `pressure`: of each round the mean over tasks and versions of ln p50. Not empty.
QuietLimit quiet_limit(std::span<const double> pressure);
// For each round whether it stays.
std::vector<bool> quiet_rounds(std::span<const double> pressure);

}  // namespace brood
