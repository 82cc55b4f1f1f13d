// A user: shuffled passes over the tasks, one iteration after another, until brood says stop.
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <new>
#include <utility>

#include "brood/random.hpp"
#include "runner/agent/recorder.hpp"
#include "runner/agent/sample_times.hpp"
#include "runner/agent/state.hpp"
#include "runner/channel/arrival_queue.hpp"
#include "runner/channel/futex.hpp"

extern "C" void brood_curl_tap_settle(void);

// Present in programs that are built for coverage.
extern "C" void __gcov_dump(void) __attribute__((weak));

namespace brood::agent {

namespace {

using channel::now_ns;

constexpr char kNoMemory[] =
    "there is no memory left in a user; ask for fewer users, or raise ulimit -v or the container's limit";

enum class GroupState : unsigned char { fresh, ready, failed };

struct Group {
  GroupState state;
  KeptFailure failure;  // of its set-up
};

// Made when first needed; users inherit what the zygote set up.
Group* the_groups;

Group& group_at(std::uint32_t group) {
  if (the_groups == nullptr) {
    const std::uint32_t count = state().program->group_count;
    the_groups = static_cast<Group*>(calloc(count == 0 ? 1 : count, sizeof(Group)));
    if (the_groups == nullptr) give_up(kNoMemory);
  }
  return the_groups[group];
}

// A variable of the environment whose number is rewritten in place, without allocation.
class NumberVariable {
 public:
  explicit NumberVariable(const char* name) : name_(name), length_(strlen(name) + 1) {
    *stpcpy(text_, name) = '=';
    set(0);
    putenv(text_);
  }
  ~NumberVariable() { unsetenv(name_); }
  NumberVariable(const NumberVariable&) = delete;
  NumberVariable& operator=(const NumberVariable&) = delete;
  void set(std::uint64_t number) {
    char digits[20];
    unsigned count = 0;
    do digits[count++] = static_cast<char>('0' + number % 10);
    while ((number /= 10) != 0);
    char* to = text_ + length_;
    while (count != 0) *to++ = digits[--count];
    *to = '\0';
  }

 private:
  const char* name_;
  std::size_t length_;  // of the name and the sign after it
  char text_[48] = {};
};

// What each user finds in its environment. The zygote puts them there, since putenv costs a process three
// pages of its own; users rewrite the numbers.
struct Variables {
  NumberVariable user_id{"BROOD_USER_ID"};
  NumberVariable iteration{"BROOD_ITERATION"};
  NumberVariable unique_id{"PT_UNIQUE_ID"};
};

Variables* the_variables;

class User {
 public:
  // `progress` must outlive it.
  User(std::uint32_t number, Progress& progress)
      : number_(number),
        program_(*state().program),
        progress_(progress),
        plan_(state().layout.plan()),
        orders_(state().layout.orders(number)),
        claims_(state().layout.claims()),
        told_(state().layout.user(number)),
        serial_(told_.serial.load(std::memory_order_relaxed)),
        arrival_(told_.arrival.load(std::memory_order_relaxed)),
        random_(plan_.seed + 0x2545f4914f6cdd1d * (std::uint64_t{number} + 1) +
                (plan_.once != 0 ? 0 : orders_.generation.load())) {}

  [[noreturn]] void run() {
    the_variables->user_id.set(number_);
    const unsigned seed = static_cast<unsigned>(random_());
    srand(seed);
    srandom(seed);
    order_ = static_cast<std::uint32_t*>(malloc(sizeof(std::uint32_t) * (program_.task_count + 1)));
    if (order_ == nullptr) give_up(kNoMemory);
    for (std::uint32_t i = 0; i < program_.task_count; ++i) order_[i] = i;
    program_.user_begin(program_.self);
    while (pass() && plan_.once == 0) {
    }
    finish();
  }

 private:
  std::uint32_t command() const { return orders_.command.load(std::memory_order_acquire); }
  bool stopping() const { return command() == channel::kStop; }

  // All tasks once, in random order. False when the user has to stop.
  bool pass() {
    shuffle();
    for (std::uint32_t i = first(); i < program_.task_count; ++i) {
      wait_for_release();
      if (plan_.arrival_capacity == 0) wait();
      else wait_for_arrival();
      if ((stopping() && !due_.is_arrival) || !step(order_[i])) return false;
    }
    return true;
  }

  // A pass that is to be the only one goes on behind the iteration in which the user's last process died.
  std::uint32_t first() const {
    const std::uint64_t begun = plan_.once == 0 ? 0 : serial_;
    return begun < program_.task_count ? static_cast<std::uint32_t>(begun) : program_.task_count;
  }

  void shuffle() {
    for (std::uint32_t i = program_.task_count; i > 1; --i) {
      const std::uint64_t j = random_.up_to(i - 1);
      const std::uint32_t other = order_[j];
      order_[j] = order_[i - 1];
      order_[i - 1] = other;
    }
  }

  void wait_for_release() {
    if (command() != channel::kPark && begun_) return;
    begun_ = true;
    while (command() == channel::kPark) channel::futex_wait(orders_.command, channel::kPark, 0);
    due_.at = due_.free_since = state().layout.user_orders(number_).released_at.load();
  }

  // Claims an arrival of the open model and sleeps until it is due. One that is claimed and due is begun even
  // when the run is over meanwhile.
  void wait_for_arrival() {
    constexpr std::uint64_t kLookAgain = 20'000'000;
    channel::ArrivalQueue queue(state().layout);
    due_.at = arrival_;  // of this user's last process
    while (due_.at == 0 && !stopping()) {
      due_.at = queue.try_claim(channel::kNoArrival - 1);
      if (due_.at != channel::kNoArrival) break;
      due_.at = 0;
      channel::futex_wait(orders_.command, channel::kRun, now_ns() + kLookAgain);
    }
    keep_arrival(due_.at);
    wait();
    due_.is_arrival = due_.at != 0 && now_ns() >= due_.at;
  }

  // Sleeps until the next iteration is due, and it is this run's turn.
  void wait() {
    for (std::uint64_t now = now_ns(); !stopping(); now = now_ns()) {
      if (plan_.arrival_capacity == 0) due_.put_off(plan_.turns, now);  // else they are planned so
      if (now >= due_.at) return;
      channel::futex_wait(orders_.command, channel::kRun, due_.at);
    }
  }

  // False when the shared budget is used up.
  bool step(std::uint32_t task) {
    if (plan_.budget != 0 && claims_.tickets.fetch_add(1) >= plan_.budget) return false;
    // Before the set-up: an iteration that dies in it must not be tried for ever.
    const std::uint64_t serial = serial_++;
    told_.serial.store(serial_, std::memory_order_relaxed);
    const std::uint32_t group = program_.task_group(program_.self, task);
    if (group_at(group).state == GroupState::fresh) {
      set_up_group(group, task);
      due_.free_since = now_ns();  // the set-up is not the next iteration's lateness
      if (stopping() && !due_.is_arrival) return false;
    }
    iterate(task, serial, group_at(group));
    return !is_stopped();
  }

  void iterate(std::uint32_t task, std::uint64_t serial, const Group& group) {
    the_variables->iteration.set(serial);
    the_variables->unique_id.set(serial * plan_.user_count + number_);

    IterationSample sample{};
    sample.task = task;
    sample.user = number_;
    const std::uint64_t begin = now_ns();
    set_begin(sample, due_, begin);
    if (std::exchange(due_.is_arrival, false)) keep_arrival(0);
    progress_.begin_iteration(task, begin);
    sample.outcome = group.state == GroupState::failed
                         ? fail_with(group.failure)
                         : static_cast<Outcome>(program_.run(program_.self, task));
    if (sample.outcome == Outcome::failed && is_only_stopped()) sample.outcome = Outcome::skipped;
    brood_curl_tap_settle();
    if (!owns_slot()) _exit(0);  // a child that the test forked came back out of it
    if (sample.outcome == Outcome::skipped && is_stopped()) record_stop();
    const std::uint64_t end = due_.free_since = now_ns();
    set_end(sample, end, progress_.excused());
    progress_.leave();
    record_iteration(sample);
    plan_next(begin, end);
  }

  // That it is claimed outlives this process; 0: none is.
  void keep_arrival(std::uint64_t at) {
    arrival_ = at;
    told_.arrival.store(at, std::memory_order_relaxed);
  }

  void plan_next(std::uint64_t start, std::uint64_t end) {
    switch (plan_.wait_kind) {
      case channel::kWaitNone:
        due_.at = 0;
        break;
      case channel::kWaitBetween:
        due_.at = end + plan_.wait_min + random_.up_to(plan_.wait_max - plan_.wait_min);
        break;
      case channel::kWaitPacing:
        due_.at = start + plan_.wait_min > end ? start + plan_.wait_min : end;
        break;
    }
  }

  static Outcome fail_with(const KeptFailure& failure) {
    brood_agent_failure(failure.file, failure.line, failure.text, failure.length);
    return Outcome::failed;
  }

  [[noreturn]] void finish() {
    if (plan_.group_set_up_in_zygote == 0) {
      for (std::uint32_t i = 0; i < program_.group_count; ++i) tear_down_group(i);
    }
    fflush(nullptr);
    // One user is enough to say which code is covered, and many at once would fight over the files.
    if (number_ == 0 && __gcov_dump != nullptr) __gcov_dump();
    record_goodbye(is_stopped() ? 1 : 0);
    _exit(0);
  }

  const std::uint32_t number_;
  const brood_program& program_;
  Progress& progress_;
  const channel::Plan& plan_;
  const channel::SlotOrders& orders_;
  channel::Claims& claims_;
  channel::UserState& told_;
  std::uint64_t serial_;
  std::uint64_t arrival_;  // claimed and not begun; 0: none
  Random random_;
  Due due_;             // of the next iteration
  bool begun_ = false;  // was released once
  std::uint32_t* order_ = nullptr;
};

// Null in the zygote.
Progress* own_progress = nullptr;

void enter_group(channel::Activity activity, std::uint32_t group) {
  if (own_progress != nullptr) own_progress->enter(activity, group, now_ns());
}

void leave_group() {
  if (own_progress != nullptr) own_progress->leave();
}

void keep_default_text(KeptFailure& failure, const char* group) {
  static const char kText[] = "set-up of the suite failed: ";
  if (failure.text != nullptr) return;
  const std::size_t size = sizeof kText + strlen(group);
  failure.text = static_cast<char*>(malloc(size));
  if (failure.text == nullptr) give_up(kNoMemory);
  snprintf(failure.text, size, "%s%s", kText, group);
  failure.length = static_cast<std::uint32_t>(size - 1);
}

}  // namespace

bool set_up_group(std::uint32_t group, std::uint32_t task) {
  const brood_program& program = *state().program;
  Group& g = group_at(group);
  if (own_progress != nullptr) own_progress->is_needed_for(task);
  enter_group(channel::kGroupSetUp, group);
  keep_first_failure(&g.failure);
  const bool good = program.group_set_up(program.self, group) != 0;
  keep_first_failure(nullptr);
  leave_group();
  g.state = good ? GroupState::ready : GroupState::failed;
  if (!good) keep_default_text(g.failure, program.group_name(program.self, group));
  return good;
}

void tear_down_group(std::uint32_t group) {
  const brood_program& program = *state().program;
  Group& g = group_at(group);
  if (g.state == GroupState::fresh) return;
  enter_group(channel::kGroupTearDown, group);
  program.group_tear_down(program.self, group);
  leave_group();
  g.state = GroupState::fresh;
}

void prepare_users() {
  void* memory = malloc(sizeof(Variables));
  if (memory == nullptr) give_up(kNoMemory);
  the_variables = new (memory) Variables;
}

void end_users() {
  the_variables->~Variables();
  free(the_variables);
}

namespace {

void stay_with(pid_t zygote) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != zygote) _exit(4);
}

}  // namespace

void run_user(std::uint32_t slot, pid_t zygote) {
  stay_with(zygote);
  static Progress progress(state().layout.user(slot));
  record_for(slot, progress);
  start_recording(slot, true);
  own_progress = &progress;
  static User* user = new (malloc(sizeof(User))) User(slot, progress);
  user->run();
}

void run_process(std::uint32_t slot, pid_t zygote) {
  stay_with(zygote);
  static Progress nobody(state().layout.user(0));
  record_for(0, nobody);
  start_recording(slot, false);
  const brood_program& program = *state().program;
  const std::uint32_t left = program.run_process(program.self, slot);
  fflush(nullptr);
  record_goodbye(left);
  _exit(0);
}

}  // namespace brood::agent
