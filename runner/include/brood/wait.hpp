// How long a user pauses between two iterations.
#pragma once

#include <chrono>
#include <utility>

#include "brood/function.hpp"

namespace brood {

class User;

// The time until the next iteration begins, asked after each.
struct UserWait {
  enum class Kind { none, between, pacing, own };
  Kind kind = Kind::none;
  std::chrono::nanoseconds min{};
  std::chrono::nanoseconds max{};
  Function<std::chrono::nanoseconds(User&)> own{};
};

inline UserWait none() { return {}; }
// The same pause each time, from the end of an iteration.
inline UserWait constant(std::chrono::nanoseconds pause) { return {UserWait::Kind::between, pause, pause}; }
// A pause drawn evenly from [min, max], from the end of an iteration.
inline UserWait between(std::chrono::nanoseconds min, std::chrono::nanoseconds max) {
  return {UserWait::Kind::between, min, max};
}
// From the beginning of an iteration to that of the next; none if it lasted longer.
inline UserWait pacing(std::chrono::nanoseconds cycle) { return {UserWait::Kind::pacing, cycle, cycle}; }
// Whatever the function says, from the end of an iteration.
inline UserWait own(Function<std::chrono::nanoseconds(User&)> pause) {
  return {UserWait::Kind::own, {}, {}, std::move(pause)};
}

}  // namespace brood
