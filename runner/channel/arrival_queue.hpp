// The intended starts of an open model: brood publishes them, in order and ahead of time; users that are free
// claim one each. Whoever claims an arrival waits until it is due; one that is due already began to wait
// before there was a free user. Compiled into targets.
#pragma once

#include "runner/channel/layout.hpp"

namespace brood::channel {

inline constexpr std::uint64_t kNoArrival = ~std::uint64_t{0};

// A target's side.
class ArrivalQueue {
 public:
  // Precondition: the layout has arrivals.
  explicit ArrivalQueue(const Layout& layout)
      : plan_(layout.plan()),
        claims_(layout.claims()),
        times_(layout.arrivals()),
        mask_(layout.counts().arrivals - 1) {}

  std::uint64_t published() const { return plan_.arrivals_published.load(std::memory_order_acquire); }
  std::uint64_t claimed() const { return claims_.arrivals_claimed.load(std::memory_order_acquire); }
  // Precondition: it is published, and among the last capacity of them.
  std::uint64_t time_of(std::uint64_t index) const {
    return times_[index & mask_].load(std::memory_order_relaxed);
  }

  // When the first that nobody has claimed is due; kNoArrival if none is published.
  std::uint64_t next() const {
    const std::uint64_t index = claimed();
    return index < published() ? time_of(index) : kNoArrival;
  }

  // Claims the first, if it is due at `not_after` or before; returns its time, else kNoArrival.
  std::uint64_t try_claim(std::uint64_t not_after) {
    std::uint64_t index = claimed();
    while (index < published()) {
      const std::uint64_t time = time_of(index);
      if (time > not_after) return kNoArrival;
      // Its place is not used again before it is claimed, so the time is right if the claim succeeds.
      if (claims_.arrivals_claimed.compare_exchange_weak(index, index + 1)) return time;
    }
    return kNoArrival;
  }

 private:
  const Plan& plan_;
  Claims& claims_;
  const std::atomic<std::uint64_t>* times_;
  std::uint64_t mask_;
};

// brood's side.
class ArrivalPublisher {
 public:
  // Precondition: the layout has arrivals.
  explicit ArrivalPublisher(const OwnLayout& layout)
      : plan_(layout.plan()), times_(layout.arrivals()), mask_(layout.counts().arrivals - 1) {}

  std::uint64_t published() const { return plan_.arrivals_published.load(std::memory_order_relaxed); }
  // Precondition: it is published, and among the last capacity of them.
  std::uint64_t time_of(std::uint64_t index) const {
    return times_[index & mask_].load(std::memory_order_relaxed);
  }

  // False if there is no room behind `oldest`, the first that somebody may still ask for.
  bool try_publish(std::uint64_t time, std::uint64_t oldest) {
    const std::uint64_t index = published();
    if (index - oldest > mask_) return false;
    times_[index & mask_].store(time, std::memory_order_relaxed);
    plan_.arrivals_published.store(index + 1, std::memory_order_release);
    return true;
  }

 private:
  Plan& plan_;
  std::atomic<std::uint64_t>* times_;
  std::uint64_t mask_;
};

}  // namespace brood::channel
