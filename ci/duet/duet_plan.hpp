// What a duet is asked to do.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "ci/duet/placement.hpp"
#include "ci/gate/gate_options.hpp"
#include "ci/gate/prior.hpp"
#include "runner/core/scenario.hpp"

namespace brood {

struct DuetPlan {
  // The load of both versions together; its `sut` has the commands' way to be ready. Its thresholds judge the
  // new version.
  Scenario scenario;
  std::string before;  // commands that start the old and the new version; {port} is a port of ours
  std::string after;
  GateOptions gate;
  std::vector<Variances> prior;
  std::optional<Placement> placement;  // absent: by the machine's processors
  std::optional<Nanos> round;          // measured time of a round; absent: the rehearsal says
  std::string out;                     // the folder for everything that is recorded
};

// Mistakes that can be seen before anything is started.
Status check_plan(const DuetPlan& plan);

// The scenario of one version: its command and port, and with both loaded at once half of users and rate.
// Runs for `round` after the warm-up.
Scenario scenario_of_version(const DuetPlan& plan, const std::string& command, std::uint16_t port,
                             Placement placement, Nanos round);

}  // namespace brood
