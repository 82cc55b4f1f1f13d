// Files of github-action-benchmark, which takes one direction each: what is better when it is smaller
// (customSmallerIsBetter), and what is when it is bigger (customBiggerIsBetter). The metric table knows which
// is which. Names begin with the run's, since all charts of a repository share one page.
#pragma once

#include <ostream>
#include <span>

#include "runner/core/result.hpp"

namespace brood {
void write_gha_bench_smaller(const Result& result, std::ostream& out);
void write_gha_bench_bigger(const Result& result, std::ostream& out);
// Of several runs in one file. Precondition: their scenarios' names differ.
void write_gha_bench_smaller(std::span<const Result> runs, std::ostream& out);
void write_gha_bench_bigger(std::span<const Result> runs, std::ostream& out);
}  // namespace brood
