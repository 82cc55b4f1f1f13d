#include "runner/swarm/process_pool.hpp"

#include <sys/wait.h>

#include <algorithm>
#include <cassert>

#include "runner/channel/futex.hpp"
#include "runner/swarm/keeper.hpp"

namespace brood {

ProcessPool::ProcessPool(const channel::OwnLayout& layout, const UserPlacement& placement, TargetLink& link)
    : layout_(layout), placement_(placement), link_(&link), processes_(layout.slot_count()) {
  counts_[0] = layout.slot_count();
}

void ProcessPool::set(Process& process, State state) {
  --counts_[static_cast<std::size_t>(process.state)];
  ++counts_[static_cast<std::size_t>(state)];
  if (process.state == State::none && state != State::none) running_ += process.released;
  if (process.state != State::none && state == State::none) running_ -= process.released;
  process.state = state;
}

void ProcessPool::fork(std::uint32_t slot) {
  set(processes_[slot], State::forking);
  layout_.orders(slot).generation.fetch_add(1);
  link_->command(channel::kFork, slot);
}

void ProcessPool::fork_all() {
  for (std::uint32_t i = 0; i < processes_.size(); ++i) fork(i);
}

void ProcessPool::forked(std::uint32_t slot, std::int32_t) {
  Process& process = processes_[slot];
  if (process.state != State::forking) return;
  set(process, State::alive);
  if (process.kill_when_forked) link_->command(channel::kKill, slot);
}

void ProcessPool::fork_failed(std::uint32_t slot) { set(processes_[slot], State::none); }

ProcessPool::End ProcessPool::ended(std::uint32_t slot, int wait_status, bool said_goodbye) {
  Process& process = processes_[slot];
  End end;
  end.cause = process.why.empty() ? describe_status(wait_status) : process.why;
  end.finished = wait_status == 0 && said_goodbye;
  set(process, State::none);
  if (layout_.slot(slot).overflow.load() != 0)
    end.cause = "used up its stack (too deep a recursion, or too large a local variable) and " + end.cause;
  process.kill_when_forked = false;
  process.why.clear();
  process.turned = 0;
  // The next process counts its iterations anew.
  process.started = 0;
  process.activity = channel::kIdle;
  return end;
}

void ProcessPool::set_command(std::uint32_t slot, channel::Command command) {
  std::atomic<std::uint32_t>& word = layout_.orders(slot).command;
  word.store(command, std::memory_order_release);
  channel::futex_wake(word);
}

void ProcessPool::release_next(std::uint64_t at) {
  assert(released_ < layout_.user_count());
  const std::uint32_t user = released_++;
  const std::uint32_t slot = placement_.slot_of(user);
  layout_.user_orders(user).released_at.store(at);
  layout_.plan().wanted.store(released_, std::memory_order_release);
  ++processes_[slot].released;
  if (processes_[slot].state == State::none) return;  // it runs when the process is replaced
  ++running_;
  set_command(slot, channel::kRun);
}

void ProcessPool::park_last() {
  assert(released_ > 0);
  const std::uint32_t slot = placement_.slot_of(--released_);
  layout_.plan().wanted.store(released_, std::memory_order_release);
  Process& process = processes_[slot];
  if (process.state != State::none) --running_;
  if (--process.released == 0) set_command(slot, channel::kPark);
}

void ProcessPool::replace(std::uint32_t slot, std::uint64_t now) {
  for (const std::uint32_t user : placement_.users_of(slot)) layout_.user_orders(user).released_at.store(now);
  fork(slot);
  if (processes_[slot].released > 0) set_command(slot, channel::kRun);
}

void ProcessPool::stop_all() {
  for (std::uint32_t i = 0; i < processes_.size(); ++i) set_command(i, channel::kStop);
}

void ProcessPool::kill(std::uint32_t slot, std::string why) {
  Process& process = processes_[slot];
  if (process.state == State::none || !process.why.empty()) return;
  process.why = std::move(why);
  if (process.state == State::alive) link_->command(channel::kKill, slot);
  else process.kill_when_forked = true;
}

void ProcessPool::kill_all() {
  for (std::uint32_t i = 0; i < processes_.size(); ++i) kill(i, "was ended with the run");
}

std::vector<std::uint32_t> ProcessPool::overdue(std::uint64_t now, Nanos limit) {
  std::vector<std::uint32_t> result;
  for (std::uint32_t i = 0; i < processes_.size(); ++i) {
    if (processes_[i].released == 0 || !processes_[i].why.empty()) continue;
    const std::vector<std::uint32_t>& users = placement_.users_of(i);
    const bool late =
        layout_.plan().drives_users != 0 ? is_stuck(i, now, limit) : is_overdue(i, users.front(), now, limit);
    if (late) result.push_back(i);
  }
  last_look_ = now;
  return result;
}

// A program that drives its users itself ends what is overdue, unless one of them never lets it.
bool ProcessPool::is_stuck(std::uint32_t slot, std::uint64_t now, Nanos limit) {
  const channel::Slot& shared = layout_.slot(slot);
  Process& process = processes_[slot];
  const std::uint64_t turns = shared.turns.load(std::memory_order_acquire);
  if (turns != process.turns || process.turned == 0) {
    process.turns = turns;
    process.turned = now;
  }
  const std::uint32_t running = shared.running.load(std::memory_order_acquire);
  return running != 0 && now - process.turned > static_cast<std::uint64_t>(limit.count());
}

// What it says of its times is believed within what was seen: it took up what it is at since the last look.
bool ProcessPool::is_overdue(std::uint32_t slot, std::uint32_t number, std::uint64_t now, Nanos limit) {
  const channel::UserState& user = layout_.user(number);
  Process& process = processes_[slot];
  const std::uint64_t started = user.started.load(std::memory_order_acquire);
  const std::uint32_t activity = user.activity.load(std::memory_order_acquire);
  const std::uint64_t since = user.since.load(std::memory_order_relaxed);
  const std::uint64_t most = static_cast<std::uint64_t>(limit.count());
  const std::uint64_t excused = std::min(user.excused.load(std::memory_order_relaxed), most);
  // Seen twice the same, or the times may be of two iterations.
  if (user.started.load(std::memory_order_acquire) != started) return false;
  if (started != process.started || activity != process.activity) {
    process.started = started;
    process.activity = activity;
    process.since = std::clamp(since, last_look_, now);
  }
  if (activity != channel::kIteration && activity != channel::kGroupSetUp) return false;
  return now - process.since > most + excused;
}

}  // namespace brood
