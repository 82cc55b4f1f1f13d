#include "runner/agent/fiber/fiber.hpp"

#include <cxxabi.h>

#include <cassert>
#include <utility>

#if defined(__SANITIZE_ADDRESS__)
#define BROOD_FIBER_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define BROOD_FIBER_ASAN 1
#endif
#endif

#ifdef BROOD_FIBER_ASAN
#include <sanitizer/common_interface_defs.h>
#endif

namespace brood::agent {

namespace {

thread_local Fiber* running = nullptr;

// Hands out the one stack of a fiber, which its pool owns.
struct GivenStack {
  Stack stack;
  boost::context::stack_context allocate() const {
    boost::context::stack_context context;
    context.sp = stack.top();
    context.size = stack.size;
    return context;
  }
  void deallocate(boost::context::stack_context&) const {}
};

// AddressSanitizer has to know which stack is in use. `shadow` keeps what belongs to the side that is left;
// null: it is left for good.
void leave([[maybe_unused]] void** shadow, [[maybe_unused]] const void* bottom,
           [[maybe_unused]] std::size_t size) {
#ifdef BROOD_FIBER_ASAN
  __sanitizer_start_switch_fiber(shadow, bottom, size);
#endif
}
void arrive([[maybe_unused]] void* shadow, [[maybe_unused]] const void** bottom,
            [[maybe_unused]] std::size_t* size) {
#ifdef BROOD_FIBER_ASAN
  __sanitizer_finish_switch_fiber(shadow, bottom, size);
#endif
}

}  // namespace

Fiber::Fiber(StackPool& stacks, std::function<void()> body)
    : stacks_(stacks), stack_(stacks.take()), body_(std::move(body)) {}

Fiber::~Fiber() {
  assert(!inside_);
  stacks_.give_back(stack_);
}

void Fiber::begin() {
  inside_ =
      boost::context::fiber(std::allocator_arg, GivenStack{stack_}, [this](boost::context::fiber&& outside) {
        outside_ = std::move(outside);
        run();
        return std::move(outside_);
      });
  begun_ = true;
}

void Fiber::run() {
  arrive(nullptr, &outside_bottom_, &outside_size_);
  body_();
  ended_ = true;
  leave(nullptr, outside_bottom_, outside_size_);
}

void Fiber::resume() {
  assert(running == nullptr && !ended_);
  if (!begun_) begin();
  running = this;
  swap_exceptions();
  void* shadow = nullptr;
  leave(&shadow, stack_.bottom, stack_.size);
  inside_ = std::move(inside_).resume();
  arrive(shadow, nullptr, nullptr);
  swap_exceptions();
  running = nullptr;
}

Fiber* Fiber::current() { return running; }

void Fiber::suspend() {
  Fiber* self = running;
  assert(self != nullptr);
  leave(&self->shadow_, self->outside_bottom_, self->outside_size_);
  self->outside_ = std::move(self->outside_).resume();
  arrive(self->shadow_, &self->outside_bottom_, &self->outside_size_);
}

void Fiber::swap_exceptions() {
  auto& mine = *reinterpret_cast<Exceptions*>(abi::__cxa_get_globals());
  std::swap(mine, exceptions_);
}

bool Fiber::overflowed_at(const void* address) const {
  const char* at = static_cast<const char*>(address);
  return at < stack_.bottom && at >= stack_.bottom - StackPool::guard_size();
}

}  // namespace brood::agent
