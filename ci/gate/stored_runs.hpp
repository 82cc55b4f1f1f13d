// Judges one run against the stored results of earlier ones, where two versions cannot run side by side. The
// machine is between the runs, so only large changes can be seen.
#pragma once

#include <span>
#include <vector>

#include "ci/gate/gate_metric.hpp"
#include "ci/gate/gate_options.hpp"

namespace brood {

// One metric; each value is the mean over a run's quiet seconds of ln latency, or of -ln throughput: higher
// is worse.
struct StoredMetric {
  GateMetric metric;
  double candidate = 0;
  std::vector<double> runs;  // the stored ones that have it
};

// With fewer runs a comparison is told, and fails nothing.
inline constexpr std::size_t kFewestStoredRuns = 5;

struct StoredReport {
  Finding verdict = Finding::passed;  // of the comparison, also when it is advisory
  std::size_t runs = 0;               // stored ones; 0: there was nothing to compare with
  bool advisory = true;               // fewer than five runs: the verdict must not fail a build
  std::vector<MetricResult> metrics;
};

// The gate's defaults, with a floor of 5 %.
GateOptions stored_run_options();

// Tests that are one family, with all of alpha at one look. A metric that fewer than five of at least five
// runs have is untested. Uses of the options: alpha, beta, floor, end. Precondition: no error metrics.
StoredReport judge_stored_runs(std::span<const StoredMetric> metrics, const GateOptions& options);

}  // namespace brood
