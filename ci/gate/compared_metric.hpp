// What the gate found of a metric, as a result and its reports tell it.
#pragma once

#include "ci/gate/gate_metric.hpp"
#include "runner/core/comparison.hpp"

namespace brood {

// Latencies of `result` are nanoseconds. Ratio, interval and what was noticeable are of the figures, so of
// throughput they are worse below 1. Precondition: what has a test has means before and after, and a
// sensitivity.
ComparedMetric compared(const MetricResult& result);

}  // namespace brood
