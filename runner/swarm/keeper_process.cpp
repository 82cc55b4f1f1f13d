#include "runner/swarm/keeper_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <map>

#include "runner/swarm/keeper_wire.hpp"
#include "runner/swarm/kill_descendants.hpp"
#include "runner/swarm/launch.hpp"
#include "runner/swarm/process_tree.hpp"

namespace brood {
namespace {

using keeper_wire::Command;
using keeper_wire::News;
using keeper_wire::Report;

constexpr int kSocket = 3;

std::int64_t to_ns(const timeval& time) { return time.tv_sec * 1'000'000'000LL + time.tv_usec * 1'000LL; }

sigset_t only(int signal_number) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, signal_number);
  return set;
}

// Nothing of brood's is held: a pipeline that waits for the end of brood's output must not wait for the
// keeper.
void keep_only(int socket) {
  if (socket == kSocket) {
    fcntl(kSocket, F_SETFD, FD_CLOEXEC);
  } else {
    dup3(socket, kSocket, O_CLOEXEC);
  }
  closefrom(kSocket + 1);
  const int null = open("/dev/null", O_RDWR);
  for (int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) dup2(null, fd);
  if (null > STDERR_FILENO) close(null);
}

void detach() {
  setsid();
  prctl(PR_SET_NAME, "brood-keeper");
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  for (int polite : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE}) signal(polite, SIG_IGN);
  signal(SIGCHLD, SIG_DFL);
  const sigset_t blocked = only(SIGCHLD);
  sigprocmask(SIG_SETMASK, &blocked, nullptr);
}

class KeeperProcess {
 public:
  // Until brood's end of the socket closes.
  void serve();

 private:
  void obey();
  void start(const Command& command, const int* descriptors, std::size_t count);
  void reap();
  void report(const Report& report) { send(kSocket, &report, sizeof report, MSG_NOSIGNAL); }

  struct Running {
    pid_t pid = 0;  // also its group's number
    bool asked_to_end = false;
    bool ended = false;  // but its group has been left to end by itself
  };
  void signal_program(Running& program, int signal_number);

  std::map<std::uint32_t, Running> programs_;
};

void KeeperProcess::serve() {
  const sigset_t child = only(SIGCHLD);
  const Descriptor ends(signalfd(-1, &child, SFD_CLOEXEC | SFD_NONBLOCK));
  for (;;) {
    pollfd watched[] = {{kSocket, POLLIN, 0}, {ends.get(), POLLIN, 0}};
    if (poll(watched, 2, -1) < 0 && errno != EINTR) return;
    if (watched[0].revents & (POLLHUP | POLLERR)) return;
    if (watched[0].revents & POLLIN) obey();
    if (watched[1].revents & POLLIN) {
      signalfd_siginfo ignored;
      while (read(ends.get(), &ignored, sizeof ignored) > 0) {
      }
      reap();
    }
  }
}

void KeeperProcess::obey() {
  Command command;
  iovec data{&command, sizeof command};
  alignas(cmsghdr) char control[CMSG_SPACE(sizeof(int) * (keeper_wire::kMaxPassed + 2))];
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  message.msg_control = control;
  message.msg_controllen = sizeof control;
  if (recvmsg(kSocket, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT) != sizeof command) return;
  const cmsghdr* header = CMSG_FIRSTHDR(&message);
  if (command.order == keeper_wire::Order::start && header != nullptr) {
    const std::size_t count = (header->cmsg_len - CMSG_LEN(0)) / sizeof(int);
    int descriptors[keeper_wire::kMaxPassed + 2];
    std::copy_n(reinterpret_cast<const int*>(CMSG_DATA(header)), count, descriptors);
    start(command, descriptors, count);
    for (std::size_t i = 0; i < count; ++i) close(descriptors[i]);
  } else if (const auto program = programs_.find(command.id); program != programs_.end()) {
    signal_program(program->second, command.signal_number);
  }
}

void KeeperProcess::start(const Command& command, const int* descriptors, std::size_t count) {
  const Launch launch(command, descriptors, count);
  const Launch::Outcome outcome = launch.run();
  if (outcome.news == News::started) programs_[command.id].pid = outcome.pid;
  report({outcome.news, command.id, outcome.pid, outcome.error_number, 0});
}

void KeeperProcess::signal_program(Running& program, int signal_number) {
  if (!program.ended) {
    program.asked_to_end |= signal_number != SIGKILL;
    kill(-program.pid, signal_number);
    return;
  }
  // Its pid may be somebody else's by now, so the group is told by who descends from us.
  for (const pid_t pid : process_tree(getpid())) {
    if (getpgid(pid) == program.pid) kill(pid, signal_number);
  }
}

void KeeperProcess::reap() {
  for (;;) {
    siginfo_t info{};
    if (waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid == 0) return;
    const auto found = std::find_if(programs_.begin(), programs_.end(), [&](const auto& entry) {
      return entry.second.pid == info.si_pid && !entry.second.ended;
    });
    const bool ours = found != programs_.end();
    // While it is not waited for, its pid and so its group's number cannot be anybody else's.
    if (ours && !found->second.asked_to_end) kill(-info.si_pid, SIGKILL);
    int status = 0;
    rusage usage{};
    wait4(info.si_pid, &status, 0, &usage);
    if (!ours) continue;
    report({News::ended, found->first, info.si_pid, status, to_ns(usage.ru_utime) + to_ns(usage.ru_stime)});
    found->second.ended = true;
    if (!found->second.asked_to_end) programs_.erase(found);
  }
}

}  // namespace

void be_keeper(int socket) {
  detach();
  keep_only(socket);
  KeeperProcess().serve();
  kill_descendants();
  _exit(0);
}

}  // namespace brood
