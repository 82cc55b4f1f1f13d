// Rounds made by hand.
#pragma once

#include <cmath>
#include <string>

#include "ci/gate/round.hpp"

namespace brood::testing {

// All of whose quantiles are `latency`, within 0.01 %.
inline TaskRound task_round(double latency, std::uint64_t requests = 1000, std::uint64_t errors = 0) {
  return {requests, errors, {{latency * 0.9999, latency * 1.0001, requests}}};
}

// A small, repeatable wobble around 0 without a trend: of -1, 0 and 1.
inline double wobble(int number, int phase) { return (number * 7 + phase * 3) % 3 - 1; }

struct Plan {
  double slower = 0;             // of the new version's "browse", as a logarithm
  double noise = 0.01;           // of each round's shift, as a logarithm
  std::uint64_t requests = 400;  // too few for a p99
  std::uint64_t old_errors = 0;
  std::uint64_t new_errors = 0;
};

// A round of two tasks, of which only "browse" follows the plan; "pay" changes nothing.
inline Round round_of(int number, const Plan& plan) {
  Round round;
  round.number = number;
  round.before.slot = number % 2;
  round.after.slot = 1 - number % 2;
  round.before.seconds = round.after.seconds = 6;
  round.before.tasks["browse"] = task_round(20, plan.requests, plan.old_errors);
  round.after.tasks["browse"] =
      task_round(20 * std::exp(plan.slower + plan.noise * wobble(number, 0)), plan.requests, plan.new_errors);
  round.before.tasks["pay"] = task_round(50, plan.requests);
  round.after.tasks["pay"] = task_round(50 * std::exp(plan.noise * wobble(number, 1)), plan.requests);
  return round;
}

}  // namespace brood::testing
