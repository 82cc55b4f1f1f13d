// What the gate is told: how sure it must be, what does not matter, and how long it may look.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "ci/gate/error_test.hpp"
#include "runner/core/expected.hpp"

namespace brood {

struct GateOptions {
  double alpha = 0.01;     // chance that a build without any change fails, all metrics together; in (0, 0.5]
  double beta = 0.05;      // sensitivity is what is found with probability 1 - beta; in (0, 0.5]
  double floor = 0.01;     // smaller slowdowns do not matter; a share in [0, 1)
  ErrorFloor error_floor;  // shares: relative at least 0, absolute in [0, 1)

  // After how many rounds the gate looks. The last one is the most there will be. All are fixed before the
  // first round: to add one because of what was seen would break alpha.
  std::vector<int> looks = {10, 15, 20, 25, 30};
  double suspicion = 0.5;  // before the last look it goes on while m * min(p) is below; in (0, 1]
  double end = 0.1;        // at the last look it passes only if m * min(p) reaches this; in [0, 1]

  // By name of a metric the slowdown, a share above 0, that must have been noticeable for a build to pass.
  std::map<std::string, double> limits;
  bool allow_missing_tasks = false;  // tasks that only one version has do not fail the build
};

// Duets of fewer rounds are refused, and so are metrics with fewer rounds that count.
inline constexpr int kFewestRounds = 5;

// Done, or which option is out of its range, and the range.
Status check_options(const GateOptions& options);

// The configured looks that come before `rounds`, and then that one: a plan for as many rounds as there are.
std::vector<int> looks_within(const std::vector<int>& looks, int rounds);

}  // namespace brood
