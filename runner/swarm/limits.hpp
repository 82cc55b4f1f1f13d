// What the machine allows, asked before any load instead of found out in the middle of it.
#pragma once

#include <cstdint>
#include <string>

#include "runner/core/expected.hpp"

namespace brood {

struct LoadSize {
  std::uint32_t users = 0;
  std::uint64_t bytes_per_user = 300'000;  // rough: what a forked user does not share
  std::uint32_t processes = 0;             // that the users live in; 0: one each
};

// Of users that the target drives itself: about one process a core, and 40 KB a user.
LoadSize size_of_own_users(std::uint32_t users);

// Whether so many users can be: RLIMIT_NPROC (root is exempt), the cgroup's pids.max and those above it, the
// kernel's pid_max, descriptors (one a user: the target's, or in a process full of users its connection),
// memory. The error names the limit, its number and the way out. `root` stands in front of /proc and /sys.
Status check_limits(const LoadSize& size, const std::string& root = "");

}  // namespace brood
