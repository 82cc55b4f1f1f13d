// Which stored runs a run is compared with.
#pragma once

#include <string>
#include <vector>

#include "ci/gate/baseline.hpp"

namespace brood {

inline constexpr std::size_t kMostStoredRuns = 20;

struct BaselineChoice {
  std::vector<Baseline> used;        // oldest first
  std::vector<std::string> remarks;  // which were used, and which were not and why, in groups
};

// The last 20 of `stored` that came to their end, passed, and were made on the same machine with the same
// load as `run`. One that is there twice counts once, and `run` itself does not.
BaselineChoice choose_baselines(const Baseline& run, std::vector<Baseline> stored);

}  // namespace brood
