// A baseline as a file: one JSON object of a few KB.
//
//   {"brood":"baseline","version":1,"started_at":"...","name":"shop","complete":true,"verdict":"passed",
//    "machine":{"cpu":"...","cores":"4",...},"scenario":{"target":"shop_tests","users":"20",...},
//    "iterations":{"passed":59000,"failed":0,"skipped":0},"seconds":59,"quiet":52,
//    "metrics":[{"task":"Shop.Browse","metric":"p95","y":16.8},...,{"metric":"throughput","y":6.9}]}
//
// `y` is the mean of ln latency in nanoseconds, or of ln iterations a second. Members that are not named here
// are left aside.
#pragma once

#include <string>
#include <string_view>

#include "ci/gate/baseline.hpp"
#include "runner/core/expected.hpp"

namespace brood {

inline constexpr int kBaselineVersion = 1;

// With a line end.
std::string baseline_json(const Baseline& baseline);

// The error tells what is wrong, not of which file. Never throws, whatever the text.
Expected<Baseline> read_baseline(std::string_view text);

}  // namespace brood
