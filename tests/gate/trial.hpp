// Many simulated duets, and what the gate says of them.
#pragma once

#include <cstdint>

#include "ci/gate/duet_judge.hpp"
#include "tests/gate/noisy_job.hpp"

namespace brood::testing {

struct Trial {
  NoiseProfile profile;
  Change change;
  int requests = 2460;     // of each task and version in a round of 6 s
  bool with_prior = true;  // each duet knows those before it, as in a project
  std::uint64_t seed = 1;
};

// Counts of builds.
struct Outcome {
  int builds = 0;
  int alarms = 0;  // failed
  int found = 0;   // failed, with a metric of the changed task among those that did
  int inconclusive = 0;
  int improved = 0;
  int rounds = 0;
  double percent(int count) const { return 100.0 * count / builds; }
  double mean_seconds() const { return 6.0 * rounds / builds; }
};

Outcome try_builds(const Trial& trial, int builds, const GateOptions& options = {});

}  // namespace brood::testing
