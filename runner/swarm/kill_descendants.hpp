// Leaves nothing running below the calling process.
#pragma once

#include "runner/core/units.hpp"

namespace brood {

// Kills and waits for every descendant. Preconditions: the caller is a child subreaper with one thread and
// has SIGCHLD blocked. Gives up after `patience` on processes that do not die (a hung disk).
void kill_descendants(Nanos patience);

}  // namespace brood
