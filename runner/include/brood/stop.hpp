// What a task throws to end more than itself.
#pragma once

#include <string>

namespace brood {

// Ends the running iteration without a verdict on it: it counts as skipped.
struct SkipIteration {
  std::string reason{};
};
// Ends the running iteration and the user, which is not replaced.
struct StopUser {};

}  // namespace brood
