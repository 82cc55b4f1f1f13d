// Judges one threshold on a run that is over.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "runner/core/check.hpp"
#include "runner/core/result.hpp"
#include "runner/core/threshold.hpp"

namespace brood {

// A check for each match of its selector that `judge_name` does not leave out, or one failed check for "no
// data". `row` is null for sut and run.
using JudgeName = std::function<std::optional<Check>(const std::string& name, const Row* row)>;
std::vector<Check> judge_names(const Threshold& threshold, const Result& result, const JudgeName& judge_name);

// By the metric over the whole run. Where the generator was saturated, a failed check of latency or rate is
// inconclusive.
Check judge_whole_run(const Threshold& threshold, const Result& result, const std::string& name,
                      const Row* row);
// By a value however it was measured.
Check judge_value(const Threshold& threshold, const std::string& name, double observed);
Check no_data(const Threshold& threshold, const std::string& name, const std::string& why);
// Why the metric has no value.
std::string why_absent(const Threshold& threshold);
// The check, or an inconclusive one if it failed on a value that a saturated generator makes worse.
Check excused_by_saturation(Check check, const Threshold& threshold, const Result& result);
// Of a run whose record is not whole: the check, or an inconclusive one if it failed, but may not have with
// the records that are missing.
Check excused_by_missing_records(Check check, const Threshold& threshold);

}  // namespace brood
