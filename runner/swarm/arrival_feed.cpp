#include "runner/swarm/arrival_feed.hpp"

#include <algorithm>
#include <cmath>

namespace brood {

ArrivalFeed::ArrivalFeed(const Scenario& scenario, const channel::OwnLayout& layout, std::uint64_t now)
    : queue_(layout),
      turns_(layout.plan().turns),
      rate_(scenario.stages->shape),
      end_(scenario.run_time),
      most_(scenario.iterations.value_or(UINT64_MAX)),
      plan_(rate_, scenario.arrivals, scenario.seed),
      start_(now) {}

void ArrivalFeed::publish(std::uint64_t claimed) {
  const std::uint64_t oldest = std::min(claimed, counted_);
  while (plan_.taken() < most_ && plan_.peek()) {
    const std::uint64_t time = turns_.clock_of(time_of(*plan_.peek()));
    if ((end_ && time >= time_of(*end_)) || !queue_.try_publish(time, oldest)) return;
    plan_.pop();
  }
}

std::uint64_t ArrivalFeed::take_due(Nanos elapsed) {
  const std::uint64_t before = counted_;
  while (counted_ < queue_.published() && queue_.time_of(counted_) < time_of(elapsed)) ++counted_;
  due_ += counted_ - before;
  return counted_ - before;
}

std::uint64_t ArrivalFeed::take_rest(Nanos end) {
  std::uint64_t due = take_due(end);
  end = Nanos(static_cast<std::int64_t>(turns_.planned_at(time_of(end)) - start_));
  if (const auto next = plan_.peek(); next && *next < end) {
    // Too many to count one by one, perhaps.
    const double rest = 1 + std::max(0.0, std::floor(rate_.amount(end) - rate_.amount(*next)));
    const std::uint64_t more = std::min(static_cast<std::uint64_t>(rest), most_ - plan_.taken());
    due += more;
    due_ += more;
  }
  return due;
}

}  // namespace brood
