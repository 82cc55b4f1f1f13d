#include "runner/agent/scenario/user_host.hpp"

#include <cxxabi.h>

#include <cstdlib>
#include <exception>
#include <typeinfo>

#include "brood/agent.h"
#include "brood/rows.hpp"
#include "runner/agent/recorder.hpp"

namespace brood::agent {

namespace {

constexpr std::uint64_t kSecond = 1'000'000'000;

// The host whose user is being made: User's constructor has no other way to learn it.
UserHost* making = nullptr;
Conversation* making_conversation = nullptr;
std::uint64_t making_seed = 0;

std::string type_of_exception() {
  const std::type_info* type = abi::__cxa_current_exception_type();
  if (type == nullptr) return "something";
  int status = 0;
  char* readable = abi::__cxa_demangle(type->name(), nullptr, nullptr, &status);
  std::string name = status == 0 ? readable : type->name();
  std::free(readable);
  return name;
}

// Call inside a handler.
std::string describe_exception() {
  try {
    throw;
  } catch (const std::exception& error) {
    return type_of_exception() + ": " + error.what();
  } catch (const std::string& text) {
    return text;
  } catch (const char* text) {
    return text;
  } catch (...) {
    return "threw a " + type_of_exception();
  }
}

std::string base_url() {
  for (const char* name : {"BROOD_HOST", "BROOD_SUT_URL"})
    if (const char* value = std::getenv(name); value != nullptr && *value != '\0') return value;
  return {};
}

}  // namespace

UserHost::UserHost(std::uint32_t number, const SelectedClass& users, EventLoop& loop,
                   CurlTransport& transport, const channel::Layout& layout)
    : number_(number),
      users_(users),
      loop_(loop),
      header_(layout.header()),
      state_(layout.user(number)),
      conversation_(transport, number, base_url()),
      order_(header_.seed * 2 + 1 + (std::uint64_t{number} << 32)) {
  for (const auto& task : users_.tasks) total_weight_ += task.task->weight;
}

UserHost::~UserHost() = default;

void UserHost::run() {
  due_ = 0;
  while (!stopping_ && !start_user()) {
    due_ = loop_.now() + kSecond;
    pause();
  }
  if (user_ == nullptr) return;
  const std::uint64_t released = state_.released_at.load();
  due_ = released;
  while (!stopping_) {
    pause();
    if (stopping_ || !take_ticket()) break;
    if (!iterate(draw())) break;
  }
  stop_user();
}

bool UserHost::start_user() {
  state_.next_task.store(users_.tasks.front().number, std::memory_order_relaxed);
  enter(channel::kGroupSetUp, users_.group, loop_.now());
  bool good = false;
  try {
    making = this;
    making_conversation = &conversation_;
    making_seed = header_.seed + 0x2545f4914f6cdd1d * (std::uint64_t{number_} + 1);
    user_ = users_.users->make();
    user_->on_start();
    good = true;
  } catch (const Interrupted&) {
    tell(users_.users->name + ".on_start() did not end in time");
  } catch (const IterationEnded&) {
    tell(users_.users->name + ".on_start(): a request failed");
  } catch (...) {
    tell(users_.users->name + ".on_start(): " + describe_exception());
  }
  conversation_.conclude_all();
  inside_ = false;
  leave();
  if (!good) user_.reset();
  return good;
}

void UserHost::stop_user() {
  enter(channel::kGroupTearDown, users_.group, loop_.now());
  try {
    user_->on_stop();
  } catch (...) {
    tell(users_.users->name + ".on_stop(): " + describe_exception());
  }
  user_.reset();
  conversation_.conclude_all();
  inside_ = false;
  leave();
}

bool UserHost::take_ticket() { return header_.budget == 0 || header_.tickets.fetch_add(1) < header_.budget; }

const SelectedClass::Task& UserHost::draw() {
  unsigned left = std::uniform_int_distribution<unsigned>(0, total_weight_ - 1)(order_);
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
  sample.start = loop_.now();
  sample.late = due_ == 0 ? kUnplanned : sample.start > due_ ? sample.start - due_ : 0;
  enter(channel::kIteration, task.number, sample.start);
  state_.started.fetch_add(1, std::memory_order_release);
  bool goes_on = true;
  try {
    sample.outcome = attempt(task);
  } catch (const NoRowLeft&) {
    sample.outcome = conversation_.conclude_all() ? Outcome::failed : Outcome::skipped;
    goes_on = false;
  } catch (const StopUser&) {
    sample.outcome = conversation_.conclude_all() ? Outcome::failed : Outcome::passed;
    goes_on = false;
  }
  const std::uint64_t end = loop_.now();
  const std::uint64_t excused = state_.excused.load(std::memory_order_relaxed);
  sample.duration = end - sample.start > excused ? end - sample.start - excused : 0;
  inside_ = false;
  leave();
  record_for(number_);
  record_iteration(sample);
  plan_next(sample.start, end);
  return goes_on;
}

Outcome UserHost::attempt(const SelectedClass::Task& task) {
  bool failed = false;
  try {
    task.task->run(*user_);
  } catch (const StopUser&) {
    throw;
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
    tell(describe_exception());
  }
  if (conversation_.conclude_all()) {
    if (!failed) tell("a request failed");
    failed = true;
  }
  return failed ? Outcome::failed : Outcome::passed;
}

void UserHost::plan_next(std::uint64_t start, std::uint64_t end) {
  const UserWait& wait = users_.users->wait;
  const auto min = static_cast<std::uint64_t>(wait.min.count());
  const auto max = static_cast<std::uint64_t>(wait.max.count());
  switch (wait.kind) {
    case UserWait::Kind::none:
      due_ = 0;
      break;
    case UserWait::Kind::between:
      due_ = end + std::uniform_int_distribution<std::uint64_t>(min, std::max(min, max))(order_);
      break;
    case UserWait::Kind::pacing:
      due_ = std::max(end, start + min);
      break;
    case UserWait::Kind::own:
      due_ = end + static_cast<std::uint64_t>(std::max<std::int64_t>(0, wait.own(*user_).count()));
      break;
  }
}

// Lets others run, also when nothing is to be waited for: a user without waits and requests must not starve
// them.
void UserHost::pause() {
  pausing_ = true;
  loop_.sleep_until(due_);
  pausing_ = false;
}

void UserHost::stop() {
  stopping_ = true;
  if (pausing_) loop_.interrupt(*fiber_);
}

void UserHost::end_overdue(std::uint64_t now) {
  if (!inside_) return;
  const std::uint64_t until = state_.since.load(std::memory_order_relaxed) +
                              state_.excused.load(std::memory_order_relaxed) + header_.task_timeout;
  if (now > until) loop_.interrupt(*fiber_);
}

void UserHost::sleep(std::uint64_t nanoseconds) {
  if (!loop_.sleep_until(loop_.now() + nanoseconds)) throw Interrupted{};
}

void UserHost::enter(channel::Activity activity, std::uint32_t subject, std::uint64_t now) {
  record_for(number_);
  inside_ = true;
  state_.task.store(subject, std::memory_order_relaxed);
  state_.since.store(now, std::memory_order_relaxed);
  state_.excused.store(0, std::memory_order_relaxed);
  state_.activity.store(activity, std::memory_order_release);
}

void UserHost::tell(const std::string& message) {
  record_for(number_);
  brood_agent_failure(nullptr, 0, message.data(), message.size());
}

}  // namespace brood::agent

namespace brood {

User::User() : http(*agent::making_conversation), host_(agent::making), rng_(agent::making_seed) {}

std::uint32_t User::user_id() const { return host_->number(); }

void User::sleep(std::chrono::nanoseconds time) {
  host_->sleep(static_cast<std::uint64_t>(std::max<std::int64_t>(0, time.count())));
}

std::string User::env(const char* name, std::string otherwise) {
  if (const char* value = std::getenv(name)) return value;
  return otherwise;
}

std::vector<std::unique_ptr<UserClass>>& user_classes() {
  static std::vector<std::unique_ptr<UserClass>> classes;
  return classes;
}

}  // namespace brood
