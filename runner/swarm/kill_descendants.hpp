// Leaves nothing running below the calling process.
#pragma once

namespace brood {

// Kills and waits for every descendant, however long one takes to die. Preconditions: the caller is the
// leader of its session, a child subreaper, has one thread and SIGCHLD blocked.
void kill_descendants();

}  // namespace brood
