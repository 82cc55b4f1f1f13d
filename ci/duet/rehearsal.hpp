// From a round that does not count: how long rounds have to be, and what they will be too short for.
#pragma once

#include <string>
#include <vector>

#include "ci/duet/duet_plan.hpp"
#include "ci/gate/round.hpp"

namespace brood {

struct Pace {
  Nanos round = kShortestRound;  // measured time of a round, whole seconds
  unsigned turns = 0;            // in a round; 0: both versions at once
  std::vector<std::string>
      untested;         // metrics with too few samples in such a round, each with how many there will be
  std::string problem;  // nothing can be measured in this way; empty: it can

  // How much of a round each version is loaded for.
  Nanos worked() const { return turns == 0 ? round : round / 2; }
};

// As short as lets the 95th percentile of every task be tested, which takes a hundred samples, and in turns
// of at least a second and three median iterations of the slowest task. `asked`: that long instead.
Pace pace_after(const Round& rehearsal, Placement placement, std::optional<Nanos> asked);

}  // namespace brood
