// How a run went over time, for charts.
#pragma once

#include <nlohmann/json.hpp>

#include "runner/core/result.hpp"

namespace brood {

// Columns with a value for each slice of the run, null for no data, or in a rate for too short a slice:
// from_s, to_s, users, replaced, drain (number of slices at the end that drained), lateness_p99_ms, cpu of
// brood and of the system under test in processors, sut_memory_mb; for `tasks` and `requests` passed and
// failed a second, p50, p95 and p99 in ms, and `heat`, the coarse buckets of each slice.
nlohmann::ordered_json course_of(const Result& result);

// Buckets an octave in `heat`.
inline constexpr int kHeatParts = 4;

}  // namespace brood
