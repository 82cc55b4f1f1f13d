#include "runner/swarm/load.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "runner/swarm/kernel_needs.hpp"
#include "runner/swarm/self_usage.hpp"

namespace brood {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr Nanos kDrainEvery = milliseconds(20);  // how long a sample may wait in a ring that is not half full
constexpr Nanos kLookEvery = milliseconds(50);   // for users that are overdue
constexpr Nanos kInterval = seconds(1);
constexpr double kAtOnce = 1e300;            // users a second
constexpr Nanos kKillPatience = seconds(5);  // for users that were killed
constexpr const char* kCorrupt = "was ended, since what it told brood cannot be true";

std::string explained(const std::string& corruption) {
  return "what the target's processes tell brood cannot be true: " + corruption +
         ". A test seems to have written over memory that is not its own; to find where, build the tests "
         "with "
         "-fsanitize=address, or run them under valgrind. What was measured cannot be trusted";
}

}  // namespace

Load::Load(const Scenario& scenario, Session& session, RunRecord& record, const RunHooks& hooks)
    : scenario_(scenario),
      session_(session),
      record_(record),
      hooks_(hooks),
      layout_(session.layout()),
      placement_(session.placement()),
      aggregator_(layout_, placement_, session.target().tasks, session.target().groups, scenario.name_rules),
      pool_(layout_, placement_, session.target().link()),
      dispatcher_{layout_.user_count(), scenario.is_open() ? kAtOnce : scenario.spawn_rate} {}

RunFooter Load::run() {
  note_target();
  if (park()) await_start();
  if (footer_.ended_by == EndedBy::unknown) {
    started_ = true;
    cpu_ = own_cpu();
    sut_cpu_ = session_.sample_sut().cpu;
    interval_end_ = next_end(Nanos::zero());
    aggregator_.start(start_, interval_end_);
    if (scenario_.is_open()) arrivals_.emplace(scenario_, layout_, start_);
    steady();
    drain();
  }
  end_leftovers();
  audit();
  return footer_;
}

void Load::note_target() {
  for (const std::string& note : session_.target().notes) record_.warning(note);
  if (const std::uint32_t threads = session_.target().threads; threads > 0) {
    record_.warning("the target had " + std::to_string(threads) +
                    " threads of its own before its users were forked; users share what those threads serve");
  }
}

// Forking beside busy users is ten times slower, so everybody is forked before the clock starts.
bool Load::park() {
  pool_.fork_all();
  while (pool_.forking() > 0 && !over()) turn(milliseconds(100));
  if (pool_.alive() == 0 && footer_.ended_by == EndedBy::unknown) {
    footer_.ended_by = EndedBy::not_ready;
    footer_.reason = "no user could be forked" + fork_failure_;
  }
  return footer_.ended_by == EndedBy::unknown;
}

void Load::await_start() {
  Start start{now(), {}};
  while (hooks_.start && !over()) {
    if (const std::optional<Start> said = hooks_.start()) {
      start = *said;
      break;
    }
    turn(milliseconds(2));
  }
  while (!over() && now() < start.at) turn(Nanos(static_cast<std::int64_t>(start.at - now())));
  start_ = start.at;
  layout_.plan().turns = start.turns;
}

void Load::steady() {
  while (!over()) {
    if (arrivals_) arrivals_->publish(layout_.claims().arrivals_claimed.load(std::memory_order_acquire));
    release_due();
    Nanos until = std::min(interval_end_, elapsed() + kDrainEvery);
    if (pool_.released() < dispatcher_.users && !scenario_.stages)
      until = std::min(until, dispatcher_.release_time(pool_.released()));
    turn(until - elapsed());
    if (now() >= next_look_) end_overdue();
    close_due();
  }
  Nanos end = elapsed();
  if (footer_.ended_by == EndedBy::run_time) end = *scenario_.run_time;
  footer_.duration = end;
  aggregator_.drain();
  if (arrivals_) aggregator_.add_due(arrivals_->take_rest(end));
  // Ended just as an interval did: there is no rest to close.
  if (end > record_.so_far().footer.duration) {
    aggregator_.set_end(end);
    close_interval(end, end + kInterval);
  }
  interval_end_ = end + kInterval;
}

// Whether the load has to end now, and why.
bool Load::over() {
  if (footer_.ended_by != EndedBy::unknown) return true;
  if (std::string found = corruption(); !found.empty()) {
    footer_.ended_by = EndedBy::corrupted;
    footer_.reason = std::move(found);
  } else if (std::string why = refusal(); !why.empty()) {
    footer_.ended_by = EndedBy::not_ready;
    footer_.reason = std::move(why);
  } else if (session_.ending()) {
    footer_.ended_by = session_.ending()->ended_by;
    footer_.reason = session_.ending()->reason;
  } else if (session_.signals() > 0) {
    footer_.ended_by = EndedBy::signal;
    footer_.reason = std::string("stopped by ") + (session_.last_signal() == SIGINT    ? "SIGINT"
                                                   : session_.last_signal() == SIGTERM ? "SIGTERM"
                                                                                       : "SIGHUP");
  } else if (!record_.abort_reason().empty()) {
    footer_.ended_by = EndedBy::threshold;
    footer_.reason = record_.abort_reason();
  } else if (started_ && scenario_.run_time && elapsed() >= *scenario_.run_time) {
    footer_.ended_by = EndedBy::run_time;
  } else if (started_ && missing_.empty() &&
             (pool_.alive() == 0 || (budget_spent() && pool_.running() == 0))) {
    footer_.ended_by = EndedBy::iterations;
  }
  return footer_.ended_by != EndedBy::unknown;
}

// What the target's processes say in words that any of them may have written over.
std::string Load::corruption() const {
  if (!aggregator_.corruption().empty()) return explained(aggregator_.corruption());
  const std::uint32_t refusal = layout_.claims().refusal.load(std::memory_order_acquire);
  const channel::Claims& claims = layout_.claims();
  const bool is_whole =
      refusal != channel::kRunRefused ||
      claims.refusal_check == channel::check_word(claims.refusal_text, sizeof claims.refusal_text, 0);
  if (refusal > channel::kRunRefused || !is_whole)
    return explained("the reason for which the run is refused was changed");
  // The rest can wait until the end, but users that go on for ever cannot.
  const std::uint64_t budget = layout_.plan().budget;
  if (budget != 0 && aggregator_.begun() > budget + aggregator_.deaths())
    return explained("users go on after the " + std::to_string(budget) + " iterations that were asked for");
  return {};
}

Tally Load::tally() const {
  Tally tally;
  tally.iterations = aggregator_.begun();
  tally.excused = aggregator_.deaths() + aggregator_.failed_groups();
  tally.budget = layout_.plan().budget;
  tally.tickets = layout_.claims().tickets.load(std::memory_order_acquire);
  tally.spent = footer_.ended_by == EndedBy::iterations && tally.budget != 0 && tally.tickets >= tally.budget;
  if (tally.open = arrivals_.has_value(); tally.open) {
    tally.published = arrivals_->published();
    tally.claimed = layout_.claims().arrivals_claimed.load(std::memory_order_acquire);
    for (std::uint32_t user = 0; user < layout_.user_count(); ++user)
      tally.pending += layout_.user(user).arrival.load(std::memory_order_relaxed) != 0 ? 1 : 0;
  }
  if (footer_.ended_by == EndedBy::iterations && layout_.plan().once != 0 && aggregator_.left() == 0) {
    const auto& tasks = record_.so_far().tasks;
    tally.never_run = static_cast<std::uint64_t>(
        std::count_if(tasks.begin(), tasks.end(), [](const auto& task) { return task.second.empty(); }));
  }
  return tally;
}

// Once nothing more can come.
void Load::audit() {
  std::string why = corruption();
  if (why.empty() && started_) {
    if (const std::string what = difference(tally()); !what.empty()) why = explained(what);
  }
  if (why.empty() || footer_.ended_by == EndedBy::corrupted) return;
  if (footer_.ended_by == EndedBy::run_time || footer_.ended_by == EndedBy::iterations) {
    footer_.ended_by = EndedBy::corrupted;
    footer_.reason = why;
  } else {
    record_.warning(why);
  }
}

std::string Load::refusal() const {
  const channel::Claims& claims = layout_.claims();
  if (claims.refusal.load(std::memory_order_acquire) != channel::kRunRefused || !corruption().empty())
    return {};
  return std::string(claims.refusal_text, strnlen(claims.refusal_text, sizeof claims.refusal_text));
}

bool Load::budget_spent() const {
  const std::uint64_t budget = layout_.plan().budget;
  return budget != 0 && layout_.claims().tickets.load(std::memory_order_relaxed) >= budget;
}

void Load::drain() {
  draining_ = true;
  pool_.stop_all();
  const std::uint64_t begin = now();
  const std::uint64_t patience = static_cast<std::uint64_t>(scenario_.stop_timeout.count());
  const int polite = footer_.ended_by == EndedBy::signal ? 1 : 0;
  while (pool_.alive() > 0 && now() - begin < patience && session_.signals() <= polite &&
         session_.target().running()) {
    turn(std::min(kDrainEvery, interval_end_ - elapsed()));
    close_due();
  }
  if (pool_.alive() == 0) return;
  abandoning_ = true;
  pool_.kill_all();
  const std::uint64_t killed = now();
  while (pool_.alive() > 0 && now() - killed < static_cast<std::uint64_t>(kKillPatience.count()) &&
         session_.target().running()) {
    turn(kDrainEvery);
    close_due();
  }
}

// The last interval. Users of a target that is gone went with it, unreported.
void Load::end_leftovers() {
  if (!started_) return;
  aggregator_.drain();
  for (std::uint32_t i = 0; i < layout_.slot_count(); ++i) {
    if (pool_.is_alive(i)) aggregator_.end_process(i, "was ended with the target", true, now());
  }
  if (arrivals_) aggregator_.add_abandoned_arrivals(arrivals_->waiting(aggregator_.begun()));
  const Nanos end = std::max(elapsed(), record_.so_far().footer.duration);
  aggregator_.set_end(end);
  draining_ = true;
  close_interval(std::max(end, footer_.duration), end + kInterval);
  footer_.drain = std::max(end - footer_.duration, Nanos::zero());
}

void Load::turn(Nanos patience) {
  session_.pump(patience);
  for (const TargetMessage& message : session_.take_messages()) handle(message);
  for (const std::uint32_t slot : aggregator_.drain()) pool_.kill(slot, kCorrupt);
}

void Load::handle(const TargetMessage& message) {
  if (message.value >= layout_.slot_count()) return;
  switch (message.type) {
    case channel::kForked:
      pool_.forked(message.value, message.process.pid);
      break;
    case channel::kForkFailed:
      pool_.fork_failed(message.value);
      fork_failure_ =
          std::string(": ") + std::strerror(message.process.status) + way_out(message.process.status);
      record_.warning("a user could not be forked" + fork_failure_);
      missing_.push_back(message.value);
      break;
    case channel::kEnded:
      user_ended(message.value, message.process.status);
      break;
    default:
      break;
  }
}

void Load::user_ended(std::uint32_t slot, int status) {
  const ProcessPool::End end = pool_.ended(slot, status, aggregator_.said_goodbye(slot));
  aggregator_.end_process(slot, end.cause, abandoning_, now());
  if (end.finished || draining_) return;
  record_.replaced_user();
  pool_.replace(slot, now());
}

std::uint32_t Load::wanted_users() const {
  if (!scenario_.stages || scenario_.is_open()) return dispatcher_.released(elapsed());
  constexpr double kRounding = 1e-9;
  const double level = scenario_.stages->shape.level(elapsed()) + kRounding;
  return std::min(dispatcher_.users, static_cast<std::uint32_t>(level));
}

void Load::release_due() {
  const std::uint32_t wanted = wanted_users();
  while (pool_.released() > wanted) pool_.park_last();
  while (pool_.released() < wanted) {
    const Nanos at = scenario_.stages ? elapsed() : dispatcher_.release_time(pool_.released());
    pool_.release_next(start_ + static_cast<std::uint64_t>(at.count()));
  }
  most_users_ = std::max(most_users_, pool_.running());
}

void Load::end_overdue() {
  next_look_ = now() + static_cast<std::uint64_t>(kLookEvery.count());
  const std::string limit = format_duration(scenario_.task_timeout) + " (--task-timeout)";
  const bool shared = layout_.plan().drives_users != 0;
  const std::string why = shared ? "was killed: it did not let other users have their turn for " + limit
                                 : "was killed: the iteration did not end within " + limit;
  for (const std::uint32_t slot : aggregator_.inspect()) pool_.kill(slot, kCorrupt);
  for (const std::uint32_t slot : pool_.overdue(now(), scenario_.task_timeout)) pool_.kill(slot, why);
  for (const std::uint32_t slot : std::exchange(missing_, {})) pool_.replace(slot, now());
}

Nanos Load::next_end(Nanos end) const {
  const Nanos next = end + kInterval;
  return !draining_ && scenario_.run_time ? std::min(next, *scenario_.run_time) : next;
}

void Load::close_due() {
  while (elapsed() >= interval_end_ &&
         !(scenario_.run_time && !draining_ && interval_end_ >= *scenario_.run_time)) {
    aggregator_.drain();
    const Nanos end = interval_end_;
    interval_end_ = next_end(end);
    close_interval(end, interval_end_);
  }
}

void Load::close_interval(Nanos end, Nanos next_end) {
  if (arrivals_ && !draining_) aggregator_.add_due(arrivals_->take_due(end));
  Interval interval = aggregator_.close(end, next_end, draining_);
  interval.users = std::exchange(most_users_, pool_.running());
  interval.generator.cpu = own_cpu() - cpu_;
  interval.generator.memory = own_memory();
  cpu_ += interval.generator.cpu;
  interval.sut = session_.sample_sut();
  const Nanos sut_cpu = interval.sut.cpu;
  interval.sut.cpu = std::max(sut_cpu - sut_cpu_, Nanos::zero());
  sut_cpu_ = std::max(sut_cpu, sut_cpu_);
  record_.interval(interval);
  if (hooks_.on_recorded) hooks_.on_recorded(interval);
  if (hooks_.on_interval) hooks_.on_interval(record_.so_far());
}

}  // namespace brood
