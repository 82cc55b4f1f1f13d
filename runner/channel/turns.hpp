// Two runs that would disturb each other take turns: while one works, the users of the other wait before
// their next iteration. Times are channel::now_ns() times. Compiled into targets.
//
//   begin       begin + length        begin + count * length
//   | everybody | turn 0 | turn 1 | ... | everybody
#pragma once

#include <cstdint>

namespace brood::channel {

struct Turns {
  std::uint64_t begin;   // of the first turn
  std::uint64_t length;  // of each, ns; 0: there are no turns
  std::uint32_t count;   // at most 64
  std::uint64_t mine;    // a bit for each turn, the lowest for the first: this run works in it

  std::uint64_t end() const { return begin + count * length; }
  bool is_mine(std::uint32_t turn) const { return (mine >> turn & 1) != 0; }

  // When something that is due at `time` may begin: then, or with the next turn of this run.
  std::uint64_t next(std::uint64_t time) const {
    if (length == 0 || time < begin) return time;
    for (std::uint64_t turn = (time - begin) / length; turn < count; ++turn) {
      const std::uint64_t from = begin + turn * length;
      if (is_mine(static_cast<std::uint32_t>(turn))) return time > from ? time : from;
    }
    return time > end() ? time : end();
  }

  // A plan that knows nothing of turns goes on only in those of this run: from the plan's time to that of the
  // clock, and back. Both agree before the first turn.
  std::uint64_t clock_of(std::uint64_t planned) const {
    if (length == 0 || planned < begin) return planned;
    std::uint64_t rest = planned - begin;
    for (std::uint32_t turn = 0; turn < count; ++turn) {
      if (!is_mine(turn)) continue;
      if (rest < length) return begin + turn * length + rest;
      rest -= length;
    }
    return end() + rest;
  }
  std::uint64_t planned_at(std::uint64_t clock) const {
    if (length == 0 || clock < begin) return clock;
    std::uint64_t planned = begin;
    for (std::uint32_t turn = 0; turn < count; ++turn) {
      const std::uint64_t from = begin + turn * length;
      if (clock <= from) return planned;
      if (is_mine(turn)) planned += clock - from < length ? clock - from : length;
    }
    return planned + (clock > end() ? clock - end() : 0);
  }
};

}  // namespace brood::channel
