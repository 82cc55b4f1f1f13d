// The seconds of a round that a version worked in, as if they had followed one another: what thresholds of a
// duet judge.
#pragma once

#include <vector>

#include "runner/channel/turns.hpp"
#include "runner/core/interval.hpp"

namespace brood {

class WorkedSeconds {
 public:
  // Intervals within [from, to] of the run count. `turns` begin at `from`, in whole seconds; without any all
  // count.
  WorkedSeconds(Nanos from, Nanos to, const channel::Turns& turns) : from_(from), to_(to), turns_(turns) {}

  // In order. What ended in the other's turn, or never, is added to the last second of one's own.
  void observe(const Interval& interval);
  // From 0 on, without gaps.
  std::vector<Interval> take() { return std::move(seconds_); }

 private:
  bool is_worked(const Interval& interval) const;

  Nanos from_;
  Nanos to_;
  channel::Turns turns_;
  std::vector<Interval> seconds_;
};

}  // namespace brood
