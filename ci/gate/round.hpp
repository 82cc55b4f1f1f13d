// One round of a duet: both versions started afresh and loaded side by side for some seconds.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ci/gate/quantile.hpp"

namespace brood {

struct TaskRound {
  std::uint64_t requests = 0;
  std::uint64_t errors = 0;     // of these
  std::vector<Bucket> latency;  // rising; any unit, the same in all rounds
};

// What one version did in a round.
struct Side {
  int slot = 0;  // its place on the machine: ports, processors. The versions swap them
  double seconds = 0;
  std::optional<double>
      throughput;  // iterations a second; only where it can tell versions apart: closed loop
  std::map<std::string, TaskRound> tasks;
};

struct Round {
  int number = 0;  // from 1
  Side before;     // the old version
  Side after;      // the new one
};

}  // namespace brood
