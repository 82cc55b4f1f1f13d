// One round of a duet: both versions and their targets started afresh, loaded, measured and stopped.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "ci/duet/duet_plan.hpp"
#include "ci/duet/rehearsal.hpp"
#include "ci/gate/round.hpp"
#include "runner/core/interval.hpp"

namespace brood {

// How a round is to be played.
struct RoundPlan {
  int number = 0;                // 0: the rehearsal
  int slot_of_before = 0;        // 0 or 1: which of the two ports the old version gets
  std::uint64_t turn_order = 0;  // a bit for each turn: the old version's
  Pace pace;
};

struct RoundRun {
  Round round;
  std::vector<Interval> after;  // the seconds that the new version worked in, see WorkedSeconds
  std::string problem;          // why the round does not count; empty: it does
  bool usage = false;           // the problem is a mistake that trying again does not mend
};

// Where a round leaves its journals and logs. `attempt` counts from 1.
std::string round_folder(const std::string& out, int number, int attempt);

RoundRun run_round(const DuetPlan& plan, const RoundPlan& how, Placement placement,
                   const std::array<std::uint16_t, 2>& ports, const std::string& folder,
                   const std::function<int()>& signals);

}  // namespace brood
