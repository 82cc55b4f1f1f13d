#include "runner/swarm/system_under_test.hpp"
#include "runner/swarm/free_port.hpp"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <sstream>

#include "runner/swarm/process_tree.hpp"
#include "runner/swarm/readiness.hpp"
#include "runner/swarm/text_file.hpp"

namespace brood {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr auto kBetweenQuestions = milliseconds{20};
constexpr auto kPatience = milliseconds{100};  // with the above, how long a signal to brood may wait
constexpr auto kGrace = seconds{5};

bool says_yes(const Interrupted& interrupted) { return interrupted && interrupted(); }

struct Usage {
  std::uint64_t ticks = 0;
  std::uint64_t pages = 0;
};

// The name in the second column may hold spaces and parentheses, so counting starts behind it.
std::optional<Usage> read_usage(pid_t pid) {
  const auto text = read_text_file("/proc/" + std::to_string(pid) + "/stat");
  const std::size_t name_end = text ? text->rfind(')') : std::string::npos;
  if (name_end == std::string::npos) return std::nullopt;
  std::istringstream rest(text->substr(name_end + 1));
  Usage usage;
  std::string column;
  for (int i = 3; i <= 24 && rest >> column; ++i) {
    if (i >= 14 && i <= 17) usage.ticks += std::stoull(column);  // own time and that of children waited for
    if (i == 24) usage.pages = std::stoull(column);
  }
  return usage;
}

}  // namespace

Status check_sut_plan(const SutPlan& plan) {
  const Expected<ReadyQuestion> question = ready_question(plan, loopback_address(1));
  if (!question) return question.error();
  return Done{};
}

SystemUnderTest::SystemUnderTest(Keeper& keeper, Address address, ProgramLog log)
    : keeper_(&keeper), address_(std::move(address)), log_(std::move(log)) {}

Expected<SystemUnderTest> SystemUnderTest::start(Keeper& keeper, const SutPlan& plan,
                                                 const SutSurroundings& surroundings,
                                                 const Interrupted& interrupted) {
  const Expected<std::uint16_t> port = plan.port != 0 ? plan.port : find_free_port();
  if (!port) return port.error();
  const Address chosen = loopback_address(*port);
  const Expected<ReadyQuestion> question = ready_question(plan, chosen);
  if (!question) return question.error();
  if (question->port != 0 && port_accepts(question->port)) {
    return Error{"port " + std::to_string(question->port) +
                 " is taken by another program: stop that, or let Brood choose a free one with {port} in the "
                 "command '" +
                 plan.command + "'"};
  }
  Expected<ProgramLog> log = ProgramLog::hold(surroundings.log_path);
  if (!log) return log.error();

  SystemUnderTest sut(keeper, question->address, *std::move(log));
  sut.command_ = fill_in_address(plan.command, chosen);
  Program program = shell_program(sut.command_);
  program.environment = surroundings.environment;
  program.working_directory = surroundings.working_directory;
  program.output = sut.log_.writer();
  const Expected<ProgramId> id = keeper.start_program(program);
  if (!id) return id.error();
  sut.log_.close_writer();
  sut.id_ = *id;
  sut.running_ = true;
  if (const Status ready = sut.wait_until_ready(*question, plan.ready_timeout, interrupted); !ready) {
    Error error = ready.error();
    sut.log_.keep();  // the run has failed, and the error tells the end of it only
    keeper.kill(sut.id_);
    static_cast<void>(sut.stop([] { return true; }));  // the first error is the one to tell
    return error;
  }
  return sut;
}

Status SystemUnderTest::wait_until_ready(const ReadyQuestion& question, Nanos timeout,
                                         const Interrupted& interrupted) {
  const auto deadline = Clock::now() + timeout;
  Readiness readiness(question);
  bool ready = false;
  while (true) {
    const std::optional<KeeperEvent> event = keeper_->wait_event(id_, ready ? Nanos{0} : kBetweenQuestions);
    log_.drain();
    if (event && event->kind != KeeperEvent::Kind::started) return died_early(*event);
    if (event) pid_ = event->pid;
    if (ready) return Done{};  // and it did not die meanwhile, leaving somebody else to answer
    if (says_yes(interrupted))
      return Error{"interrupted while waiting for the system under test to be ready"};
    if (pid_ != 0) ready = readiness.ask(kPatience);
    if (!ready && Clock::now() >= deadline) {
      log_.drain();
      return Error{with_log("the system under test was not ready within " + format_duration(timeout) + ": " +
                            readiness.describe())};
    }
  }
}

Error SystemUnderTest::died_early(const KeeperEvent& event) {
  running_ = false;
  if (event.kind != KeeperEvent::Kind::ended) return Error{"the system under test: " + event.error};
  while (log_.drain()) {
  }
  std::string message = "the system under test " + describe_status(event.status) + " before it was ready";
  if (event.status == 0) message += "; it must stay in the foreground";
  return Error{with_log(message)};
}

Error SystemUnderTest::died(const KeeperEvent& ended) {
  running_ = false;
  log_.drain();
  if (ended.kind != KeeperEvent::Kind::ended) return Error{"the system under test: " + ended.error};
  return Error{with_log("the system under test " + describe_status(ended.status) + " during the run")};
}

std::string SystemUnderTest::with_log(std::string message) const {
  constexpr std::size_t kLines = 20;
  constexpr std::size_t kBytes = 4000;
  message += "\n  command: " + command_.substr(0, 300);
  const std::string tail = log_.tail(kLines, kBytes);
  if (tail.empty()) return message + "\n  it wrote nothing";
  message += "\n  the end of " + log_.path() + ":";
  std::istringstream lines(tail);
  for (std::string line; std::getline(lines, line);) message += "\n    " + line;
  return message;
}

SutUsage SystemUnderTest::sample() {
  if (!running_) return {};
  std::uint64_t ticks = 0;
  std::uint64_t pages = 0;
  bool known = false;
  for (const pid_t pid : process_tree(pid_)) {
    const std::optional<Usage> usage = read_usage(pid);
    if (!usage) continue;
    known = true;
    ticks += usage->ticks;
    pages += usage->pages;
  }
  if (!known) return {};
  static const auto ticks_a_second = static_cast<std::uint64_t>(sysconf(_SC_CLK_TCK));
  static const auto page_size = static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
  cpu_ = std::max(cpu_, Nanos{static_cast<std::int64_t>(ticks * (1'000'000'000 / ticks_a_second))});
  return {true, cpu_, pages * page_size};
}

Status SystemUnderTest::stop(const Interrupted& hurry) {
  if (running_) keeper_->signal(id_, SIGTERM);
  const auto group_lives = [this] { return running_ || (pid_ != 0 && ::kill(-pid_, 0) == 0); };
  const auto deadline = Clock::now() + kGrace;
  while (group_lives() && Clock::now() < deadline && !says_yes(hurry)) wait_for_end(kBetweenQuestions);
  keeper_->kill(id_);
  const auto last = Clock::now() + kGrace;
  while (running_ && Clock::now() < last) wait_for_end(kBetweenQuestions);
  pid_ = 0;
  return log_.finish();
}

void SystemUnderTest::wait_for_end(Nanos patience) {
  const std::optional<KeeperEvent> event = keeper_->wait_event(id_, patience);
  if (event && event->kind != KeeperEvent::Kind::started) running_ = false;
  if (keeper_->lost()) pid_ = 0;
  log_.drain();
}

}  // namespace brood
