// Within how many seconds a run has ended, whatever happens: what ctest's TIMEOUT is set to.
#pragma once

#include "ci/command/command.hpp"
#include "runner/core/scenario.hpp"

namespace brood {

// 2 x ready-timeout + start + run time + task-timeout + stop-timeout + 30 s, rounded up. 0, which is "none"
// for ctest, where only a number of iterations ends the run.
std::int64_t run_timeout_s(const Scenario& scenario);
// Likewise of a duet with as many rounds as there may be, and some that are repeated.
std::int64_t duet_timeout_s(const Command& command);

}  // namespace brood
