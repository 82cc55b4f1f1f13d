// Which control groups the calling process is in.
#pragma once

#include <string>
#include <vector>

namespace brood {

// The folders where the limits of a controller, such as "pids" or "cpu", stand: those of the process's own
// group first, then of the groups above it, as far as they can be seen (a container sees its own as the
// topmost). Both versions of cgroups; not every folder need exist. `root` stands in front of /proc and /sys.
std::vector<std::string> control_groups(const std::string& root, const std::string& controller);

}  // namespace brood
