#include "runner/agent/scenario/worker.hpp"

#include <sys/prctl.h>
#include <sys/resource.h>

#include <algorithm>

#include "runner/agent/recorder.hpp"
#include "runner/agent/scenario/overflow.hpp"
#include "runner/agent/state.hpp"

namespace brood::agent {

namespace {

constexpr std::size_t kStackSize = 262'144;
constexpr std::uint64_t kLookEvery = 5'000'000;       // ns between looks at what brood wants
constexpr std::uint64_t kOverdueEvery = 100'000'000;  // ns between looks for iterations that last too long

// One a user at least.
void allow_many_descriptors() {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

Worker::Worker(const channel::Layout& layout, std::uint32_t slot,
               const std::vector<const SelectedClass*>& class_of)
    : layout_(layout),
      slot_(layout.slot(slot)),
      orders_(layout.orders(slot)),
      class_of_(class_of),
      stacks_(kStackSize) {
  // Sleeps end when they should, and not up to 50 us later.
  prctl(PR_SET_TIMERSLACK, 1);
  allow_many_descriptors();
  report_overflow(slot_);
  if (layout_.counts().arrivals != 0) arrivals_.emplace(loop_, layout_);
  for (std::uint32_t user = 0; user < layout_.user_count(); ++user)
    if (layout_.user_orders(user).slot.load(std::memory_order_relaxed) == slot)
      places_.push_back({user, std::make_unique<Progress>(layout_.user(user)), nullptr, nullptr});
  loop_.on_resume([this](Fiber* fiber) { mark_running(fiber); });
}

void Worker::run() {
  while (!done()) turn();
}

void Worker::turn() {
  stop_when_told();
  if (!stopping_ && orders_.command.load(std::memory_order_acquire) == channel::kRun) {
    if (arrivals_) serve_arrivals();
    else follow_wanted();
  }
  loop_.turn(std::min(loop_.now() + kLookEvery, transport_.deadline()));
  transport_.tick();
  end_overdue();
}

// Whoever records is the user that runs, and brood sees if it does not come back.
void Worker::mark_running(const Fiber* fiber) {
  slot_.running.store(0, std::memory_order_relaxed);
  if (fiber == nullptr) return;
  UserHost& user = *static_cast<UserHost*>(fiber->owner);
  record_for(user.number(), user.progress());
  slot_.turns.store(++resumed_, std::memory_order_relaxed);
  slot_.running.store(user.number() + 1, std::memory_order_release);
}

// As many of this process's users run as have numbers below what is wanted.
void Worker::follow_wanted() {
  const std::uint32_t wanted = layout_.plan().wanted.load(std::memory_order_acquire);
  for (; begun_ > 0 && places_[begun_ - 1].user >= wanted; --begun_) places_[begun_ - 1].stop();
  for (; begun_ < places_.size() && places_[begun_].user < wanted; ++begun_) {
    Place& place = places_[begun_];
    if (!place.is_idle()) return;  // it has not stopped yet since it was not wanted
    start(place);
  }
}

// A user is made when none is free, to be ready for the next arrival; more for arrivals that are due already,
// as users of other workers may be free before that.
void Worker::serve_arrivals() {
  const std::uint64_t now = loop_.now();
  arrivals_->serve(now);
  if (begun_ == places_.size()) return;
  std::uint64_t missing = std::max(arrivals_->unserved(now, places_.size() - begun_),
                                   arrivals_->is_empty() ? std::uint64_t{1} : 0);
  for (std::size_t i = 0; i < begun_ && missing > 0; ++i) missing -= places_[i].is_starting() ? 1 : 0;
  for (; missing > 0; --missing) start(places_[begun_++]);
}

void Worker::start(Place& place) {
  place.clear();
  place.host = std::make_unique<UserHost>(
      place.user, *place.progress, *class_of_[place.user],
      Workplace{layout_, loop_, transport_, arrivals_ ? &*arrivals_ : nullptr, log_});
  place.fiber = std::make_unique<Fiber>(stacks_, [this, host = place.host.get()] {
    host->run();
    left_ += host->has_left() ? 1 : 0;
    user_ended(host->number());
  });
  place.fiber->owner = place.host.get();
  place.host->set_fiber(*place.fiber);
  loop_.post(*place.fiber);
}

void Worker::stop_when_told() {
  if (stopping_ || orders_.command.load(std::memory_order_acquire) != channel::kStop) return;
  stopping_ = true;
  for (std::size_t i = 0; i < begun_; ++i) places_[i].stop();
}

void Worker::end_overdue() {
  const std::uint64_t now = loop_.now();
  if (now < next_look_) return;
  next_look_ = now + kOverdueEvery;
  for (Place& place : places_) {
    if (!place.is_idle()) place.host->end_overdue(now);
    else place.clear();
  }
}

// Nobody is left and nobody will come.
bool Worker::done() const {
  if (!stopping_ && begun_ < places_.size()) return false;
  return std::all_of(places_.begin(), places_.end(), [](const Place& place) { return place.is_idle(); });
}

}  // namespace brood::agent
