// One user of a native scenario at work: its object, its fiber's body, and what brood sees of it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "brood/user.hpp"
#include "runner/agent/fiber/event_loop.hpp"
#include "runner/agent/scenario/conversation.hpp"
#include "runner/channel/layout.hpp"

namespace brood::agent {

// Thrown by or_stop().
struct IterationEnded {};

// A class of users as this run uses it: which of its tasks are selected, and their numbers for brood.
struct SelectedClass {
  const UserClass* users = nullptr;
  std::uint32_t group = 0;
  struct Task {
    const UserClass::Task* task = nullptr;
    std::uint32_t number = 0;
  };
  std::vector<Task> tasks;
};

class UserHost {
 public:
  // All must outlive it.
  UserHost(std::uint32_t number, const SelectedClass& users, EventLoop& loop, CurlTransport& transport,
           const channel::Layout& layout);
  ~UserHost();

  // The body of the user's fiber, which must be `fiber`.
  void run();
  void set_fiber(Fiber& fiber) { fiber_ = &fiber; }

  // No further iteration; a wait between iterations ends at once.
  void stop();
  // Ends the wait of an iteration that lasts longer than it may.
  void end_overdue(std::uint64_t now);

  std::uint32_t number() const { return number_; }
  void sleep(std::uint64_t nanoseconds);

 private:
  bool start_user();
  void stop_user();
  const SelectedClass::Task& draw();
  bool iterate(const SelectedClass::Task& task);
  Outcome attempt(const SelectedClass::Task& task);
  void plan_next(std::uint64_t start, std::uint64_t end);
  void pause();
  void enter(channel::Activity activity, std::uint32_t subject, std::uint64_t now);
  void leave() { state_.activity.store(channel::kIdle, std::memory_order_release); }
  void tell(const std::string& message);
  bool take_ticket();

  const std::uint32_t number_;
  const SelectedClass& users_;
  EventLoop& loop_;
  channel::SharedHeader& header_;
  channel::UserState& state_;
  Conversation conversation_;
  std::unique_ptr<User> user_;
  Fiber* fiber_ = nullptr;
  std::mt19937_64 order_;
  bool stopping_ = false;
  bool pausing_ = false;
  bool inside_ = false;    // an iteration, or on_start() or on_stop()
  std::uint64_t due_ = 0;  // of the next iteration; 0: at once
  unsigned total_weight_ = 0;
};

}  // namespace brood::agent
