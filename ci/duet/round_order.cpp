#include "ci/duet/round_order.hpp"

namespace brood {

RoundPlan RoundOrder::next(const Pace& pace) {
  const bool begins_pair = number_++ % 2 == 0;
  if (begins_pair) first_slot_ = static_cast<int>(coin_.up_to(1));
  RoundPlan round;
  round.number = number_;
  round.pace = pace;
  round.slot_of_before = begins_pair ? first_slot_ : 1 - first_slot_;
  for (unsigned turn = 0; turn < pace.turns; turn += 2)
    round.turn_order |= (std::uint64_t{1} + coin_.up_to(1)) << turn;
  return round;
}

}  // namespace brood
