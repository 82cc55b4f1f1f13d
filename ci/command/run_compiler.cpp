#include "ci/command/run_compiler.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "runner/core/text.hpp"
#include "runner/swarm/descriptor.hpp"
#include "runner/swarm/stop_signals.hpp"

namespace brood {
namespace {

// What the child gets that brood has otherwise: no input, a process group of its own so that it can be
// stopped with all that it starts, and signals as usual.
class Spawn {
 public:
  Spawn() {
    posix_spawn_file_actions_init(&files_);
    posix_spawn_file_actions_addopen(&files_, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    // What it says is for people: standard output may be a list that a program reads.
    posix_spawn_file_actions_adddup2(&files_, STDERR_FILENO, STDOUT_FILENO);
    posix_spawnattr_init(&attributes_);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes_, &signals);
    for (const int number : {SIGPIPE, SIGXFSZ, SIGCHLD}) sigaddset(&signals, number);
    posix_spawnattr_setsigdefault(&attributes_, &signals);
    posix_spawnattr_setpgroup(&attributes_, 0);
    posix_spawnattr_setflags(&attributes_,
                             POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  }
  ~Spawn() {
    posix_spawn_file_actions_destroy(&files_);
    posix_spawnattr_destroy(&attributes_);
  }
  Spawn(const Spawn&) = delete;
  Spawn& operator=(const Spawn&) = delete;

  // 0, or the error's number.
  int start(std::vector<std::string>& call, pid_t& child) const {
    std::vector<char*> words;
    for (std::string& word : call) words.push_back(word.data());
    words.push_back(nullptr);
    return posix_spawn(&child, words.front(), &files_, &attributes_, words.data(), environ);
  }

 private:
  posix_spawn_file_actions_t files_{};
  posix_spawnattr_t attributes_{};
};

// Until the child has ended (true) or a signal has come.
bool wait_for(pid_t child, StopSignals& signals) {
  const Descriptor end(static_cast<int>(syscall(SYS_pidfd_open, child, 0)));
  std::array<pollfd, 2> watched{pollfd{end.get(), POLLIN, 0}, pollfd{signals.fd(), POLLIN, 0}};
  while (end && watched[0].revents == 0) {
    if (signals.count() > 0) return false;
    poll(watched.data(), watched.size(), -1);
  }
  return true;
}

}  // namespace

Expected<bool> run_compiler(std::vector<std::string> call, const std::vector<std::string>& drafts) {
  int signal_number = 0;
  int status = 0;
  {
    StopSignals signals;
    pid_t child = 0;
    if (const int failure = Spawn().start(call, child); failure != 0)
      return Error{"cannot start the compiler " + in_quotes(call.front()) + ": " + std::strerror(failure)};
    if (!wait_for(child, signals)) {
      signal_number = signals.last();
      kill(-child, SIGKILL);
    }
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
  }
  if (signal_number != 0) {
    for (const std::string& draft : drafts) unlink(draft.c_str());
    signal(signal_number, SIG_DFL);
    raise(signal_number);
  }
  return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace brood
