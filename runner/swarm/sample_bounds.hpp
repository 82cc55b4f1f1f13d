// Whether what a target's process says can be true. A value that cannot is never used or recorded.
#pragma once

#include <cstdint>

#include "runner/core/sample.hpp"

namespace brood {

// A stretch of channel::now_ns() time: from when the first process of the target could run to now.
struct Era {
  std::uint64_t begin = 0;
  std::uint64_t now = 0;
  bool has(std::uint64_t time) const { return time >= begin && time <= now; }
  std::uint64_t length() const { return now - begin; }
};

// What is wrong with it, for a person, as in "an iteration of user 3 ..."; null if nothing is.
const char* fault_of(const IterationSample& sample, const Era& era);
// Requests may have begun before the run did, and their times come from clients that we do not know: call
// rounded_down() before.
const char* fault_of(const RequestSample& sample, const Era& era);
// Clients round to what their clock has, such as milliseconds, so that a request may seem to end a little
// after it was told of.
RequestSample rounded_down(RequestSample sample, const Era& era);

}  // namespace brood
