// The processes that users live in: forked by the target on our request, one a slot, stopped, killed,
// replaced; and their users, which are released in the order of their numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runner/channel/layout.hpp"
#include "runner/core/units.hpp"
#include "runner/swarm/target_link.hpp"
#include "runner/swarm/user_placement.hpp"

namespace brood {

class ProcessPool {
 public:
  // All must outlive it.
  ProcessPool(const channel::OwnLayout& layout, const UserPlacement& placement, TargetLink& link);

  // Asks for a parked process in every slot.
  void fork_all();
  // What the target says of a slot.
  void forked(std::uint32_t slot, std::int32_t pid);
  void fork_failed(std::uint32_t slot);

  struct End {
    std::string cause;      // "was killed by SIGSEGV"
    bool finished = false;  // it had nothing more to do, and said so
  };
  // `slot`'s process is gone; `said_goodbye`: it had nothing more to do. Call before the slot's memory is
  // reset.
  End ended(std::uint32_t slot, int wait_status, bool said_goodbye);

  // Lets the next user run. `at`: when that should have been (channel::now_ns() time).
  void release_next(std::uint64_t at);
  // Has the user that was released last end after its running iteration; it may be released again.
  void park_last();
  std::uint32_t released() const { return released_; }
  // Puts a new process in the place of one that ended or could not be forked; its users begin anew.
  void replace(std::uint32_t slot, std::uint64_t now);
  // All users end after their running iterations.
  void stop_all();
  // `why` becomes the cause of the end, as in "was ended: ...".
  void kill(std::uint32_t slot, std::string why);
  void kill_all();

  // Slots that hold a user whose iteration or set-up lasts longer than `limit`, where only brood can end it:
  // the user has the process for itself, or does not let others have their turn. Ask every few milliseconds.
  std::vector<std::uint32_t> overdue(std::uint64_t now, Nanos limit);

  std::uint32_t forking() const { return count(State::forking); }
  std::uint32_t alive() const { return static_cast<std::uint32_t>(processes_.size()) - count(State::none); }
  // Users that were released and whose process has not ended.
  std::uint32_t running() const { return running_; }
  bool is_alive(std::uint32_t slot) const { return processes_[slot].state != State::none; }

 private:
  enum class State : std::uint8_t { none, forking, alive };
  struct Process {
    State state = State::none;
    bool kill_when_forked = false;
    std::uint32_t released = 0;  // of its users
    std::string why;             // set when we killed it
    std::uint64_t turns = 0;     // of its users, when last looked at
    std::uint64_t turned = 0;    // when that number was new
    // What its only user was at when last looked at, and since when.
    std::uint64_t started = 0;
    std::uint32_t activity = channel::kIdle;
    std::uint64_t since = 0;
  };

  std::uint32_t count(State state) const { return counts_[static_cast<std::size_t>(state)]; }
  void set(Process& process, State state);
  void fork(std::uint32_t slot);
  void set_command(std::uint32_t slot, channel::Command command);
  bool is_stuck(std::uint32_t slot, std::uint64_t now, Nanos limit);
  bool is_overdue(std::uint32_t slot, std::uint32_t user, std::uint64_t now, Nanos limit);

  channel::OwnLayout layout_;
  const UserPlacement& placement_;
  TargetLink* link_;
  std::vector<Process> processes_;
  std::uint32_t counts_[3] = {};
  std::uint32_t released_ = 0;
  std::uint32_t running_ = 0;
  std::uint64_t last_look_ = 0;  // for overdue users
};

}  // namespace brood
