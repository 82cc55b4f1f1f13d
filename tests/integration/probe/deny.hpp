// Denies this process, and all that it starts, one system call, as a container's seccomp profile may.
#pragma once

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <iterator>

namespace brood::probe {

struct Call {
  const char* name;
  unsigned number;
};

inline constexpr Call kCalls[] = {
    {"memfd_create", SYS_memfd_create},
    {"pidfd_open", SYS_pidfd_open},
    {"signalfd", SYS_signalfd4},
    {"eventfd", SYS_eventfd2},
    {"socketpair", SYS_socketpair},
    {"pipe2", SYS_pipe2},
    {"sendmsg", SYS_sendmsg},
    {"recvmsg", SYS_recvmsg},
    {"sigprocmask", SYS_rt_sigprocmask},
    {"fork", SYS_clone},
    {"madvise", SYS_madvise},
};

// False if there is no such call here, or no filter may be installed. Of madvise only the one advice is
// denied: the allocator needs others.
inline bool deny(const char* name, const char* error) {
  const unsigned answer = strcmp(error, "ENOSYS") == 0 ? ENOSYS : EPERM;
  for (const Call& call : kCalls) {
    if (strcmp(call.name, name) != 0) continue;
    const bool is_advice = call.number == SYS_madvise;
    const unsigned watched = is_advice ? offsetof(seccomp_data, args[2]) : offsetof(seccomp_data, nr);
    sock_filter program[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call.number, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, watched),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, is_advice ? unsigned{MADV_WIPEONFORK} : call.number, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | answer),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const sock_fprog filter{static_cast<unsigned short>(std::size(program)), program};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
  }
  return false;
}

}  // namespace brood::probe
