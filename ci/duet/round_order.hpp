// Who has which place in a round: by coins, so that neither version has the better one more often than chance
// has it, and in pairs, so that each has both equally often.
#pragma once

#include <cstdint>

#include "brood/random.hpp"
#include "ci/duet/round_run.hpp"

namespace brood {

class RoundOrder {
 public:
  explicit RoundOrder(std::uint64_t seed) : coin_(seed) {}

  // The next round, numbered from 1. Of two rounds the second swaps the ports; of two turns each version has
  // one.
  RoundPlan next(const Pace& pace);

 private:
  Random coin_;
  int number_ = 0;
  int first_slot_ = 0;
};

}  // namespace brood
