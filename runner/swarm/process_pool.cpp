#include "runner/swarm/process_pool.hpp"

#include <sys/wait.h>

#include "runner/channel/futex.hpp"
#include "runner/swarm/keeper.hpp"

namespace brood {

ProcessPool::ProcessPool(const channel::Layout& layout, TargetLink& link)
    : layout_(layout), link_(&link), users_(layout.slot_count()) {
  counts_[0] = layout.slot_count();
}

void ProcessPool::set(User& user, State state) {
  --counts_[static_cast<std::size_t>(user.state)];
  ++counts_[static_cast<std::size_t>(state)];
  user.state = state;
}

void ProcessPool::fork(std::uint32_t slot) {
  set(users_[slot], State::forking);
  layout_.slot(slot).generation.fetch_add(1);
  link_->command(channel::kFork, slot);
}

void ProcessPool::fork_all() {
  for (std::uint32_t i = 0; i < users_.size(); ++i) fork(i);
}

void ProcessPool::forked(std::uint32_t slot, std::int32_t) {
  User& user = users_[slot];
  if (user.state != State::forking) return;
  set(user, State::alive);
  if (user.kill_when_forked) link_->command(channel::kKill, slot);
}

void ProcessPool::fork_failed(std::uint32_t slot) {
  User& user = users_[slot];
  if (user.released) --running_;
  user.released = false;
  set(user, State::none);
}

ProcessPool::End ProcessPool::ended(std::uint32_t slot, int wait_status) {
  User& user = users_[slot];
  End end;
  end.cause = user.why.empty() ? describe_status(wait_status) : user.why;
  const std::uint32_t activity = layout_.slot(slot).activity.load(std::memory_order_acquire);
  end.finished = wait_status == 0 && activity == channel::kFinished;
  if (user.released) --running_;
  set(user, State::none);
  user = {};
  return end;
}

void ProcessPool::set_command(std::uint32_t slot, channel::Command command) {
  std::atomic<std::uint32_t>& word = layout_.slot(slot).command;
  word.store(command, std::memory_order_release);
  channel::futex_wake(word);
}

void ProcessPool::release(std::uint32_t slot, std::uint64_t at) {
  if (users_[slot].state == State::none || users_[slot].released) return;
  layout_.slot(slot).released_at.store(at);
  users_[slot].released = true;
  ++running_;
  set_command(slot, channel::kRun);
}

void ProcessPool::replace(std::uint32_t slot, std::uint64_t now) {
  fork(slot);
  release(slot, now);
}

void ProcessPool::stop_all() {
  for (std::uint32_t i = 0; i < users_.size(); ++i) set_command(i, channel::kStop);
}

void ProcessPool::kill(std::uint32_t slot, std::string why) {
  User& user = users_[slot];
  if (user.state == State::none || !user.why.empty()) return;
  user.why = std::move(why);
  if (user.state == State::alive) link_->command(channel::kKill, slot);
  else user.kill_when_forked = true;
}

void ProcessPool::kill_all() {
  for (std::uint32_t i = 0; i < users_.size(); ++i) kill(i, "was ended with the run");
}

std::vector<std::uint32_t> ProcessPool::overdue(std::uint64_t now, Nanos limit) const {
  std::vector<std::uint32_t> result;
  for (std::uint32_t i = 0; i < users_.size(); ++i) {
    if (!users_[i].released || !users_[i].why.empty()) continue;
    const channel::Slot& slot = layout_.slot(i);
    const std::uint64_t started = slot.started.load(std::memory_order_acquire);
    const std::uint32_t activity = slot.activity.load(std::memory_order_acquire);
    if (activity != channel::kIteration && activity != channel::kGroupSetUp) continue;
    const std::uint64_t until = slot.since.load(std::memory_order_relaxed) +
                                slot.excused.load(std::memory_order_relaxed) +
                                static_cast<std::uint64_t>(limit.count());
    // Seen twice the same, or the times may be of two iterations.
    if (now > until && slot.started.load(std::memory_order_acquire) == started) result.push_back(i);
  }
  return result;
}

}  // namespace brood
