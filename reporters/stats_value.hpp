// What stats.json holds, as a value, for reports that carry it.
#pragma once

#include <nlohmann/json.hpp>

#include "runner/core/result.hpp"

namespace brood {

// Without `histograms` and `users`, which are as long as the run.
nlohmann::ordered_json stats_to_json(const Result& result);
}  // namespace brood
