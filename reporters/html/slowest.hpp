// The slowest iterations of each task, for waterfalls.
#pragma once

#include <nlohmann/json.hpp>

#include "runner/core/result.hpp"

namespace brood {

// [{task, iterations: [{user, start_s, ms, outcome, requests, more}]}], where a request is [position in the
// list of requests or its name, offset in ms, duration in ms, status, outcome] and `more` counts those that
// were left out.
nlohmann::ordered_json slowest_of(const Result& result);

}  // namespace brood
