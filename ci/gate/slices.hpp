// A run of one task cut into slices, each long enough for its quantiles to mean something.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "ci/gate/gate_metric.hpp"
#include "runner/core/histogram.hpp"
#include "runner/core/units.hpp"

namespace brood {

// What ended in a stretch of time.
struct SliceSum {
  std::uint64_t count = 0;
  Nanos length{};
  Histogram latency{3};
  void add(std::uint64_t ended, Nanos time, const Histogram& took);
};

// Seconds are counted from 0 within what is measured; a slice is [first, end).
struct Slice {
  std::size_t first = 0;
  std::size_t end = 0;
  std::array<std::optional<double>, kLatencyKinds.size()> latency;  // ln ns, by kind
  double rate = 0;                                                  // ln of ended ones a second
};

class Slices {
 public:
  static constexpr std::uint64_t kEnough = 100;

  // What ended in the second `number`, which was `length` long; seconds come in order, and some may be
  // missing.
  void add(std::size_t number, Nanos length, std::uint64_t ended, const Histogram& latency);

  std::uint64_t count() const { return count_; }
  // All slices so far. What is left at the end goes to the last one. If it is all there is, it may be too
  // little for a quantile, which takes five values beyond it, or for anything: then there is none.
  std::vector<Slice> slices() const;

 private:
  struct Open {
    std::size_t first = 0;
    std::size_t end = 0;
    SliceSum sum;
  };

  std::uint64_t count_ = 0;
  std::vector<Slice> closed_;
  std::optional<Open> last_;  // full, but may still get what is left
  Open open_;
};

}  // namespace brood
