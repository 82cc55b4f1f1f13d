// Checks and failures in plain words, shared by the reports that people read.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "runner/core/result.hpp"

namespace brood {

// "requests: p95 < 250ms"; with the name that it was judged on where the rule is for several.
std::string check_title(const Check& check);
// "observed 312ms at 12s, limit < 250ms for 10s" and why that proves nothing, or why there is no data.
std::string check_finding(const Check& check);
// "passed", "failed", "inconclusive"; or "incomplete" of a run that has no verdict.
std::string_view outcome_word(const Result& result);
// One sentence: what became of the run. For an incomplete one, why.
std::string verdict_sentence(const Result& result);
// Why an incomplete run ended; never empty.
std::string end_reason(const RunFooter& footer);

// The first `most` groups of errors that `wanted` holds for, each with count, place, one example and the line
// that repeats it; empty if there is none. Each message is shortened to `bytes`.
std::string error_examples(const Result& result, const std::function<bool(const ErrorCount&)>& wanted,
                           std::size_t most, std::size_t bytes);

}  // namespace brood
