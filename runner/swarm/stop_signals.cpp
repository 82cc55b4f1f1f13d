#include "runner/swarm/stop_signals.hpp"

#include <sys/signalfd.h>

namespace brood {

namespace {

sigset_t stop_set() {
  sigset_t set;
  sigemptyset(&set);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, signal);
  return set;
}

}  // namespace

StopSignals::StopSignals() {
  const sigset_t set = stop_set();
  sigprocmask(SIG_BLOCK, &set, &before_);
  file_.reset(signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC));
}

StopSignals::~StopSignals() {
  count();  // what has come was obeyed; it must not strike now
  sigprocmask(SIG_SETMASK, &before_, nullptr);
}

int StopSignals::count() {
  signalfd_siginfo info;
  while (read(file_.get(), &info, sizeof info) == sizeof info) {
    ++count_;
    last_ = static_cast<int>(info.ssi_signo);
  }
  return count_;
}

}  // namespace brood
