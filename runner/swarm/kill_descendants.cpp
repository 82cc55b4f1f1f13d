#include "runner/swarm/kill_descendants.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>

#include "runner/swarm/process_tree.hpp"

namespace brood {
namespace {

constexpr long kShortestPause = 1'000'000;  // ns
constexpr long kLongestPause = 100'000'000;

// Only children: they keep their numbers until they are waited for, so nobody else can be hit, and whoever
// loses its parent becomes one. A group goes at one blow, which those who fork faster than they are found
// cannot escape; it has only descendants in it, as a group never reaches beyond its session.
void kill_children() {
  for (const pid_t child : children_of(getpid())) {
    const pid_t group = getpgid(child);
    if (group > 0 && group != getpgrp()) kill(-group, SIGKILL);
    kill(child, SIGKILL);
  }
}

enum class Reaped { some, none, last };

Reaped reap_dead() {
  Reaped reaped = Reaped::none;
  for (;;) {
    const pid_t pid = waitpid(-1, nullptr, WNOHANG);
    if (pid < 0) return errno == ECHILD ? Reaped::last : reaped;
    if (pid == 0) return reaped;
    reaped = Reaped::some;
  }
}

}  // namespace

void kill_descendants() {
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  long pause = kShortestPause;
  for (Reaped reaped = reap_dead(); reaped != Reaped::last; reaped = reap_dead()) {
    kill_children();
    // Short while it goes on; one that hangs in the kernel is not worth a processor.
    pause = reaped == Reaped::some ? kShortestPause : std::min(2 * pause, kLongestPause);
    const timespec patience{0, pause};
    sigtimedwait(&child, nullptr, &patience);
  }
}

}  // namespace brood
