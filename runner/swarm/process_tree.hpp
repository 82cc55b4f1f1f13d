// Who descends from whom, read from /proc.
#pragma once

#include <sys/types.h>

#include <vector>

namespace brood {

// The children of every thread of `pid` as of now. Some may be missing while they come and go.
std::vector<pid_t> children_of(pid_t pid);

// `root` and all its descendants.
std::vector<pid_t> process_tree(pid_t root);

}  // namespace brood
