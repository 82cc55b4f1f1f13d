// A process full of users: runs those of its users that are wanted, as fibers, until brood says stop.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "runner/agent/scenario/user_host.hpp"

namespace brood::agent {

class Worker {
 public:
  // `class_of`: the class of each user, by its number. All must outlive it.
  Worker(const channel::Layout& layout, std::uint32_t slot,
         const std::vector<const SelectedClass*>& class_of);

  // Until no user is left.
  void run();

 private:
  struct Place {
    std::uint32_t user;
    std::unique_ptr<UserHost> host;
    std::unique_ptr<Fiber> fiber;
  };
  void release_wanted();
  void stop_when_told();
  void end_overdue();
  bool all_ended() const;

  const channel::Layout layout_;
  channel::Slot& slot_;
  const std::vector<const SelectedClass*>& class_of_;
  StackPool stacks_;
  Epoll poller_;
  EventLoop loop_{poller_};
  CurlTransport transport_{loop_, poller_};
  std::vector<Place> places_;  // of this process's users, by number
  std::size_t released_ = 0;   // of them
  bool stopping_ = false;
  std::uint64_t next_look_ = 0;
};

}  // namespace brood::agent
