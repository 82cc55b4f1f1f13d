// Sleeping on a word of shared memory, which whoever sleeps may have mapped for reading only. Compiled into
// targets.
#pragma once

#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <climits>
#include <cstdint>

namespace brood::channel {

inline std::uint64_t now_ns() {
  timespec t{};
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<std::uint64_t>(t.tv_sec) * 1'000'000'000u + static_cast<std::uint64_t>(t.tv_nsec);
}

// Sleeps while `word` holds `seen`, at most until `deadline` (now_ns() time; 0: no limit). May wake early.
inline void futex_wait(const std::atomic<std::uint32_t>& word, std::uint32_t seen, std::uint64_t deadline) {
  timespec until{static_cast<time_t>(deadline / 1'000'000'000u),
                 static_cast<long>(deadline % 1'000'000'000u)};
  syscall(SYS_futex, &word, FUTEX_WAIT_BITSET, seen, deadline ? &until : nullptr, nullptr,
          FUTEX_BITSET_MATCH_ANY);
}

inline void futex_wake(std::atomic<std::uint32_t>& word) {
  syscall(SYS_futex, &word, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
}

}  // namespace brood::channel
