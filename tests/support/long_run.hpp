// Results of long, busy runs, made up.
#pragma once

#include "runner/core/result.hpp"

namespace brood::test {

// Each second has `samples` over `names` names, half of them tasks, half requests; each task has its five
// slowest iterations with a hundred requests each.
Result long_result(int length_s, int names, int samples);

// Two seconds with so many tasks, requests and groups of errors.
Result wide_result(int names);

}  // namespace brood::test
