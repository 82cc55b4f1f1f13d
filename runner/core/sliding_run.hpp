// The run and the system under test over the last seconds.
#pragma once

#include <deque>

#include "runner/core/result.hpp"
#include "runner/core/sliding_histogram.hpp"

namespace brood {

class SlidingRun {
 public:
  // Precondition: `second` does not begin before an earlier one.
  void push(const Interval& second, std::uint64_t replaced_users);
  void drop_before(Nanos begin);

  // As a run of this length, with what metrics of run and sut ask for: users, errors in two groups, the
  // generator and the system under test.
  const Result& total(Nanos length);

 private:
  struct Part {
    Nanos begin;
    std::uint32_t users;
    std::uint64_t replaced_users, errors, other_errors;
    std::uint64_t stalls, lost, generator_memory;
    Nanos stalled, generator_cpu;
    SutUsage sut;
  };
  std::deque<Part> parts_;
  SlidingHistogram lateness_;
  Result total_;
};

}  // namespace brood
