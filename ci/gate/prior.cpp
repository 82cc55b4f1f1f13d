#include "ci/gate/prior.hpp"

#include <algorithm>

namespace brood {

PriorVariance prior_of(const std::vector<Variances>& duets, const std::string& metric) {
  constexpr int kMostDuets = 10;
  constexpr double kWeightOfADuet = 9;
  constexpr double kMostWeight = 20;
  double sum = 0;
  int known = 0;
  for (auto duet = duets.rbegin(); duet != duets.rend() && known < kMostDuets; ++duet) {
    const auto found = duet->find(metric);
    if (found == duet->end()) continue;
    sum += found->second;
    ++known;
  }
  if (known == 0) return {};
  return {sum / known, std::min(kMostWeight, kWeightOfADuet * known)};
}

}  // namespace brood
