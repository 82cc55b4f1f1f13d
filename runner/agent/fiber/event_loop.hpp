// Lets fibers wait: for a time, or for something that another fiber or the poller brings about.
#pragma once

#include <boost/intrusive/set.hpp>
#include <cstdint>
#include <functional>
#include <vector>

#include "runner/agent/fiber/fiber.hpp"
#include "runner/agent/fiber/poller.hpp"

namespace brood::agent {

class EventLoop;

enum class Woken : std::uint8_t { set, deadline, interrupted };

// Something that one fiber waits for, once. Lives on the stack of that fiber.
class Event : public boost::intrusive::set_base_hook<> {
 public:
  explicit Event(EventLoop& loop) : loop_(loop) {}
  Event(const Event&) = delete;
  Event& operator=(const Event&) = delete;

  // Suspends the running fiber until set(), `deadline` (of the poller's clock) or an interruption.
  Woken wait(std::uint64_t deadline = kNever);
  // It has happened. Before wait() or during it, from anywhere on the loop's thread.
  void set() { wake(Woken::set); }

 private:
  friend class EventLoop;
  void wake(Woken how);

  EventLoop& loop_;
  Fiber* fiber_ = nullptr;  // that waits
  std::uint64_t deadline_ = kNever;
  Woken how_ = Woken::set;
  bool woken_ = false;
};

class EventLoop {
 public:
  // Must outlive it.
  explicit EventLoop(Poller& poller) : poller_(poller) {}

  std::uint64_t now() { return poller_.now(); }

  // Has the fiber resumed in the next turn. Precondition: it waits for nothing.
  void post(Fiber& fiber) { ready_.push_back(&fiber); }
  // The running fiber sleeps. False if it was interrupted.
  bool sleep_until(std::uint64_t time);
  // Ends the wait of a suspended fiber; nothing happens to one that is about to run.
  void interrupt(Fiber& fiber);

  // Called before each fiber is resumed, and with null when no more is.
  void on_resume(std::function<void(Fiber*)> observer) { on_resume_ = std::move(observer); }

  // Resumes every fiber that can go on; when none can, waits for the first event, at most until `deadline`.
  void turn(std::uint64_t deadline);

 private:
  friend class Event;
  struct Sooner {
    bool operator()(const Event& a, const Event& b) const { return a.deadline_ < b.deadline_; }
  };
  void wake_due();

  Poller& poller_;
  std::function<void(Fiber*)> on_resume_ = [](Fiber*) {};
  std::vector<Fiber*> ready_;
  std::vector<Fiber*> resuming_;
  boost::intrusive::multiset<Event, boost::intrusive::compare<Sooner>> timers_;
};

}  // namespace brood::agent
