// A process full of users: runs those of its users that are wanted, as fibers, until brood says stop.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
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
  // How many of its users stopped by themselves.
  std::uint32_t left() const { return left_; }

 private:
  struct Place {
    std::uint32_t user;
    std::unique_ptr<Progress> progress;  // of all that have this number in this process, one after another
    std::unique_ptr<UserHost> host;
    std::unique_ptr<Fiber> fiber;
    bool is_idle() const { return fiber == nullptr || fiber->ended(); }
    bool is_starting() const { return !is_idle() && host->is_starting(); }
    void stop() {
      if (!is_idle()) host->stop();
    }
    // Its user is gone, and its connections with it.
    void clear() {
      fiber.reset();
      host.reset();
    }
  };
  void turn();
  void mark_running(const Fiber* fiber);
  void stop_when_told();
  void follow_wanted();
  void serve_arrivals();
  void start(Place& place);
  void end_overdue();
  bool done() const;

  const channel::Layout& layout_;
  channel::Slot& slot_;
  const channel::SlotOrders& orders_;
  const std::vector<const SelectedClass*>& class_of_;
  StackPool stacks_;
  Epoll poller_;
  EventLoop loop_{poller_};
  CurlTransport transport_{loop_, poller_};
  std::optional<WaitingLine> arrivals_;
  TaskLog log_;
  std::vector<Place> places_;  // of this process's users, by number
  std::size_t begun_ = 0;      // of them, that run or have run
  std::uint32_t left_ = 0;
  std::uint64_t resumed_ = 0;  // fibers
  bool stopping_ = false;
  std::uint64_t next_look_ = 0;
};

}  // namespace brood::agent
