#include "runner/swarm/kernel_needs.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "runner/core/units.hpp"
#include "runner/swarm/descriptor.hpp"

namespace brood {
namespace {

bool makes(int descriptor) { return static_cast<bool>(Descriptor(descriptor)); }

bool makes_pair(int (*make)(int*)) {
  int ends[2];
  if (make(ends) != 0) return false;
  const Descriptor first(ends[0]), second(ends[1]);
  return true;
}

bool can_mask_signals() {
  sigset_t now;
  return sigprocmask(SIG_BLOCK, nullptr, &now) == 0 && sigprocmask(SIG_SETMASK, &now, nullptr) == 0;
}

// One byte through a pair of sockets, by the calls that also carry descriptors.
bool can_talk(bool listens) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) return false;
  const Descriptor first(ends[0]), second(ends[1]);
  char byte = 'b';
  iovec data{&byte, 1};
  msghdr message{};
  message.msg_iov = &data;
  message.msg_iovlen = 1;
  if (listens)
    return send(ends[0], &byte, 1, MSG_NOSIGNAL) == 1 && recvmsg(ends[1], &message, MSG_DONTWAIT) == 1;
  return sendmsg(ends[0], &message, MSG_NOSIGNAL) == 1;
}

bool can_watch_signals() {
  sigset_t none;
  sigemptyset(&none);
  return makes(signalfd(-1, &none, SFD_CLOEXEC));
}

bool can_mark_memory() {
  const auto size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  void* page = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) return false;
  const bool marked = madvise(page, size, MADV_WIPEONFORK) == 0;
  const int why = errno;
  munmap(page, size);
  errno = why;
  return marked;
}

bool can_fork() {
  const pid_t child = fork();
  if (child == 0) _exit(0);
  if (child > 0) waitpid(child, nullptr, 0);
  return child > 0;
}

bool can_seal_memory() {
  const Descriptor file(memfd_create("brood-probe", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  return file && fcntl(file.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_FUTURE_WRITE) == 0;
}

// There is no child to wait for, which is an answer, too.
bool can_wait() {
  siginfo_t about{};
  return waitid(P_ALL, 0, &about, WEXITED | WNOHANG) == 0 || errno == ECHILD;
}

struct Need {
  const char* call;
  const char* why;
  const char* since;  // the first Linux that has it
  bool (*works)();
};

// In the order in which a run would come upon them.
constexpr std::array kNeeds{
    Need{"rt_sigprocmask", "signals wait while brood starts processes", "2.6.27", can_mask_signals},
    Need{"signalfd", "Ctrl-C and a pipeline's SIGTERM reach brood through it", "2.6.27", can_watch_signals},
    Need{"eventfd", "users wake brood through it", "2.6.27", [] { return makes(eventfd(0, EFD_CLOEXEC)); }},
    Need{"socketpair", "brood talks through it with the processes that it starts", "2.6.27",
         [] {
           return makes_pair(
               [](int* ends) { return socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends); });
         }},
    Need{"sendmsg", "it hands files to the processes that brood starts", "2.6.27",
         [] { return can_talk(false); }},
    Need{"recvmsg", "they take files from brood with it", "2.6.27", [] { return can_talk(true); }},
    Need{"pipe2", "it takes the output of the programs that brood starts", "2.6.27",
         [] { return makes_pair([](int* ends) { return pipe2(ends, O_CLOEXEC); }); }},
    Need{"memfd_create", "it makes the memory that users share with brood", "3.17",
         [] { return makes(memfd_create("brood-probe", MFD_CLOEXEC)); }},
    Need{"fcntl(F_ADD_SEALS)", "tests must not write over what brood decides", "5.1", can_seal_memory},
    Need{"waitid", "it tells when a program that brood started has ended", "2.6.27", can_wait},
    Need{"fork", "users are processes", "1.0", can_fork},
    Need{"pidfd_open", "it tells when a user has ended", "5.3",
         [] { return makes(static_cast<int>(syscall(SYS_pidfd_open, getpid(), 0))); }},
    Need{"madvise(MADV_WIPEONFORK)", "it tells a user from processes that its test forks", "4.14",
         can_mark_memory},
};

bool is_denial(int error_number) {
  return error_number == EPERM || error_number == EACCES || error_number == ENOSYS || error_number == EINVAL;
}

Error denied(const Need& need, int error_number) {
  std::string text = std::string("brood cannot do without ") + need.call + " (" + need.why +
                     "), which failed: " + std::strerror(error_number);
  if (!is_denial(error_number)) return Error{text + way_out(error_number)};
  return Error{text +
               "; in a container let its seccomp profile allow it, as by --security-opt "
               "seccomp=unconfined; elsewhere it takes Linux " +
               need.since + " or newer"};
}

}  // namespace

Status check_kernel() {
  for (const Need& need : kNeeds) {
    errno = 0;
    if (!need.works()) return denied(need, errno);
  }
  return Done{};
}

Status check_file_size(std::uint64_t bytes, std::uint32_t users) {
  rlimit limit{};
  if (getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || bytes <= limit.rlim_cur)
    return Done{};
  return Error{std::to_string(users) + (users == 1 ? " user shares " : " users share ") +
               human_bytes(static_cast<double>(bytes)) +
               " of memory with brood, but files, of which it is one, "
               "may have " +
               human_bytes(static_cast<double>(limit.rlim_cur)) +
               " here (ulimit -f); raise that with ulimit -f unlimited, or ask for fewer users"};
}

std::string way_out(int error_number) {
  switch (error_number) {
    case EMFILE:
      return "; raise the limit of open files with ulimit -n";
    case ENFILE:
      return "; the machine has too many open files: raise fs.file-max with sysctl";
    case EAGAIN:
      return "; raise the limit of processes with ulimit -u, or the pids limit of the container";
    case ENOMEM:
      return "; end other programs, or raise the limit of memory (ulimit -v, or that of the container)";
    case EFBIG:
      return "; raise the limit of file sizes with ulimit -f unlimited";
    case EPERM:
    case ENOSYS:
      return "; in a container let its seccomp profile allow it, as by --security-opt seccomp=unconfined";
    default:
      return {};
  }
}

std::string missing_proc() {
  if (access("/proc/self/stat", R_OK) == 0) return {};
  return "/proc is not mounted: without it brood cannot find processes that a test or the system under test "
         "left "
         "behind, nor measure the system under test; mount it with mount -t proc proc /proc";
}

}  // namespace brood
