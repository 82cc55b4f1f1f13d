// What the death of a process costs: the iterations that its users were in, and what their neighbours lost.
#include <algorithm>

#include "runner/swarm/aggregator.hpp"

namespace brood {

std::uint64_t Aggregator::in_flight(std::uint32_t user) const {
  const std::uint64_t started = layout_.user(user).started.load(std::memory_order_acquire);
  return started > users_[user].iterations ? started - users_[user].iterations : 0;
}

void Aggregator::end_process(std::uint32_t slot, const std::string& cause, bool abandoned,
                             std::uint64_t now) {
  drain(slot);
  if (books_[slot].corrupt) charge_overwritten(slot);
  bool charged = books_[slot].corrupt || abandoned || layout_.slot(slot).finished.load() != 0;
  const std::uint32_t culprit = layout_.slot(slot).running.load(std::memory_order_acquire);
  const std::string of_others = culprit_text(slot, culprit, cause);
  for (const std::uint32_t user : placement_.users_of(slot)) {
    const std::string& why = culprit == 0 || culprit == user + 1 ? cause : of_others;
    if (!books_[slot].corrupt) charged = charge_death(user, why, abandoned, now) || charged;
    layout_.user(user).started.store(0, std::memory_order_relaxed);
    layout_.user(user).activity.store(channel::kIdle, std::memory_order_relaxed);
    users_[user] = {};
  }
  if (!charged) add_error_of("between iterations a user's process " + cause);
  count_stalls(slot);
  channel::Slot& shared = layout_.slot(slot);
  shared.finished.store(0, std::memory_order_relaxed);
  shared.stalls.store(0, std::memory_order_relaxed);
  shared.stalled.store(0, std::memory_order_relaxed);
  shared.running.store(0, std::memory_order_relaxed);
  shared.overflow.store(0, std::memory_order_relaxed);
  ProcessBook fresh;
  fresh.ring = books_[slot].ring;
  fresh.ring.reset();
  books_[slot] = std::move(fresh);
}

// What a group's set-up or tear-down is called where its failure is told.
std::string Aggregator::part_of_group(channel::FailureOf of, std::uint32_t group) const {
  const bool set_up = of == channel::kOfGroupSetUp;
  if (layout_.header().drives_users != 0)
    return names_.groups[group] + (set_up ? ".on_start()" : ".on_stop()");
  return (set_up ? "set-up of suite " : "tear-down of suite ") + names_.groups[group];
}

// What the death of a process means to those of its users that were not its cause.
std::string Aggregator::culprit_text(std::uint32_t slot, std::uint32_t culprit,
                                     const std::string& cause) const {
  if (culprit == 0 || !lives_in(culprit - 1, slot)) return cause;
  const channel::UserState& shared = layout_.user(culprit - 1);
  const bool iterating = shared.activity.load(std::memory_order_acquire) == channel::kIteration;
  const std::string& task = names_.task(iterating ? shared.task.load(std::memory_order_relaxed) : kNoTask);
  return "was ended by another user that it shares it with, which " + cause +
         (task.empty() ? "" : " in " + task);
}

void Aggregator::charge_overwritten(std::uint32_t slot) {
  const std::vector<std::uint32_t>& users = placement_.users_of(slot);
  std::uint64_t lost = 0;
  for (const std::uint32_t user : users) lost += in_flight(user);
  lost_ += lost;
  add_error_of((users.size() == 1 ? "user " + std::to_string(users.front()) : "a worker") +
               " overwrote the memory it shares with brood; samples of about " + std::to_string(lost) +
               " iterations are lost");
}

void Aggregator::add_error_of(std::string message) {
  ErrorCount error;
  error.message = std::move(message);
  error.count = 1;
  current_.add_error(std::move(error));
}

bool Aggregator::charge_death(std::uint32_t user, const std::string& cause, bool abandoned,
                              std::uint64_t now) {
  const channel::UserState& shared = layout_.user(user);
  const std::uint32_t subject = shared.task.load(std::memory_order_relaxed);
  const std::uint32_t activity = shared.activity.load(std::memory_order_acquire);
  if (in_flight(user) != 0 && subject < names_.tasks.size()) {
    if (!abandoned) {
      charge_iteration(user, subject, "the user's process " + cause, now);
      return true;
    }
    current_.add_abandoned(subject);
    ErrorCount error;
    error.task = names_.tasks[subject];
    error.message = "abandoned: the iteration had not ended when the user " + cause;
    error.count = 1;
    current_.add_error(std::move(error));
    return true;
  }
  if (subject >= names_.groups.size()) return false;
  const std::uint32_t task = shared.next_task.load(std::memory_order_relaxed);
  if (activity == channel::kGroupSetUp && !abandoned && task < names_.tasks.size()) {
    charge_iteration(user, task,
                     part_of_group(channel::kOfGroupSetUp, subject) + ": the user's process " + cause, now);
    return true;
  }
  if (activity != channel::kGroupTearDown) return false;
  add_error_of(part_of_group(channel::kOfGroupTearDown, subject) + ": the user's process " + cause);
  return true;
}

void Aggregator::charge_iteration(std::uint32_t user, std::uint32_t task, std::string why,
                                  std::uint64_t now) {
  const std::uint64_t since = std::min(layout_.user(user).since.load(std::memory_order_relaxed), now);
  IterationSample sample{};
  sample.task = task;
  sample.user = user;
  sample.start = since;
  sample.duration = now - since;
  sample.late = kUnplanned;
  sample.outcome = Outcome::failed;
  users_[user].failures.push_back({channel::kOfIteration, task, {}, std::move(why), true});
  finish_iteration(sample);
}

}  // namespace brood
