#include "tests/gate/trial.hpp"

#include <algorithm>

namespace brood::testing {
namespace {

bool finds_changed_task(const DuetReport& report) {
  return std::any_of(report.metrics.begin(), report.metrics.end(), [](const MetricResult& result) {
    return result.finding == Finding::failed && result.metric.task == kSimulatedTasks[kChanged].name;
  });
}

DuetReport judge_build(const NoisyMachine& machine, const Trial& trial, std::uint64_t seed,
                       const GateOptions& options, const std::vector<Variances>& prior) {
  NoisyJob job(machine, trial.change, trial.requests, seed);
  DuetJudge judge(options, prior);
  while (!judge.observe(job.next())) {
  }
  return judge.report();
}

void count(const DuetReport& report, Outcome& outcome) {
  ++outcome.builds;
  outcome.rounds += report.rounds;
  outcome.alarms += report.verdict == Finding::failed;
  outcome.found += finds_changed_task(report);
  outcome.inconclusive += report.verdict == Finding::inconclusive;
  outcome.improved += report.verdict == Finding::improved;
}

}  // namespace

Outcome try_builds(const Trial& trial, int builds, const GateOptions& options) {
  constexpr int kPriorDuets = 10;
  const NoisyMachine machine(trial.profile);
  Outcome outcome;
  std::vector<Variances> prior;
  Random seeds(trial.seed);
  for (int build = trial.with_prior ? -kPriorDuets : 0; build < builds; ++build) {
    const DuetReport report = judge_build(machine, trial, seeds(), options, prior);
    if (build >= 0) count(report, outcome);
    if (!trial.with_prior) continue;
    prior.push_back(report.variances());
    if (prior.size() > kPriorDuets) prior.erase(prior.begin());
  }
  return outcome;
}

}  // namespace brood::testing
