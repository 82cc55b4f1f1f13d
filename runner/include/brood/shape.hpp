// How much load there is at what time, said by the scenario: users() that work, or arrivals() a second.
#pragma once

#include <chrono>

#include "brood/function.hpp"

namespace brood {

using seconds = std::chrono::duration<double>;

struct Level {
  enum class Kind { users, arrivals, end };
  Kind kind = Kind::end;
  double value = 0;
};
inline Level users(double count) { return {Level::Kind::users, count}; }
inline Level arrivals(double per_second) { return {Level::Kind::arrivals, per_second}; }
// No load from here on: the run ends.
inline Level end() { return {}; }

// A function of the time since the start, and of nothing else: it is asked before the load begins, for all of
// the run. --stages and --rate take its place; else it says how many users there are, whatever --users says,
// and of arrivals how many come; --max-users says how many users there are for them.
//   static const auto day = brood::shape([](brood::seconds t) { return brood::users(10 + t.count()); });
struct Shape {
  Function<Level(seconds)> level{};
};
const Shape& shape(Function<Level(seconds)> level);

}  // namespace brood
