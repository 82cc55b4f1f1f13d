// What a switch between fibers costs: there and back is two.
#include <chrono>
#include <cstdio>

#include "runner/agent/fiber/fiber.hpp"

int main() {
  using brood::agent::Fiber;
  constexpr int kSwitches = 20'000'000;
  brood::agent::StackPool stacks(65'536);
  double best = 1e9;
  for (int round = 0; round < 5; ++round) {
    Fiber fiber(stacks, [] {
      for (int i = 0; i < kSwitches; ++i) Fiber::suspend();
    });
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i <= kSwitches; ++i) fiber.resume();
    const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - begin;
    best = std::min(best, took.count() / (2.0 * kSwitches));
  }
  std::printf("fibers: a switch %.1f ns, there and back %.1f ns (best of five)\n", best, 2 * best);
}
