// A duet from the rehearsal to the verdict.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "ci/duet/duet_plan.hpp"
#include "ci/duet/rehearsal.hpp"
#include "ci/gate/duet_judge.hpp"
#include "runner/core/result.hpp"

namespace brood {

struct DuetOutcome {
  DuetReport report;  // without a verdict if there is none; `problem` says why
  std::string problem;
  bool interrupted = false;
  std::optional<Result> after;  // the new version over all rounds, with the thresholds judged
  Placement placement = Placement::together;
  Pace pace;
  Nanos took{};
  std::vector<std::string> remarks;  // rounds that were repeated, and why
};

struct DuetHooks {
  // What begins now, such as "rehearsal" or "round 3 of at most 30". May be empty.
  std::function<void(const std::string& what)> on_step{};
};

// An error means that nothing was measured because of a mistake in what was asked (exit code 2). Takes SIGINT
// and SIGTERM over while it runs; what was measured until then is judged by nobody, but recorded. The calling
// process must be single-threaded.
Expected<DuetOutcome> conduct(const DuetPlan& plan, const DuetHooks& hooks);

}  // namespace brood
