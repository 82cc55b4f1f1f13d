#include "runner/agent/scenario/user_host.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <exception>
#include <utility>

#include "brood/agent.h"
#include "brood/rows.hpp"
#include "runner/agent/recorder.hpp"
#include "runner/agent/scenario/exception_text.hpp"

namespace brood::agent {

namespace {

constexpr std::uint64_t kSecond = 1'000'000'000;
constexpr std::uint64_t kOneStart = std::uint64_t{1} << 32;

// The host whose user is being made: User's constructor has no other way to learn it.
UserHost* making = nullptr;

std::string base_url(const UserClass& users) {
  for (const char* name : {"BROOD_HOST", "BROOD_SUT_URL"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  return users.host;
}

}  // namespace

UserHost::UserHost(std::uint32_t number, Progress& progress, const SelectedClass& users,
                   const Workplace& place)
    : number_(number),
      users_(users),
      place_(place),
      plan_(place.layout.plan()),
      told_(place.layout.user(number)),
      progress_(progress),
      arrival_(told_.arrival.load(std::memory_order_relaxed)),
      conversation_(place.transport, users, base_url(*users.users)),
      order_(plan_.seed * 2 + 1 + (std::uint64_t{number} << 32)) {}

UserHost::~UserHost() = default;

std::uint64_t UserHost::seed() const {
  return plan_.seed + 0x2545f4914f6cdd1d * (std::uint64_t{number_} + 1);
}

void UserHost::run() {
  if (!start_user()) return;
  due_.at = due_.free_since = std::max(place_.layout.user_orders(number_).released_at.load(),
                                       place_.arrivals == nullptr ? 0 : place_.loop.now());
  starting_ = false;
  while (next_iteration() && take_ticket() && iterate(next_task())) {
  }
  stop_user();
}

// False if it is to stop before it has begun.
bool UserHost::start_user() {
  while (!stopping_ && may_start()) {
    if (attempt_start()) return true;
    if (stops_itself_) return false;
    // One that never starts must not keep a run from its end that only iterations limit.
    if (plan_.once != 0 || (plan_.budget != 0 && !take_ticket())) return false;
    due_.at = place_.loop.now() + kSecond;
    pause();
  }
  return false;
}

// The one pass of --once goes on behind the task in which the user's last process died. Of the serial the
// upper half counts starts, the lower half tasks begun: one more start than tasks was for nothing.
bool UserHost::may_start() {
  if (plan_.once == 0) return true;
  const std::uint64_t serial = told_.serial.fetch_add(kOneStart);
  turn_ = serial % kOneStart;
  return serial / kOneStart <= turn_;
}

bool UserHost::attempt_start() {
  progress_.is_needed_for(users_.tasks.front().number);
  enter_group(channel::kGroupSetUp);
  bool good = false;
  try {
    making = this;
    user_.reset(users_.users->make());
    user_->on_start();
    if (!owns_slot()) _exit(0);
    good = true;
  } catch (const Interrupted&) {
    tell("did not end in time");
  } catch (const IterationEnded&) {
    tell("a request failed");
  } catch (const StopUser&) {
    stops_itself_ = true;
  } catch (const SkipIteration& skip) {
    tell("skipped: " + skip.reason);
  } catch (...) {
    std::string what = describe_exception();
    conversation_.exception_ended(what);
    tell(what);
  }
  conversation_.conclude_all();
  progress_.leave();
  if (!good) user_.reset();
  return good;
}

void UserHost::stop_user() {
  enter_group(channel::kGroupTearDown);
  try {
    user_->on_stop();
    if (!owns_slot()) _exit(0);
  } catch (const Interrupted&) {
    tell("did not end in time");
  } catch (const IterationEnded&) {
    tell("a request failed");
  } catch (const StopUser&) {  // it does
  } catch (const SkipIteration&) {
  } catch (...) {
    tell(describe_exception());
  }
  user_.reset();
  conversation_.conclude_all();
  progress_.leave();
}

bool UserHost::take_ticket() {
  return plan_.budget == 0 || place_.layout.claims().tickets.fetch_add(1) < plan_.budget;
}

// Waits until there is one. False when there is none any more.
bool UserHost::next_iteration() {
  if (plan_.once != 0) return !stopping_ && turn_ < users_.tasks.size();
  if (place_.arrivals != nullptr) return await_arrival();
  pause();
  return !stopping_;
}

bool UserHost::await_arrival() {
  due_.at = arrival_;  // of this user's last process
  pausing_ = true;
  if (due_.at == 0 && !stopping_) {
    due_.at = place_.arrivals->wait();
    if (due_.at == channel::kNoArrival) due_.at = 0;
  }
  keep_arrival(due_.at);
  if (due_.at > place_.loop.now() && !stopping_) place_.loop.sleep_until(due_.at);
  pausing_ = false;
  // One that is due is begun even when the run is over meanwhile.
  return due_.is_arrival = due_.at != 0 && due_.at <= place_.loop.now();
}

const SelectedClass::Task& UserHost::next_task() {
  if (plan_.once != 0) told_.serial.fetch_add(1);
  if (users_.users->in_sequence || plan_.once != 0) return users_.tasks[turn_++ % users_.tasks.size()];
  std::uint64_t left = order_.up_to(users_.total_weight - 1);
  for (const auto& task : users_.tasks) {
    if (left < task.task->weight) return task;
    left -= task.task->weight;
  }
  return users_.tasks.back();
}

bool UserHost::iterate(const SelectedClass::Task& task) {
  IterationSample sample{};
  sample.task = task.number;
  sample.user = number_;
  conversation_.conclude_all();  // what was asked since the last one is not this one's fault
  const std::uint64_t begin = place_.loop.now();
  set_begin(sample, due_, begin);
  if (std::exchange(due_.is_arrival, false)) keep_arrival(0);
  progress_.begin_iteration(task.number, begin);
  sample.outcome = attempt(task);
  if (!owns_slot()) _exit(0);  // a child that the task forked came back out of it
  const std::uint64_t end = due_.free_since = place_.loop.now();
  set_end(sample, end, progress_.excused());
  progress_.leave();
  record_iteration(sample);
  if (!stops_itself_ && place_.arrivals == nullptr) plan_next(begin, end);
  return !stops_itself_;
}

// That it is claimed outlives this process; 0: none is.
void UserHost::keep_arrival(std::uint64_t at) {
  arrival_ = at;
  told_.arrival.store(at, std::memory_order_relaxed);
}

Outcome UserHost::attempt(const SelectedClass::Task& task) {
  bool failed = false;
  try {
    task.task->run(*user_);
  } catch (const NoRowLeft& none) {
    stops_itself_ = true;
    if (!conversation_.conclude_all()) {
      tell(none.what());
      return Outcome::skipped;
    }
    tell("a request failed");
    return Outcome::failed;
  } catch (const StopUser&) {
    stops_itself_ = true;
  } catch (const SkipIteration& skip) {
    conversation_.conclude_all();
    if (!skip.reason.empty()) tell(skip.reason);
    return Outcome::skipped;
  } catch (const IterationEnded&) {
  } catch (const Interrupted&) {
    failed = true;
    tell("the iteration did not end in time");
  } catch (...) {
    failed = true;
    std::string what = describe_exception();
    conversation_.exception_ended(what);
    tell(what);
  }
  if (conversation_.conclude_all()) {
    if (!failed) tell("a request failed");
    failed = true;
  }
  return failed ? Outcome::failed : Outcome::passed;
}

void UserHost::plan_next(std::uint64_t start, std::uint64_t end) {
  const UserWait& wait = users_.users->wait;
  const auto min = static_cast<std::uint64_t>(std::max<std::int64_t>(0, wait.min.count()));
  const auto max = static_cast<std::uint64_t>(std::max<std::int64_t>(0, wait.max.count()));
  switch (wait.kind) {
    case UserWait::Kind::none:
      due_.at = 0;
      break;
    case UserWait::Kind::between:
      due_.at = end + min + order_.up_to(std::max(min, max) - min);
      break;
    case UserWait::Kind::pacing:
      due_.at = std::max(end, start + min);
      break;
    case UserWait::Kind::own:
      due_.at = end + own_wait();
      break;
  }
}

std::uint64_t UserHost::own_wait() {
  try {
    return static_cast<std::uint64_t>(std::max<std::int64_t>(0, users_.users->wait.own(*user_).count()));
  } catch (const StopUser&) {
    stops_itself_ = true;
  } catch (...) {
    log("the wait function " + describe_exception());
  }
  return 0;
}

// Lets others run, also when nothing is to be waited for: a user without waits and requests must not starve
// them.
void UserHost::pause() {
  pausing_ = true;
  due_.put_off(plan_.turns, place_.loop.now());
  place_.loop.sleep_until(stopping_ ? 0 : due_.at);
  pausing_ = false;
}

void UserHost::stop() {
  stopping_ = true;
  if (pausing_) place_.loop.interrupt(*fiber_);
}

void UserHost::end_overdue(std::uint64_t now) {
  if (progress_.activity() == channel::kIdle) return;
  const std::uint64_t until = progress_.since() + progress_.excused() + plan_.task_timeout;
  if (now > until) place_.loop.interrupt(*fiber_);
}

void UserHost::sleep(std::uint64_t nanoseconds) {
  const bool slept = place_.loop.sleep_until(place_.loop.now() + nanoseconds);
  if (!slept && std::uncaught_exceptions() == 0) throw Interrupted{};  // not out of a destructor
}

void UserHost::log(std::string_view text) {
  std::string task = users_.users->name;
  for (const auto& one : users_.tasks)
    if (one.number == progress_.task()) task += '.' + one.task->name;
  place_.log.write(place_.loop.now(), task, number_, text);
}

void UserHost::enter_group(channel::Activity activity) {
  progress_.enter(activity, users_.group, place_.loop.now());
}

void UserHost::tell(const std::string& message) {
  brood_agent_failure(nullptr, 0, message.data(), message.size());
}

}  // namespace brood::agent

namespace brood {

User::User() : http(agent::making->conversation()), host_(agent::making), rng_(agent::making->seed()) {}

std::uint32_t User::user_id() const { return host_->number(); }

void User::sleep(std::chrono::nanoseconds time) {
  host_->sleep(static_cast<std::uint64_t>(std::max<std::int64_t>(0, time.count())));
}

Request User::request(std::string_view method, std::string_view name) {
  return Request(host_->conversation().begin(method, name));
}

void User::log(std::string_view text) { host_->log(text); }

std::string User::env(const char* name, std::string otherwise) {
  if (const char* value = std::getenv(name)) return value;
  return otherwise;
}

}  // namespace brood
