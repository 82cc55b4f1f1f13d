// Has the rate of errors grown? A binomial test of how a task's errors are shared by the two versions. Errors
// come in clusters, so counts are divided by how much more they vary than independent errors would.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace brood {

// Errors of both versions in one round.
struct ErrorPair {
  std::uint64_t before = 0;  // of the old version
  std::uint64_t after = 0;   // of the new one
};

// One task over all rounds.
struct ErrorCounts {
  std::vector<ErrorPair> rounds;
  std::uint64_t requests_before = 0;
  std::uint64_t requests_after = 0;

  std::uint64_t errors_before() const;
  std::uint64_t errors_after() const;
};

// Smaller increases of a rate do not matter. Both must be exceeded.
struct ErrorFloor {
  double relative = 0.25;
  double absolute = 0.001;  // share of requests
};

// How much more the errors vary than independent ones would, over all tasks; at least 1.
struct Heterogeneity {
  double chi = 0;
  int df = 0;
  double phi = 1;  // chi over df, with a prior of 2 that weighs 6 degrees of freedom
};
Heterogeneity heterogeneity(std::span<const ErrorCounts> tasks);

// The new version's share of the errors; a half without any.
double error_share(const ErrorCounts& counts);
// The share that it would have if its rate was higher by just the relative floor.
double share_at_floor(const ErrorCounts& counts, const ErrorFloor& floor);
// How much higher its rate is, as a share of requests. Precondition: both versions had requests.
double rate_increase(const ErrorCounts& counts);

// The probability of this share of errors in the new version when its rate is higher by no more than the
// relative floor. 1 if it has no errors, or exceeds the old rate by less than the absolute floor.
double error_p(const ErrorCounts& counts, double phi, const ErrorFloor& floor);
// The same without the absolute floor: how the counts alone look.
double raw_error_p(const ErrorCounts& counts, double phi, const ErrorFloor& floor);

// The smallest rate of the new version whose p would be at most `alpha`, all else being as it is; 1 if there
// is none. Precondition: both versions had requests.
double noticeable_rate(const ErrorCounts& counts, double phi, const ErrorFloor& floor, double alpha);

}  // namespace brood
