// What a run measured, in the form in which it is compared with other runs: one figure for each metric, the
// mean of its logarithm over slices of the run in which the machine was quiet.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ci/gate/gate_metric.hpp"
#include "ci/gate/slices.hpp"
#include "runner/core/result.hpp"

namespace brood {

struct RunMetric {
  GateMetric metric;
  double y = 0;  // mean of ln latency in ns, or of ln throughput in iterations a second
  bool operator==(const RunMetric&) const = default;
};

struct RunFigures {
  std::vector<RunMetric> metrics;      // p50, p95, p99 of each task by its name, then throughput
  std::vector<MetricResult> untested;  // metrics with too little to measure them, with the reason
  std::size_t seconds = 0;             // that could count
  std::size_t quiet = 0;               // of these, the ones that did
};

// A fold: it is shown a run's header and then its intervals, live or from a journal.
//
// What counts: seconds from when all users are released, but at least one and at most half of the run time
// are left out at its beginning, and the drain is. A run that has none left, as it was over before, counts
// whole. A slice is a second, or as many as it takes for about 100 iterations of the task; a slice counts if
// at least half of its seconds were quiet, by the rule of a duet's rounds. Where users or arrivals follow
// stages, all seconds count: it is the load that makes some of them slow. Throughput is measured where the
// next iteration waits for the one before (a closed model).
class RunFold {
 public:
  void observe(const RunHeader& header);  // first, once
  void observe(const Interval& interval);
  RunFigures end() const;

 private:
  // The seconds of one part of a run.
  struct Part {
    void add(const Interval& interval);
    std::size_t seconds = 0;
    std::map<std::string, Slices> tasks;
    Slices all;
  };
  RunFigures figures_of(const Part& part) const;

  Nanos from_{};
  bool is_open_ = false;
  bool is_steady_ = true;
  Part warm_up_;
  Part measured_;
};

}  // namespace brood
