// A flow of control with a stack of its own. Fibers of a thread take turns: one runs until it suspends itself
// or ends, then whoever resumed it goes on. The C++ exceptions that are being thrown or handled belong to the
// fiber, as they belong to a thread elsewhere.
#pragma once

#include <boost/context/fiber.hpp>
#include <functional>

#include "runner/agent/fiber/stack_pool.hpp"

namespace brood::agent {

class Event;

class Fiber {
 public:
  // `body` must not throw: there is nobody to catch it. `stacks` must outlive the fiber.
  Fiber(StackPool& stacks, std::function<void()> body);
  // Precondition: it has ended, or was never resumed.
  ~Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  // Runs it until it suspends itself or ends. Preconditions: called outside any fiber; it has not ended.
  void resume();
  bool ended() const { return ended_; }

  // The fiber that runs now; null outside.
  static Fiber* current();
  // Lets whoever resumed the running fiber go on. Returns when it is resumed again.
  static void suspend();

  // Whoever made it may keep here what it is for.
  void* owner = nullptr;
  // Set by the event that it waits for.
  Event* waits_for = nullptr;

  // Whether an access to that address means that the fiber has used up its stack.
  bool overflowed_at(const void* address) const;

 private:
  // What the C++ runtime keeps for a thread (Itanium C++ ABI, 2.2.2).
  struct Exceptions {
    void* caught = nullptr;
    unsigned int uncaught = 0;
  };
  void begin();
  void run();
  void swap_exceptions();

  StackPool& stacks_;
  Stack stack_;
  std::function<void()> body_;
  bool begun_ = false;
  bool ended_ = false;
  Exceptions exceptions_;          // the other side's, whichever that is
  boost::context::fiber inside_;   // while it does not run
  boost::context::fiber outside_;  // while it runs
  void* shadow_ = nullptr;         // AddressSanitizer's, of the side that does not run
  const void* outside_bottom_ = nullptr;
  std::size_t outside_size_ = 0;
};

}  // namespace brood::agent
