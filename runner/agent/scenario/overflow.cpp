#include "runner/agent/scenario/overflow.hpp"

#include <signal.h>

#include "runner/agent/fiber/fiber.hpp"

namespace brood::agent {

namespace {

channel::Slot* the_slot = nullptr;
struct sigaction segv_action;  // as they were
struct sigaction bus_action;
alignas(16) char handler_stack[16'384];  // the fiber has none left

void on_fault(int signal, siginfo_t* info, void*) {
  const Fiber* fiber = Fiber::current();
  if (fiber != nullptr && fiber->overflowed_at(info->si_addr)) the_slot->overflow.store(1);
  sigaction(signal, signal == SIGBUS ? &bus_action : &segv_action, nullptr);
  raise(signal);
}

}  // namespace

void report_overflow(channel::Slot& slot) {
  the_slot = &slot;
  stack_t stack{};
  stack.ss_sp = handler_stack;
  stack.ss_size = sizeof handler_stack;
  sigaltstack(&stack, nullptr);
  struct sigaction action {};
  action.sa_sigaction = on_fault;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  sigaction(SIGSEGV, &action, &segv_action);
  sigaction(SIGBUS, &action, &bus_action);
}

}  // namespace brood::agent
