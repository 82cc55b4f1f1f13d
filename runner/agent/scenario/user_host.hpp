// One user of a native scenario at work: its object, its fiber's body, and what brood sees of it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "brood/user.hpp"
#include "runner/agent/fiber/event_loop.hpp"
#include "runner/agent/progress.hpp"
#include "runner/agent/sample_times.hpp"
#include "runner/agent/scenario/conversation.hpp"
#include "runner/agent/scenario/selected_class.hpp"
#include "runner/agent/scenario/task_log.hpp"
#include "runner/agent/scenario/waiting_line.hpp"
#include "runner/channel/layout.hpp"

namespace brood::agent {

// Thrown by or_stop().
struct IterationEnded {};

// What the users of a worker share. All must outlive them.
struct Workplace {
  const channel::Layout& layout;
  EventLoop& loop;
  CurlTransport& transport;
  WaitingLine* arrivals;  // null in a closed model
  TaskLog& log;
};

class UserHost {
 public:
  // All must outlive it.
  UserHost(std::uint32_t number, Progress& progress, const SelectedClass& users, const Workplace& place);
  ~UserHost();

  // The body of the user's fiber, which must be `fiber`.
  void run();
  void set_fiber(Fiber& fiber) { fiber_ = &fiber; }

  // No further iteration; a wait between iterations ends at once.
  void stop();
  // Ends the wait of an iteration that lasts longer than it may.
  void end_overdue(std::uint64_t now);

  bool stopping() const { return stopping_; }
  // It stopped by itself.
  bool has_left() const { return stops_itself_; }
  // It has not come to its first iteration.
  bool is_starting() const { return starting_; }
  std::uint32_t number() const { return number_; }
  Conversation& conversation() { return conversation_; }
  Progress& progress() { return progress_; }
  std::uint64_t seed() const;
  void sleep(std::uint64_t nanoseconds);
  void log(std::string_view text);

 private:
  bool start_user();
  bool may_start();
  bool attempt_start();
  void stop_user();
  bool next_iteration();
  const SelectedClass::Task& next_task();
  bool iterate(const SelectedClass::Task& task);
  Outcome attempt(const SelectedClass::Task& task);
  void plan_next(std::uint64_t start, std::uint64_t end);
  std::uint64_t own_wait();
  bool await_arrival();
  void pause();
  void enter_group(channel::Activity activity);
  void keep_arrival(std::uint64_t at);
  void tell(const std::string& message);
  bool take_ticket();

  const std::uint32_t number_;
  const SelectedClass& users_;
  const Workplace place_;
  const channel::Plan& plan_;
  channel::UserState& told_;
  Progress& progress_;
  std::uint64_t arrival_;  // claimed and not begun; 0: none
  Conversation conversation_;
  std::unique_ptr<User> user_;
  Fiber* fiber_ = nullptr;
  Random order_;
  std::uint64_t turn_ = 0;  // in a sequence
  bool starting_ = true;
  bool stopping_ = false;
  bool pausing_ = false;
  bool stops_itself_ = false;  // StopUser was thrown
  Due due_;                    // of the next iteration
};

}  // namespace brood::agent
