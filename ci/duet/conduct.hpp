// A duet from the rehearsal to the verdict.
#pragma once

#include <functional>
#include <string>

#include "ci/duet/duet_plan.hpp"
#include "ci/gate/duet_judge.hpp"
#include "runner/core/result.hpp"

namespace brood {

struct DuetOutcome {
  Result after;  // the new version over all rounds, compared and judged; incomplete if there is no verdict
  DuetReport report;  // as of the last look
};

struct DuetHooks {
  // What begins now, such as "rehearsal" or "round 3 of at most 30". May be empty.
  std::function<void(const std::string& what)> on_step{};
};

// An error means that nothing was measured because of a mistake in what was asked (exit code 2). Takes SIGINT
// and SIGTERM over while it runs; what was measured until then is recorded, without a verdict. The calling
// process must be single-threaded. Leaves in plan.out a journal of the new version over all rounds, and those
// of each round.
Expected<DuetOutcome> conduct(const DuetPlan& plan, const DuetHooks& hooks);

}  // namespace brood
