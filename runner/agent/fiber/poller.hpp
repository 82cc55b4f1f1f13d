// Time passing and descriptors becoming ready, as an event loop sees them. The real one is Epoll; tests have
// one whose time passes at once.
#pragma once

#include <cstdint>

namespace brood::agent {

inline constexpr std::uint64_t kNever = ~std::uint64_t{0};

class Poller {
 public:
  virtual ~Poller() = default;
  // Nanoseconds of the steady clock.
  virtual std::uint64_t now() = 0;
  // Handles what is ready. When nothing is, waits for it until `deadline`.
  virtual void wait(std::uint64_t deadline) = 0;
};

}  // namespace brood::agent
