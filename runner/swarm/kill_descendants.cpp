#include "runner/swarm/kill_descendants.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <vector>

#include "runner/swarm/process_tree.hpp"

namespace brood {
namespace {

// Whoever loses its parent becomes our child, so killing our children round after round is enough. Going down
// the tree as well is for speed: a process dies only when it gets a processor, and until then its children
// may fork.
void kill_below(pid_t root) {
  std::vector<pid_t> found{root};
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const pid_t child : children_of(found[i])) {
      kill(child, SIGKILL);  // at once: one that only forks and leaves is gone soon
      found.push_back(child);
    }
  }
}

// False when no child is left.
bool reap_dead() {
  pid_t pid = 0;
  do pid = waitpid(-1, nullptr, WNOHANG);
  while (pid > 0);
  return pid == 0 || errno != ECHILD;
}

}  // namespace

void kill_descendants(Nanos patience) {
  const auto give_up = std::chrono::steady_clock::now() + patience;
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  while (reap_dead() && std::chrono::steady_clock::now() < give_up) {
    kill_below(getpid());
    const timespec pause{0, 2'000'000};
    sigtimedwait(&child, nullptr, &pause);
  }
}

}  // namespace brood
