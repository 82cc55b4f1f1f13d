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
  era_.now = now;
  channel::Slot& shared = layout_.slot(slot);
  const std::vector<std::uint32_t>& users = placement_.users_of(slot);
  if (!books_[slot].said_goodbye) deaths_ += users.size();
  bool charged = books_[slot].corrupt || abandoned || books_[slot].said_goodbye;
  const std::uint32_t culprit = shared.running.load(std::memory_order_acquire);
  const std::string of_others = culprit_text(slot, culprit, cause);
  for (const std::uint32_t user : users) {
    const std::string& why = culprit == 0 || culprit == user + 1 ? cause : of_others;
    charged = charge_death(slot, user, why, abandoned, now) || charged;
    layout_.user(user).started.store(0, std::memory_order_relaxed);
    layout_.user(user).activity.store(channel::kIdle, std::memory_order_relaxed);
    users_[user] = {};
  }
  if (!charged) add_error_of("between iterations a user's process " + cause);
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
  if (layout_.plan().drives_users != 0) return names_.groups[group] + (set_up ? ".on_start()" : ".on_stop()");
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

void Aggregator::add_error_of(std::string message) {
  ErrorCount error;
  error.message = std::move(message);
  error.count = 1;
  current_.add_error(std::move(error));
}

bool Aggregator::charge_death(std::uint32_t slot, std::uint32_t user, const std::string& cause,
                              bool abandoned, std::uint64_t now) {
  ProcessBook& book = books_[slot];
  const channel::UserState& shared = layout_.user(user);
  const std::uint64_t started = shared.started.load(std::memory_order_acquire);
  const std::uint64_t missing = in_flight(user);
  if (!book.corrupt && (started < users_[user].iterations || missing > (book.said_goodbye ? 0 : 1)))
    is_corrupt(slot, "user " + std::to_string(user) + " is said to have begun " + std::to_string(started) +
                         " iterations, and " + std::to_string(users_[user].iterations) + " came");
  if (book.corrupt) {
    lost_ += std::min(missing, most_in_ring());
    return true;
  }
  const std::uint32_t subject = shared.task.load(std::memory_order_relaxed);
  const std::uint32_t activity = shared.activity.load(std::memory_order_acquire);
  if (missing != 0) {
    if (subject >= names_.tasks.size() || !era_.has(shared.since.load(std::memory_order_relaxed)))
      return !is_corrupt(
          slot, "user " + std::to_string(user) + " was at something impossible when its process ended");
    ++begun_;
    if (abandoned) abandon_iteration(subject, cause);
    else charge_iteration(user, subject, "the user's process " + cause, now);
    return true;
  }
  if (activity == channel::kGroupSetUp && !abandoned) return charge_set_up(slot, user, cause, now);
  if (activity != channel::kGroupTearDown || subject >= names_.groups.size()) return false;
  ++failed_groups_;
  add_error_of(part_of_group(channel::kOfGroupTearDown, subject) + ": the user's process " + cause);
  return true;
}

// It is charged to the task that needed the set-up.
bool Aggregator::charge_set_up(std::uint32_t slot, std::uint32_t user, const std::string& cause,
                               std::uint64_t now) {
  const channel::UserState& shared = layout_.user(user);
  const std::uint32_t group = shared.task.load(std::memory_order_relaxed);
  const std::uint32_t task = shared.next_task.load(std::memory_order_relaxed);
  const bool possible = group < names_.groups.size() && task < names_.tasks.size() &&
                        era_.has(shared.since.load(std::memory_order_relaxed));
  if (!possible)
    return !is_corrupt(
        slot, "user " + std::to_string(user) + " was at something impossible when its process ended");
  ++kept_from_beginning_;
  charge_iteration(user, task, part_of_group(channel::kOfGroupSetUp, group) + ": the user's process " + cause,
                   now);
  return true;
}

void Aggregator::abandon_iteration(std::uint32_t task, const std::string& cause) {
  current_.add_abandoned(task);
  ErrorCount error;
  error.task = names_.tasks[task];
  error.message = "abandoned: the iteration had not ended when the user " + cause;
  error.count = 1;
  current_.add_error(std::move(error));
}

void Aggregator::charge_iteration(std::uint32_t user, std::uint32_t task, std::string why,
                                  std::uint64_t now) {
  const std::uint64_t since = layout_.user(user).since.load(std::memory_order_relaxed);
  IterationSample sample{};
  sample.task = task;
  sample.user = user;
  sample.start = std::clamp(since, era_.begin, now);
  sample.duration = now - sample.start;
  sample.late = kUnplanned;
  sample.outcome = Outcome::failed;
  users_[user].failures.push_back({channel::kOfIteration, task, {}, std::move(why), true});
  finish_iteration(sample);
}

}  // namespace brood
