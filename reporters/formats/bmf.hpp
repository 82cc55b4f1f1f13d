// Bencher Metric Format: measures of each name. `latency` (mean and percentiles) is in nanoseconds and
// `throughput` in samples a second, as Bencher's own measures of these names. The benchmark "run" tells with
// 0 or 1 whether the run came to its end; a threshold on it keeps half a run from passing for a fast one.
#pragma once

#include <ostream>

#include "runner/core/result.hpp"

namespace brood {
void write_bmf(const Result& result, std::ostream& out);
}
