#include "runner/agent/scenario/waiting_line.hpp"

namespace brood::agent {

namespace {

// Longer than a worker looks away, so that each arrival is claimed before it is due; short enough to leave
// arrivals to the users of other workers that get free meanwhile.
constexpr std::uint64_t kAhead = 10'000'000;  // ns

}  // namespace

std::uint64_t WaitingLine::wait() {
  Waiter self(loop_);
  line_.push_back(self);
  self.served.wait();
  return self.arrival;
}

void WaitingLine::serve(std::uint64_t now) {
  while (!line_.empty()) {
    const std::uint64_t arrival = queue_.try_claim(now + kAhead);
    if (arrival == channel::kNoArrival) return;
    Waiter& first = line_.front();
    line_.pop_front();
    first.arrival = arrival;
    first.served.set();
  }
}

std::uint64_t WaitingLine::unserved(std::uint64_t now, std::uint64_t most) const {
  if (!line_.empty()) return 0;
  const std::uint64_t first = queue_.claimed();
  const std::uint64_t last = std::min(queue_.published(), first + most);
  std::uint64_t index = first;
  while (index < last && queue_.time_of(index) <= now) ++index;
  return index - first;
}

}  // namespace brood::agent
