// The parts of a sum of histograms, so that the oldest can be taken out of it again. They are kept in few
// bytes each: a minute of a thousand names has to fit into memory.
#pragma once

#include <cstdint>
#include <deque>
#include <string>

#include "runner/core/histogram.hpp"

namespace brood {

class SlidingHistogram {
 public:
  // Adds `part` to `total`, which is always the same histogram, and changed by nobody else. Costs in
  // proportion to the part.
  void push(const Histogram& part, Histogram& total);
  // Takes the oldest part out: `total` is exactly what merging the others gives. Costs in proportion to that
  // part, and to the number of parts. Precondition: there is one.
  void pop(Histogram& total);

 private:
  struct Part {
    std::string buckets;  // step from the bucket before and count, in turn, seven bits a byte
    std::uint64_t sum = 0;
    std::uint64_t min = 0;
    std::uint64_t max = 0;
  };
  std::deque<Part> parts_;
};

}  // namespace brood
