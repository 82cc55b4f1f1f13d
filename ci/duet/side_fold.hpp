// What one version did in a round, taken from the intervals of its run.
#pragma once

#include <map>
#include <string>

#include "ci/gate/round.hpp"
#include "runner/core/interval.hpp"

namespace brood {

class SideFold {
 public:
  // An iteration that had not ended when the drain was over counts as an error.
  // Counts intervals that lie within [from, to] of the run. `worked`: how much of that this version was
  // loaded for. Without throughput in an open model, where it only shows the plan.
  SideFold(Nanos from, Nanos to, Nanos worked, bool has_throughput);

  void observe(const Interval& interval);
  Side side(int slot) const;

 private:
  Nanos from_;
  Nanos to_;
  Nanos worked_;
  bool has_throughput_;
  std::map<std::string, Row> tasks_;
};

}  // namespace brood
