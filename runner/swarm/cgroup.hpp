// Which control groups the calling process is in.
#pragma once

#include <string>
#include <vector>

namespace brood {

// The folders where the limits on the number of processes stand: those of the process's own group first, then
// of the groups above it, as far as they can be seen (a container sees its own as the topmost). Both versions
// of cgroups; not every folder need exist. `root` stands in front of /proc and /sys.
std::vector<std::string> pids_groups(const std::string& root);

}  // namespace brood
