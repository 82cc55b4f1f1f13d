// When users are released: a pure function of the time since the start.
#pragma once

#include <algorithm>
#include <cstdint>

#include "runner/core/units.hpp"

namespace brood {

struct Dispatcher {
  std::uint32_t users = 0;
  double spawn_rate = 1;  // users a second, above 0

  // When user number `index` (from 0) is to be released: the first at once, the others evenly spaced.
  Nanos release_time(std::uint32_t index) const {
    return Nanos(static_cast<std::int64_t>(std::min(index / spawn_rate, 3e8) * 1e9));
  }
  // How many users are to be out at `elapsed`.
  std::uint32_t released(Nanos elapsed) const {
    if (elapsed < Nanos::zero()) return 0;
    const double due = std::chrono::duration<double>(elapsed).count() * spawn_rate + 1e-9;
    return due + 1 >= users ? users : static_cast<std::uint32_t>(due) + 1;
  }
};

}  // namespace brood
