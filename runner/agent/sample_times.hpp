// The times of an iteration, as every kind of user tells them. Nanoseconds of one clock.
#pragma once

#include <cstdint>

#include "runner/channel/turns.hpp"
#include "runner/core/sample.hpp"

namespace brood::agent {

// When an iteration should begin, and whose fault it is if it does not.
struct Due {
  std::uint64_t at = 0;          // 0: at once
  std::uint64_t free_since = 0;  // since when the user could begin it
  bool is_arrival = false;       // of an open model: its time counts from `at`

  // Not before it is this run's turn.
  void put_off(const channel::Turns& turns, std::uint64_t now) {
    const std::uint64_t from = at > now ? at : now;
    const std::uint64_t allowed = turns.next(from);
    if (allowed > from) at = allowed;
  }
};

// The iteration begins now. An arrival waits for a free user first, then for us; any other only for us.
inline void set_begin(IterationSample& sample, const Due& due, std::uint64_t now) {
  const std::uint64_t could = due.at > due.free_since ? due.at : due.free_since;
  sample.start = due.is_arrival ? due.at : now;
  sample.queued = due.is_arrival ? could - due.at : 0;
  sample.late = due.at == 0 ? kUnplanned : now > could ? now - could : 0;
}

// It has ended. `excused`: how long brood made it wait.
inline void set_end(IterationSample& sample, std::uint64_t end, std::uint64_t excused) {
  const std::uint64_t lasted = end - sample.start;
  sample.duration = lasted > excused ? lasted - excused : 0;
}

}  // namespace brood::agent
