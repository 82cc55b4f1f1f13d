// What a task throws to end more than itself.
#pragma once

#include <stdexcept>
#include <string>

namespace brood {

// Ends the running iteration without a verdict on it: it counts as skipped.
struct SkipIteration {
  std::string reason{};
};
// Ends the running iteration and the user, which is not replaced.
struct StopUser : std::runtime_error {
  explicit StopUser(const std::string& why = "the user stops") : std::runtime_error(why) {}
};

}  // namespace brood
