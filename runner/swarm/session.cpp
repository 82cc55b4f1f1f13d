#include "runner/swarm/session.hpp"

#include <poll.h>
#include <sys/eventfd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstring>

#include "runner/channel/futex.hpp"
#include "runner/core/run_files.hpp"
#include "runner/swarm/kernel_needs.hpp"

namespace brood {

namespace {

constexpr Nanos kPollPause = std::chrono::milliseconds(100);
constexpr std::uint32_t kMostUsers = 1'000'000;
constexpr Nanos kGoodbye = std::chrono::seconds(10);

Nanos now() { return Nanos(static_cast<std::int64_t>(channel::now_ns())); }

std::optional<Address> address_of(const Scenario& scenario, const std::optional<SystemUnderTest>& sut) {
  if (sut) return sut->address();
  if (scenario.host.empty()) return std::nullopt;
  Expected<Address> address = parse_address(scenario.host);
  return address ? std::optional<Address>(*address) : std::nullopt;
}

}  // namespace

Session::Session(Scenario scenario, std::string out, Descriptor doorbell)
    : scenario_(std::move(scenario)), out_(std::move(out)), doorbell_(std::move(doorbell)) {}

Session::~Session() { close(); }

Expected<std::unique_ptr<Session>> Session::open(const Scenario& scenario, const std::string& out) {
  Descriptor doorbell(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!doorbell)
    return Error{std::string("cannot make an eventfd: ") + std::strerror(errno) + way_out(errno)};
  std::unique_ptr<Session> session(new Session(scenario, out, std::move(doorbell)));
  Expected<Keeper> keeper = Keeper::start();
  if (!keeper) return keeper.error();
  session->keeper_.emplace(*std::move(keeper));
  return session;
}

std::optional<Ending> Session::start() {
  if (scenario_.sut) {
    if (std::optional<Ending> ending = start_sut()) return ending;
  }
  return start_target(false);
}

std::optional<Ending> Session::list() { return start_target(true); }

bool Session::interrupted() { return (signal_count_ = signals_.count()) > 0; }

std::optional<Ending> Session::start_sut() {
  SutSurroundings surroundings;
  surroundings.log_path = out_ + '/' + kSutLogFile;
  Expected<SystemUnderTest> sut =
      SystemUnderTest::start(*keeper_, *scenario_.sut, surroundings, [this] { return interrupted(); });
  if (sut) {
    sut_.emplace(*std::move(sut));
    return std::nullopt;
  }
  return Ending{signal_count_ > 0 ? EndedBy::signal : EndedBy::not_ready, sut.error().message};
}

std::optional<Ending> Session::start_target(bool list_only) {
  const std::string log = out_.empty() ? "/dev/null" : out_ + '/' + kTargetLogFile;
  Expected<TargetProcess> target =
      TargetProcess::start(*keeper_, scenario_, address_of(scenario_, sut_), log);
  if (!target) return Ending{EndedBy::not_ready, target.error().message};
  target_.emplace(*std::move(target));
  offer_.run_time = static_cast<std::uint64_t>(scenario_.run_time.value_or(Nanos::zero()).count());
  offer_.user_count = scenario_.users;
  offer_.open = scenario_.is_open() ? 1 : 0;
  offer_.own_shape = scenario_.own_shape && !scenario_.stages && !scenario_.once ? 1 : 0;
  offer_.max_users = scenario_.max_users;
  offer_.once = scenario_.once ? 1 : 0;
  offer_.list_only = list_only ? 1 : 0;
  return wait_for_target(list_only);
}

std::optional<Ending> Session::wait_for_target(bool list_only) {
  const Nanos deadline = now() + scenario_.ready_timeout;
  const auto wanted = list_only ? TargetProcess::Stage::listed : TargetProcess::Stage::ready;
  while (target_->stage() == TargetProcess::Stage::starting) {
    pump(kPollPause);
    if (ending_ && ending_->usage_error) return ending_;
    if (signal_count_ > 0) return Ending{EndedBy::signal, "stopped before the target was ready"};
    if (now() > deadline) {
      const std::string tail = target_->log().tail(20, 4000);
      return Ending{EndedBy::not_ready, "the target " + scenario_.target + " was not ready for load within " +
                                            format_duration(scenario_.ready_timeout) + " (--ready-timeout)" +
                                            (tail.empty() ? "" : "; its last output:\n" + tail)};
    }
  }
  if (target_->stage() == wanted) return std::nullopt;
  if (target_->stage() == TargetProcess::Stage::refused) {
    const bool usage = target_->refusal() == 2;
    return Ending{usage ? EndedBy::not_ready : EndedBy::environment_failed, target_->reason(), usage};
  }
  pump(kPollPause);  // the rest of its output
  return Ending{
      EndedBy::not_ready,
      target_->reason() + (target_->status() == 0 ? "\nIt ended before it was ready for load." : "")};
}

void Session::pump(Nanos patience) {
  std::array<pollfd, 6> fds{};
  fds[0] = {signals_.fd(), POLLIN, 0};
  fds[1] = {keeper_->fd(), POLLIN, 0};
  fds[2] = {doorbell_.get(), POLLIN, 0};
  fds[3] = {target_ && !target_->link().lost() ? target_->link().fd() : -1, POLLIN, 0};
  fds[4] = {target_ ? target_->log().fd() : -1, POLLIN, 0};
  fds[5] = {sut_ ? sut_->log().fd() : -1, POLLIN, 0};
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(std::max(patience, Nanos::zero()));
  const timespec timeout{seconds.count(), (std::max(patience, Nanos::zero()) - seconds).count()};
  ppoll(fds.data(), fds.size(), &timeout, nullptr);

  if (fds[0].revents != 0) signal_count_ = signals_.count();
  if (fds[2].revents != 0) {
    std::uint64_t rung = 0;
    [[maybe_unused]] const ssize_t got = read(doorbell_.get(), &rung, sizeof rung);
  }
  // Before the keeper's news of its end: what the target said last counts.
  if (target_ && !target_->link().lost()) {
    while (std::optional<TargetMessage> message = target_->link().receive()) handle(*message);
  }
  if (fds[4].revents != 0) target_->log().drain();
  if (fds[5].revents != 0) sut_->log().drain();
  for (const KeeperEvent& event : keeper_->read_events()) handle(event);
}

void Session::handle(const TargetMessage& message) {
  if (message.type == channel::kTearDownFailed) tear_down_failures_.push_back(message.text);
  else if (!target_->shake_hands(message, offer_)) messages_.push_back(message);
  if (target_->placed && !memory_) make_memory();
}

// The program may need more users than one to do each task once or fewer than asked for, and may have a shape
// of its own, which stands for --stages or --rate.
Status Session::adopt_plan() {
  const bool has_shape = offer_.own_shape != 0 && target_->shape;
  const std::uint32_t most = offer_.once != 0 || has_shape ? kMostUsers : scenario_.users;
  scenario_.users = std::clamp(target_->users, 1u, most);
  if (has_shape) {
    scenario_.stages = std::move(target_->shape);
    const Nanos length = scenario_.stages->shape.length();
    if (length > Nanos::zero()) scenario_.run_time = std::min(length, scenario_.run_time.value_or(length));
  }
  return check_arrivals(scenario_);
}

void Session::make_memory() {
  if (Status status = adopt_plan(); !status) {
    ending_ = Ending{EndedBy::not_ready, status.error().message, true};
    return;
  }
  const std::uint32_t users = scenario_.users;
  // More processes than users make no sense, and the number comes from a program under test.
  const channel::Counts counts{std::clamp(target_->slots, 1u, users), users,
                               scenario_.is_open() ? channel::arrival_capacity(users) : 0};
  placement_.emplace(counts.users, counts.slots, target_->placement);
  Expected<SharedMemory> memory = SharedMemory::create(scenario_, counts, *placement_, target_->drives_users);
  if (!memory) {
    ending_ = Ending{EndedBy::not_ready, memory.error().message, true};
    return;
  }
  memory_.emplace(*std::move(memory));
  target_->link().hand_over_memory(memory_->plan_fd(), memory_->claims_fd(), doorbell_.get());
}

void Session::handle(const KeeperEvent& event) {
  const bool lost = event.kind == KeeperEvent::Kind::keeper_lost;
  if (target_ && (event.id == target_->id() || lost)) target_->observe(event);
  if (closing_) return;
  if (sut_ && event.id == sut_->id() && event.kind == KeeperEvent::Kind::ended) {
    ending_ = Ending{EndedBy::sut_died, sut_->died(event).message};
  } else if (target_ && !target_->running() && target_->stage() == TargetProcess::Stage::ended && !ending_) {
    ending_ = Ending{EndedBy::target_died, target_->reason()};
  }
}

void Session::finish_target(std::vector<std::string>& remarks) {
  const bool served = target_->stage() == TargetProcess::Stage::ready;
  if (served) target_->link().command(channel::kFinish, 0);
  const int signals = signal_count_;
  const Nanos deadline = now() + std::max(scenario_.stop_timeout, kGoodbye);
  bool killed = false;
  while (target_->running()) {
    if (!killed &&
        (now() > deadline || signal_count_ > signals ||
         !(served || target_->refusal() != 0 || target_->stage() == TargetProcess::Stage::listed))) {
      keeper_->kill(target_->id());
      killed = true;
    }
    pump(std::chrono::milliseconds(20));
    if (killed && now() > deadline + kGoodbye) break;
  }
  for (const std::string& failure : tear_down_failures_) {
    remarks.push_back("the target's global tear-down failed: " + failure);
  }
  if (!served || ending_) return;
  if (killed) {
    remarks.emplace_back("the target did not end by itself after the load and was killed");
  } else if (target_->status() != 0) {
    remarks.push_back("after the load the target " + describe_status(target_->status()));
  }
}

void Session::keep_logs() {
  if (target_) target_->log().keep();
  if (sut_) sut_->log().keep();
}

std::vector<std::string> Session::close() {
  std::vector<std::string> remarks;
  if (std::exchange(closed_, true) || !keeper_) return remarks;
  closing_ = true;
  if (target_) {
    finish_target(remarks);
    target_->log().drain();
    if (const Status status = target_->log().finish(); !status) remarks.push_back(status.error().message);
  }
  if (sut_) {
    const int signals = signal_count_;
    const Status status = sut_->stop([&] {
      signal_count_ = signals_.count();
      return signal_count_ > signals;
    });
    if (!status) remarks.push_back(status.error().message);
  }
  keeper_->finish();
  return remarks;
}

}  // namespace brood
