#include "runner/agent/scenario/worker.hpp"

#include <sys/prctl.h>

#include <algorithm>

#include "runner/agent/state.hpp"

namespace brood::agent {

namespace {

constexpr std::size_t kStackSize = 262'144;
constexpr std::uint64_t kLookEvery = 5'000'000;       // ns between looks at what brood wants
constexpr std::uint64_t kOverdueEvery = 100'000'000;  // ns between looks for iterations that last too long

}  // namespace

Worker::Worker(const channel::Layout& layout, std::uint32_t slot,
               const std::vector<const SelectedClass*>& class_of)
    : layout_(layout), slot_(layout.slot(slot)), class_of_(class_of), stacks_(kStackSize) {
  // Sleeps end when they should, and not up to 50 us later.
  prctl(PR_SET_TIMERSLACK, 1);
  for (std::uint32_t user = 0; user < layout_.user_count(); ++user)
    if (layout_.user(user).slot.load(std::memory_order_relaxed) == slot)
      places_.push_back({user, nullptr, nullptr});
}

void Worker::run() {
  while (!(stopping_ && all_ended()) && !(released_ == places_.size() && all_ended())) {
    stop_when_told();
    release_wanted();
    loop_.turn(std::min(loop_.now() + kLookEvery, transport_.deadline()));
    transport_.tick();
    end_overdue();
  }
}

void Worker::release_wanted() {
  if (stopping_ || slot_.command.load(std::memory_order_acquire) != channel::kRun) return;
  const std::uint32_t wanted = layout_.header().wanted.load(std::memory_order_acquire);
  for (; released_ < places_.size() && places_[released_].user < wanted; ++released_) {
    Place& place = places_[released_];
    place.host = std::make_unique<UserHost>(place.user, *class_of_[place.user], loop_, transport_, layout_);
    place.fiber = std::make_unique<Fiber>(stacks_, [host = place.host.get()] {
      host->run();
      user_ended(host->number());
    });
    place.host->set_fiber(*place.fiber);
    loop_.post(*place.fiber);
  }
}

void Worker::stop_when_told() {
  if (stopping_ || slot_.command.load(std::memory_order_acquire) != channel::kStop) return;
  stopping_ = true;
  for (std::size_t i = 0; i < released_; ++i) places_[i].host->stop();
}

void Worker::end_overdue() {
  const std::uint64_t now = loop_.now();
  if (now < next_look_) return;
  next_look_ = now + kOverdueEvery;
  for (std::size_t i = 0; i < released_; ++i) places_[i].host->end_overdue(now);
}

bool Worker::all_ended() const {
  return std::all_of(places_.begin(), places_.begin() + static_cast<std::ptrdiff_t>(released_),
                     [](const Place& place) { return place.fiber->ended(); });
}

}  // namespace brood::agent
