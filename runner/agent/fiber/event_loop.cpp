#include "runner/agent/fiber/event_loop.hpp"

#include <algorithm>
#include <cassert>

namespace brood::agent {

Woken Event::wait(std::uint64_t deadline) {
  if (woken_) return how_;
  fiber_ = Fiber::current();
  assert(fiber_ != nullptr);
  deadline_ = deadline;
  if (deadline != kNever) loop_.timers_.insert(*this);
  fiber_->waits_for = this;
  Fiber::suspend();
  return how_;
}

void Event::wake(Woken how) {
  if (woken_) return;
  woken_ = true;
  how_ = how;
  if (fiber_ == nullptr) return;  // nobody waits yet
  if (is_linked()) loop_.timers_.erase(loop_.timers_.iterator_to(*this));
  fiber_->waits_for = nullptr;
  loop_.post(*fiber_);
}

bool EventLoop::sleep_until(std::uint64_t time) { return Event(*this).wait(time) == Woken::deadline; }

void EventLoop::interrupt(Fiber& fiber) {
  if (fiber.waits_for != nullptr) fiber.waits_for->wake(Woken::interrupted);
}

void EventLoop::wake_due() {
  const std::uint64_t now = poller_.now();
  while (!timers_.empty() && timers_.begin()->deadline_ <= now) timers_.begin()->wake(Woken::deadline);
}

void EventLoop::turn(std::uint64_t deadline) {
  if (!ready_.empty()) deadline = 0;
  else if (!timers_.empty()) deadline = std::min(deadline, timers_.begin()->deadline_);
  poller_.wait(deadline);
  wake_due();
  std::swap(ready_, resuming_);
  for (Fiber* fiber : resuming_) {
    on_resume_(fiber);
    fiber->resume();
  }
  if (!resuming_.empty()) on_resume_(nullptr);
  resuming_.clear();
}

}  // namespace brood::agent
