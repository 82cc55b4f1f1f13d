// All that report.html shows, as one value.
#pragma once

#include <nlohmann/json.hpp>

#include "runner/core/result.hpp"

namespace brood {

// The members of stats.json but the long ones (`users`, `histograms`, `by_task`), with messages shortened,
// and
//   page           what is said in words: name, sentence, why, incomplete, saturation
//   course         columns over time, see course_of()
//   distributions  of tasks and requests, in the order of their rows: {passed, failed}, see coarse_buckets()
//   made_by        rows of numbers: task, request (both as positions, -1 for none), count, failed, rate, p50,
//   p95 slowest        of each task by its position: iterations with their requests compared       the
//   comparison's sentence, table and remarks
nlohmann::ordered_json page_data(const Result& result);

}  // namespace brood
