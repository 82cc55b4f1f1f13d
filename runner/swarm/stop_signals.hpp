// SIGINT, SIGTERM and SIGHUP as events, for as long as it lives. Other threads must not exist.
#pragma once

#include <csignal>

#include "runner/swarm/descriptor.hpp"

namespace brood {

class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  // Readable when a signal has come that count() has not seen.
  int fd() const { return file_.get(); }
  // How many have come so far.
  int count();
  // The last one; 0 for none.
  int last() const { return last_; }

 private:
  Descriptor file_;
  sigset_t before_{};
  int count_ = 0;
  int last_ = 0;
};

}  // namespace brood
