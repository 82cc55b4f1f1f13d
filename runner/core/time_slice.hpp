// The course of a run as a bounded number of slices of equal length: seconds at first, and as a run grows,
// pairs of neighbours become one. Counts and histograms of slices add up exactly, so a slice of a day-long
// run has true percentiles, within the two digits of its histograms.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "runner/core/interval.hpp"

namespace brood {

struct TimeSlice {
  Nanos begin{};
  Nanos end{};
  bool drain = false;
  std::uint32_t users = 0;           // the most at once
  std::uint64_t replaced_users = 0;  // whose replacement was told by its end
  struct Samples {
    std::uint64_t passed = 0;
    std::uint64_t failed = 0;
    Histogram latency{2};  // of passed samples
    bool operator==(const Samples&) const = default;
  };
  Samples tasks;
  Samples requests;
  Histogram lateness{2};
  Nanos generator_cpu{};
  Nanos sut_cpu{};
  std::uint64_t sut_memory = 0;  // the most, in bytes
  bool operator==(const TimeSlice&) const = default;
};

TimeSlice slice_of(const Interval& interval, const Row& tasks, const Row& requests);

// Memory stays below some 20 MB, however long the run.
class TimeSlices {
 public:
  static constexpr std::size_t kMost = 600;  // about what a screen can show side by side

  // `slices` is what it made so far; `next` follows on its last. What drained stays apart.
  void add(TimeSlice next, std::vector<TimeSlice>& slices);

 private:
  void halve(std::vector<TimeSlice>& slices);

  std::size_t intervals_per_slice_ = 1;
  std::size_t intervals_in_last_ = 0;
};

}  // namespace brood
