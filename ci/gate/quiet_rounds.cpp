#include "ci/gate/quiet_rounds.hpp"

#include <algorithm>
#include <cmath>

#include "ci/gate/statistics.hpp"

namespace brood {
namespace {

double interpolated(std::span<const double> values, double share) {
  std::vector<double> sorted(values.begin(), values.end());
  std::sort(sorted.begin(), sorted.end());
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  if (below + 1 == sorted.size()) return sorted[below];
  return sorted[below] + (place - std::floor(place)) * (sorted[below + 1] - sorted[below]);
}

}  // namespace

QuietLimit quiet_limit(std::span<const double> pressure) {
  constexpr double kNormal = 1.4826;  // standard deviation of a normal distribution, in median deviations
  QuietLimit limit;
  limit.median = median(pressure);
  limit.deviation = median_deviation(pressure);
  limit.cut = limit.median + 2 * kNormal * limit.deviation;
  limit.q60 = interpolated(pressure, 0.6);
  return limit;
}

std::vector<bool> quiet_rounds(std::span<const double> pressure) {
  const QuietLimit limit = quiet_limit(pressure);
  std::vector<bool> stays;
  for (const double value : pressure) stays.push_back(value <= std::max(limit.cut, limit.q60));
  return stays;
}

}  // namespace brood
