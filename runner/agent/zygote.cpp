// The zygote: forks users on request and reports their ends. It has no thread of ours, and waits for each
// user by its pid, never for just any child: tests and Environments have children of their own.
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "runner/agent/recorder.hpp"
#include "runner/agent/state.hpp"
#include "runner/channel/futex.hpp"

namespace brood::agent {

namespace {

struct User {
  pid_t pid = 0;  // 0: none
};

struct Zygote {
  std::uint32_t slots = 0;
  User* users = nullptr;      // by slot
  pollfd* watched = nullptr;  // the socket, then a pidfd for each slot (-1: none)
  int first_pidfd = 0;        // all pidfds are at or above it, so that a user can close them with one call
  rlimit descriptors{};       // of the program, given back to users
  struct sigaction child_action {};
};

std::uint32_t count_entries(const char* folder, int* highest) {
  DIR* directory = opendir(folder);
  if (directory == nullptr) return 0;
  std::uint32_t count = 0;
  while (const dirent* entry = readdir(directory)) {
    if (entry->d_name[0] == '.') continue;
    ++count;
    const int number = atoi(entry->d_name);
    if (highest != nullptr && number > *highest) *highest = number;
  }
  closedir(directory);
  return count;
}

void prepare(Zygote& zygote) {
  zygote.slots = state().layout.slot_count();
  zygote.users = static_cast<User*>(calloc(zygote.slots, sizeof(User)));
  zygote.watched = static_cast<pollfd*>(calloc(zygote.slots + 1, sizeof(pollfd)));
  if (zygote.users == nullptr || zygote.watched == nullptr)
    give_up(
        "there is no memory for so many users; ask for fewer, or raise ulimit -v or the container's limit");
  zygote.watched[0] = {state().socket, POLLIN, 0};
  for (std::uint32_t i = 0; i < zygote.slots; ++i) zygote.watched[i + 1] = {-1, POLLIN, 0};

  int highest = 0;
  count_entries("/proc/self/fd", &highest);
  zygote.first_pidfd = highest + 1;
  getrlimit(RLIMIT_NOFILE, &zygote.descriptors);
  rlimit raised = zygote.descriptors;
  const rlim_t wanted = static_cast<rlim_t>(zygote.first_pidfd) + zygote.slots + 64;
  if (raised.rlim_cur < wanted) raised.rlim_cur = wanted < raised.rlim_max ? wanted : raised.rlim_max;
  setrlimit(RLIMIT_NOFILE, &raised);

  struct sigaction by_default {};
  by_default.sa_handler = SIG_DFL;
  sigaction(SIGCHLD, &by_default, &zygote.child_action);
}

void leave_to_program(const Zygote& zygote) {
  sigaction(SIGCHLD, &zygote.child_action, nullptr);
  setrlimit(RLIMIT_NOFILE, &zygote.descriptors);
}

void close_from(int first) {
#ifdef SYS_close_range
  if (syscall(SYS_close_range, static_cast<unsigned>(first), ~0u, 0u) == 0) return;
#endif
  int highest = 0;
  count_entries("/proc/self/fd", &highest);
  for (int i = first; i <= highest; ++i) close(i);
}

[[noreturn]] void become_user(const Zygote& zygote, std::uint32_t slot, pid_t parent) {
  setpgid(0, 0);
  close(state().socket);
  close_from(zygote.first_pidfd);
  leave_to_program(zygote);
  if (state().program->run_process != nullptr) run_process(slot, parent);
  run_user(slot, parent);
}

int open_pidfd(const Zygote& zygote, pid_t pid) {
  const int low = static_cast<int>(syscall(SYS_pidfd_open, pid, 0));
  if (low < 0) return -1;
  const int high = fcntl(low, F_DUPFD_CLOEXEC, zygote.first_pidfd);
  close(low);
  return high;
}

// A preloaded library may answer in the kernel's place. Asked more than once, since others may run in
// between.
bool has_another_clock() {
  for (int i = 0; i < 10; ++i) {
    timespec t{};
    if (syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &t) != 0) return false;
    const std::uint64_t kernels =
        static_cast<std::uint64_t>(t.tv_sec) * 1'000'000'000u + static_cast<std::uint64_t>(t.tv_nsec);
    const std::uint64_t ours = channel::now_ns();
    if (ours >= kernels && ours - kernels < 50'000'000) return false;
  }
  return true;
}

// What users could not live without, tried before there are any: each would die of it, one after another.
// Null if nothing is denied.
const char* denied() {
  const int self = static_cast<int>(syscall(SYS_pidfd_open, getpid(), 0));
  if (self < 0)
    return "the target may not call pidfd_open, which tells when a user has ended; let the seccomp profile "
           "that "
           "it runs under allow it, or use Linux 5.3 or newer";
  close(self);
  void* page = mmap(nullptr, channel::kPage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  const bool marked = page != MAP_FAILED && madvise(page, channel::kPage, MADV_WIPEONFORK) == 0;
  if (page != MAP_FAILED) munmap(page, channel::kPage);
  if (!marked)
    return "the target may not call madvise(MADV_WIPEONFORK), which tells a user from processes that its "
           "test "
           "forks; let the seccomp profile that it runs under allow it, or use Linux 4.14 or newer";
  if (has_another_clock())
    return "the target's clock is not the machine's, which brood measures by: a library such as libfaketime "
           "changes CLOCK_MONOTONIC. Let it leave that clock alone (DONT_FAKE_MONOTONIC=1, of libfaketime), "
           "or "
           "run without it";
  return nullptr;
}

void fork_user(Zygote& zygote, std::uint32_t slot) {
  fflush(nullptr);  // else the user would print it once more
  const pid_t parent = getpid();
  const pid_t pid = fork();
  if (pid == 0) become_user(zygote, slot, parent);
  const int pidfd = pid > 0 ? open_pidfd(zygote, pid) : -1;
  if (pidfd < 0) {
    const channel::UserProcess none{0, errno};
    if (pid > 0) {
      kill(pid, SIGKILL);
      waitpid(pid, nullptr, 0);
    }
    send_message(channel::kForkFailed, slot, &none, sizeof none);
    return;
  }
  setpgid(pid, pid);  // here too, as the user may not have got to it when it has to be killed
  zygote.users[slot].pid = pid;
  zygote.watched[slot + 1].fd = pidfd;
  const channel::UserProcess process{pid, 0};
  send_message(channel::kForked, slot, &process, sizeof process);
}

// What the user started goes with it. Its group is still its own, since the user is not reaped yet.
void reap_user(Zygote& zygote, std::uint32_t slot) {
  channel::UserProcess process{zygote.users[slot].pid, 0};
  kill(-process.pid, SIGKILL);
  while (waitpid(process.pid, &process.status, 0) < 0 && errno == EINTR) {
  }
  close(zygote.watched[slot + 1].fd);
  zygote.watched[slot + 1].fd = -1;
  zygote.users[slot].pid = 0;
  for (std::uint32_t i = 0; i < state().user_count; ++i)
    if (state().layout.user_orders(i).slot.load(std::memory_order_relaxed) == slot) user_ended(i);
  send_message(channel::kEnded, slot, &process, sizeof process);
}

// False when brood said that no more users are wanted.
bool obey(Zygote& zygote) {
  channel::MessageHeader header{};
  char ignored[64];
  receive_message(header, ignored, sizeof ignored, nullptr);
  if (header.value >= zygote.slots && header.type != channel::kFinish) _exit(4);
  switch (header.type) {
    case channel::kFork:
      fork_user(zygote, header.value);
      return true;
    case channel::kKill:
      if (zygote.users[header.value].pid > 0) kill(zygote.users[header.value].pid, SIGKILL);
      return true;
    case channel::kFinish:
      return false;
    default:
      _exit(4);
  }
}

// Which of so many processes each user lives in, in as few packets as they fit in.
void send_placement(const brood_program& program, std::uint32_t slots) {
  std::uint32_t placement[channel::kMaxPacket / sizeof(std::uint32_t) / 2];
  std::uint32_t count = 0;
  for (std::uint32_t i = 0; i < state().user_count; ++i) {
    placement[count++] = program.process_of(program.self, i, slots);
    if (count < sizeof placement / sizeof *placement && i + 1 < state().user_count) continue;
    send_message(channel::kPlacement, count, placement, count * sizeof *placement);
    count = 0;
  }
}

void place_users(const brood_program& program) {
  const std::uint32_t users = state().user_count;
  const bool own_way = program.run_process != nullptr;
  const std::uint32_t slots = own_way ? program.process_count(program.self, users) : users;
  send_message(channel::kSlots, slots, &users, sizeof users);
  if (own_way) send_placement(program, slots);
  map_memory(slots, own_way);
}

void run_zygote(Zygote& zygote) {
  for (;;) {
    if (poll(zygote.watched, zygote.slots + 1, -1) < 0) continue;
    for (std::uint32_t i = 0; i < zygote.slots; ++i) {
      if (zygote.watched[i + 1].fd >= 0 && zygote.watched[i + 1].revents != 0) reap_user(zygote, i);
    }
    if (zygote.watched[0].revents != 0 && !obey(zygote)) return;
  }
}

}  // namespace

}  // namespace brood::agent

extern "C" void brood_agent_serve(const struct brood_program* program) {
  using namespace brood;
  using namespace brood::agent;
  if (brood_agent_has_problem() != 0) return;
  if (const char* why = denied()) return brood_agent_refuse(BROOD_REFUSE_USAGE, why);
  state().program = program;
  send_program(*program);
  place_users(*program);
  const bool groups_here = state().layout.plan().group_set_up_in_zygote != 0;
  if (groups_here) {
    for (std::uint32_t i = 0; i < program->group_count; ++i) set_up_group(i, 0);
  }
  prepare_users();
  Zygote zygote;
  prepare(zygote);
  const std::uint32_t threads = count_entries("/proc/self/task", nullptr);
  send_message(channel::kReady, threads > 0 ? threads - 1 : 0, nullptr, 0);
  run_zygote(zygote);
  end_users();
  leave_to_program(zygote);
  free(zygote.users);
  free(zygote.watched);
  if (groups_here) {
    for (std::uint32_t i = 0; i < program->group_count; ++i) tear_down_group(i);
  }
}
