#include "ci/duet/duet_plan.hpp"

#include <algorithm>

#include "runner/core/text.hpp"
#include "runner/core/threshold.hpp"

namespace brood {

namespace {

Status check_command(const char* option, const std::string& command) {
  if (command.find("{port}") != std::string::npos) return Done{};
  return Error{std::string(option) + ": " + in_quotes(command) +
               " has no {port}: both versions run at the same time, each on a port that Brood chooses"};
}

LoadShape half_of(const LoadShape& shape) { return shape.with_peak(shape.peak() / 2); }

// Rounds follow their plan to the end: it is the gate that stops early. A window has to fit in what the new
// version can be measured for.
Status check_thresholds(const DuetPlan& plan) {
  const Nanos longest = plan.gate.looks.back() * plan.round.value_or(kLongestRound);
  for (const std::string& text : plan.scenario.thresholds) {
    const Expected<Threshold> threshold = parse_threshold(text);
    if (threshold && threshold->abort)
      return Error{"--threshold: " + in_quotes(text) +
                   ": a duet cannot be stopped by a threshold; leave out 'abort'"};
    if (threshold && threshold->span > longest)
      return Error{"--threshold: the window of " + in_quotes(text) + " is longer than all rounds together, " +
                   format_duration(longest) + " at most; make it shorter"};
  }
  return Done{};
}

}  // namespace

Placement placement_for(unsigned processors) {
  return processors < 4 ? Placement::turns : Placement::together;
}

Status check_plan(const DuetPlan& plan) {
  if (Status status = check_command("--old", plan.before); !status) return status;
  if (Status status = check_command("--new", plan.after); !status) return status;
  if (plan.scenario.stages && plan.scenario.stages->shape.length() != Nanos::zero())
    return Error{"--stages: a duet is loaded evenly; say how much with --users or --rate"};
  if (plan.round && (*plan.round < kShortestRound || *plan.round > kLongestRound))
    return Error{"--round: " + format_duration(*plan.round) + " is not within 6s and 30s"};
  if (Status status = check_options(plan.gate); !status) return status;
  return check_thresholds(plan);
}

Scenario scenario_of_version(const DuetPlan& plan, const std::string& command, std::uint16_t port,
                             Placement placement, Nanos round) {
  Scenario scenario = plan.scenario;
  scenario.sut->command = command;
  scenario.sut->port = port;
  scenario.thresholds.clear();
  scenario.iterations.reset();
  scenario.own_shape = false;
  scenario.run_time = kWarmUp + round;
  if (placement == Placement::together) {
    scenario.users = (scenario.users + 1) / 2;  // 0 stays: as many as it takes
    if (scenario.stages) scenario.stages->shape = half_of(scenario.stages->shape);
  }
  // All at once: they have to be there when the warm-up ends.
  scenario.spawn_rate = std::max(1.0, 10.0 * scenario.users);
  return scenario;
}

}  // namespace brood
