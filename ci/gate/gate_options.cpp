#include "ci/gate/gate_options.hpp"

#include <algorithm>

#include "runner/core/text.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

Error out_of_range(std::string_view name, double value, std::string_view range) {
  return Error{std::string(name) + " is " + format_number(value) + ", but must be " + std::string(range)};
}

// Written so that what is not a number is outside of every range.
bool within(double value, double least, double below) { return value >= least && value < below; }
bool above_zero(double value, double most) { return value > 0 && value <= most; }

Status check_looks(const std::vector<int>& looks) {
  if (looks.empty()) return Error{"looks: none is given; give rising numbers of rounds, as 10,15,20"};
  if (looks.front() < kFewestRounds) {
    return Error{"looks: the first is after " + std::to_string(looks.front()) +
                 " rounds, but a duet needs at least " + std::to_string(kFewestRounds)};
  }
  constexpr std::size_t kMostLooks = 1000;
  if (looks.size() > kMostLooks)
    return Error{"looks: there are more than " + std::to_string(kMostLooks) +
                 ", and each is a test of its own; give rising numbers of rounds, as 10,15,20"};
  const auto repeated = std::adjacent_find(looks.begin(), looks.end(), std::greater_equal<>());
  if (repeated == looks.end()) return Done{};
  return Error{"looks: " + std::to_string(repeated[1]) + " follows " + std::to_string(repeated[0]) +
               "; give rising numbers of rounds, as 10,15,20"};
}

}  // namespace

Status check_options(const GateOptions& options) {
  // Quantiles of what is next to nothing are beyond all numbers.
  constexpr double kLeastAlpha = 1e-9;
  if (!above_zero(options.alpha, 0.5) || options.alpha < kLeastAlpha)
    return out_of_range("alpha", options.alpha, "above 0 and at most 0.5, and no less than 1e-9");
  if (!above_zero(options.beta, 0.5)) return out_of_range("beta", options.beta, "above 0 and at most 0.5");
  if (!within(options.floor, 0, 1)) return out_of_range("floor", options.floor, "from 0 to below 1");
  const ErrorFloor& errors = options.error_floor;
  if (!within(errors.relative, 0, 1e6))
    return out_of_range("error floor (relative)", errors.relative, "from 0 to below 1,000,000");
  if (!within(errors.absolute, 0, 1))
    return out_of_range("error floor (absolute)", errors.absolute, "from 0 to below 1");
  if (!above_zero(options.suspicion, 1))
    return out_of_range("suspicion", options.suspicion, "above 0 and at most 1");
  if (!(options.end >= 0 && options.end <= 1)) return out_of_range("end", options.end, "from 0 to 1");
  for (const auto& [metric, limit] : options.limits)
    if (!above_zero(limit, 1e6))
      return out_of_range("limit of " + in_quotes(metric), limit, "a share above 0, as 0.1 for 10 %");
  return check_looks(options.looks);
}

std::vector<int> looks_within(const std::vector<int>& looks, int rounds) {
  std::vector<int> kept;
  std::copy_if(looks.begin(), looks.end(), std::back_inserter(kept), [&](int look) { return look < rounds; });
  kept.push_back(rounds);
  return kept;
}

}  // namespace brood
