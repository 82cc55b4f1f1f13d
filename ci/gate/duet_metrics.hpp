// Which metrics a duet tests, and their tests over the rounds so far.
#pragma once

#include <string>
#include <vector>

#include "ci/gate/duet_figures.hpp"
#include "ci/gate/gate_metric.hpp"
#include "ci/gate/gate_options.hpp"
#include "ci/gate/prior.hpp"

namespace brood {

// A task that one version ran in at least five rounds, and the other in none.
struct MissingTask {
  std::string task;
  bool in_old = false;  // the version that has it

  std::string reason() const;  // "only the old version ran it"
};

// The family of tests, chosen once, at the first look at which a latency or throughput can be tested. What
// was left out says why.
struct MetricList {
  std::vector<GateMetric> tested;
  std::vector<MetricResult> untested;
  std::vector<MissingTask> missing;
  bool lacks_rounds = false;  // some latency or throughput could be tested if there were more quiet rounds

  bool has_latency() const;  // whether any latency is tested
};

// Tested are: p50, p95 and p99 of each task that have at least five requests beyond them in a usual round and
// five quiet rounds in both versions; throughput, if known; errors of each task that both versions ran.
MetricList choose_metrics(const DuetFigures& figures, const std::vector<bool>& kept);

// The tests of all rounds so far, and the untested ones. A chosen metric that has fewer than five rounds left
// stays in the family with p = 1.
std::vector<MetricResult> test_metrics(const MetricList& list, const DuetFigures& figures,
                                       const std::vector<bool>& kept, const std::vector<Variances>& prior,
                                       const GateOptions& options);

}  // namespace brood
