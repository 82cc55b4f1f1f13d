// What a user is doing, told to brood through shared memory and known here. Any process of the target may
// write over the shared words by mistake, so the user's own process never reads them back.
#pragma once

#include <atomic>
#include <cstdint>

#include "runner/channel/layout.hpp"
#include "runner/core/sample.hpp"

namespace brood::agent {

class Progress {
 public:
  explicit Progress(channel::UserState& told) : told_(&told) {}

  // It is at this from `now` on. `subject`: the task, or the group.
  void enter(channel::Activity activity, std::uint32_t subject, std::uint64_t now) {
    activity_ = activity;
    subject_ = subject;
    since_ = now;
    excused_.store(0, std::memory_order_relaxed);
    told_->task.store(subject, std::memory_order_relaxed);
    told_->since.store(now, std::memory_order_relaxed);
    told_->excused.store(0, std::memory_order_relaxed);
    told_->activity.store(activity, std::memory_order_release);
  }
  // The task that the group which is set up next is needed for.
  void is_needed_for(std::uint32_t task) { told_->next_task.store(task, std::memory_order_relaxed); }
  // Enters an iteration, which brood expects a sample of from now on.
  void begin_iteration(std::uint32_t task, std::uint64_t now) {
    enter(channel::kIteration, task, now);
    told_->started.store(++started_, std::memory_order_release);
  }
  void leave() {
    activity_ = channel::kIdle;
    told_->activity.store(channel::kIdle, std::memory_order_release);
  }

  // Brood kept it waiting inside the iteration. Any thread.
  void excuse(std::uint64_t waited) {
    if (activity() != channel::kIteration) return;
    told_->excused.store(excused_.fetch_add(waited, std::memory_order_relaxed) + waited,
                         std::memory_order_relaxed);
  }

  channel::Activity activity() const { return activity_.load(std::memory_order_relaxed); }
  std::uint32_t subject() const { return subject_.load(std::memory_order_relaxed); }
  std::uint64_t since() const { return since_; }
  std::uint64_t excused() const { return excused_.load(std::memory_order_relaxed); }
  // kNoTask between iterations.
  std::uint32_t task() const { return activity() == channel::kIteration ? subject() : kNoTask; }

 private:
  channel::UserState* told_;
  // Threads of a test ask for these two.
  std::atomic<channel::Activity> activity_{channel::kIdle};
  std::atomic<std::uint32_t> subject_{0};
  std::atomic<std::uint64_t> excused_{0};
  std::uint64_t since_ = 0;
  std::uint64_t started_ = 0;
};

}  // namespace brood::agent
