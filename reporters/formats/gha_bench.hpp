// Files of github-action-benchmark, which takes one direction each: what is better when it is smaller
// (customSmallerIsBetter), and what is when it is bigger (customBiggerIsBetter). The metric table knows which
// is which.
#pragma once

#include <ostream>

#include "runner/core/result.hpp"

namespace brood {
void write_gha_bench_smaller(const Result& result, std::ostream& out);
void write_gha_bench_bigger(const Result& result, std::ostream& out);
}  // namespace brood
