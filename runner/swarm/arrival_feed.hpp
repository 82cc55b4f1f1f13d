// An open model's arrivals on their way to the users: published ahead of time, and counted as they become
// due.
#pragma once

#include <cstdint>

#include "runner/channel/arrival_queue.hpp"
#include "runner/core/load_shape.hpp"
#include "runner/core/scenario.hpp"

namespace brood {

class ArrivalFeed {
 public:
  // Preconditions: the scenario is an open model, the layout has arrivals. The run's clock starts at `now`
  // (channel::now_ns() time), and goes on in the turns that the plan tells. The layout must outlive it.
  ArrivalFeed(const Scenario& scenario, const channel::OwnLayout& layout, std::uint64_t now);

  // As many as there is room for; `claimed`: how many users are said to have claimed. Call often.
  void publish(std::uint64_t claimed);
  std::uint64_t published() const { return queue_.published(); }
  // How many became due since the last call, up to `elapsed`.
  std::uint64_t take_due(Nanos elapsed);
  // Likewise, when the run is over: also of those that there was no room for.
  std::uint64_t take_rest(Nanos end);
  // Those taken as due that no iteration was begun for, when so many were begun.
  std::uint64_t waiting(std::uint64_t begun) const { return due_ > begun ? due_ - begun : 0; }

 private:
  std::uint64_t time_of(Nanos elapsed) const { return start_ + static_cast<std::uint64_t>(elapsed.count()); }

  channel::ArrivalPublisher queue_;
  const channel::Turns& turns_;
  const LoadShape rate_;
  const std::optional<Nanos> end_;
  const std::uint64_t most_;  // iterations that the run may have
  ArrivalPlan plan_;
  std::uint64_t start_;
  std::uint64_t counted_ = 0;  // of those published, were due
  std::uint64_t due_ = 0;
};

}  // namespace brood
