// Two runs at the same time, each in a process of its own, whose clocks start together.
#pragma once

#include <array>
#include <functional>
#include <string>

#include "runner/channel/turns.hpp"
#include "runner/core/scenario.hpp"

namespace brood {

struct PairedRun {
  Scenario scenario;
  std::string out;         // its folder
  channel::Turns turns{};  // `begin` counts from the start of the clock
};

struct PairedEnd {
  bool complete = false;  // the whole run time went by
  bool usage = false;     // the run was refused for a mistake that trying again does not mend
  std::string reason;     // why not complete
};

// Runs both to their ends; each leaves a journal. When one ends too early the other is stopped. `signals`,
// asked often, says how many have come so far: the first stops both gently, the second at once. The calling
// process must be single-threaded.
std::array<PairedEnd, 2> run_paired(const std::array<PairedRun, 2>& runs,
                                    const std::function<int()>& signals);

}  // namespace brood
