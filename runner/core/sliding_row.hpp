// The row of a name over the last seconds.
#pragma once

#include <deque>

#include "runner/core/row.hpp"
#include "runner/core/sliding_histogram.hpp"
#include "runner/core/units.hpp"

namespace brood {

class SlidingRow {
 public:
  // Precondition: `begin` is not before that of an earlier part.
  void push(Nanos begin, const Row& row);
  // Takes out the parts that began earlier.
  void drop_before(Nanos begin);

  // What merging the parts that are left gives, but for the statuses, which no metric asks for.
  const Row& total() const { return total_; }

 private:
  // All of a row but its histograms.
  struct Part {
    Nanos begin;
    std::uint64_t passed, failed, skipped, abandoned, in_time, redirects, bytes_in, bytes_out;
    std::array<PhaseSum, kPhaseCount> phases;
  };
  void add_up(const Part& part);

  std::deque<Part> parts_;
  SlidingHistogram latency_;
  SlidingHistogram failed_latency_;
  SlidingHistogram wait_;
  Row total_;
};

}  // namespace brood
