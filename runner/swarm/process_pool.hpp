// The users as processes: one a slot, forked by the target on our request, released, stopped, killed,
// replaced.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runner/channel/layout.hpp"
#include "runner/core/units.hpp"
#include "runner/swarm/target_link.hpp"

namespace brood {

class ProcessPool {
 public:
  // Both must outlive it.
  ProcessPool(const channel::Layout& layout, TargetLink& link);

  // Asks for a parked process in every slot.
  void fork_all();
  // What the target says of a slot.
  void forked(std::uint32_t slot, std::int32_t pid);
  void fork_failed(std::uint32_t slot);

  struct End {
    std::string cause;      // "was killed by SIGSEGV"
    bool finished = false;  // it had nothing more to do, and said so
  };
  // `slot`'s process is gone. Call before the slot's memory is reset.
  End ended(std::uint32_t slot, int wait_status);

  // Lets the user of a slot run. `at`: when that should have been (channel::now_ns() time).
  void release(std::uint32_t slot, std::uint64_t at);
  // Puts a new process, running from the beginning, in the place of one that ended or could not be forked.
  void replace(std::uint32_t slot, std::uint64_t now);
  // All users end after their running iterations.
  void stop_all();
  // `why` becomes the cause of the end, as in "was ended: ...".
  void kill(std::uint32_t slot, std::string why);
  void kill_all();

  // Slots whose iteration or set-up lasts longer than `limit`.
  std::vector<std::uint32_t> overdue(std::uint64_t now, Nanos limit) const;

  std::uint32_t forking() const { return count(State::forking); }
  std::uint32_t alive() const { return static_cast<std::uint32_t>(users_.size()) - count(State::none); }
  // Released and not ended.
  std::uint32_t running() const { return running_; }
  bool is_alive(std::uint32_t slot) const { return users_[slot].state != State::none; }

 private:
  enum class State : std::uint8_t { none, forking, alive };
  struct User {
    State state = State::none;
    bool released = false;
    bool kill_when_forked = false;
    std::string why;  // set when we killed it
  };

  std::uint32_t count(State state) const { return counts_[static_cast<std::size_t>(state)]; }
  void set(User& user, State state);
  void fork(std::uint32_t slot);
  void set_command(std::uint32_t slot, channel::Command command);

  channel::Layout layout_;
  TargetLink* link_;
  std::vector<User> users_;
  std::uint32_t counts_[3] = {};
  std::uint32_t running_ = 0;
};

}  // namespace brood
