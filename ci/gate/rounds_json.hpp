// Rounds that were measured elsewhere, as lines of JSON: one for each round and version, in any order.
//
//   {"round":1,"version":"old","slot":0,"seconds":6.0,
//    "tasks":{"browse":{"requests":2460,"errors":3,"latency_us":[[5000,17],[5004,20]]}}}
//
// A pair of latency_us is a bucket's low edge and its count; the bucket is 2^max(0, floor(log2 edge) - 10)
// wide. Members that are not named here are left aside.
#pragma once

#include <string_view>
#include <vector>

#include "ci/gate/round.hpp"
#include "runner/core/expected.hpp"

namespace brood {

// By rising number of the round. The error names the line and what is wrong with it. There may be no rounds
// at all, and none of them has a throughput.
Expected<std::vector<Round>> read_rounds(std::string_view text);

}  // namespace brood
