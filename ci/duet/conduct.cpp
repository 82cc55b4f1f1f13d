#include "ci/duet/conduct.hpp"

#include <array>
#include <thread>

#include "brood/random.hpp"
#include "ci/duet/round_run.hpp"
#include "runner/channel/futex.hpp"
#include "runner/swarm/free_port.hpp"
#include "runner/swarm/output_folder.hpp"
#include "runner/swarm/probe_machine.hpp"
#include "runner/swarm/run.hpp"
#include "runner/swarm/run_record.hpp"
#include "runner/swarm/stop_signals.hpp"
#include "runner/swarm/utc_now.hpp"

namespace brood {

namespace {

constexpr int kAttempts = 3;     // of one round
constexpr int kMostRepeats = 6;  // of all rounds together
constexpr std::uint64_t kSeedOfRound = 0x9e3779b97f4a7c15;

// The new version over all rounds as one run, so that thresholds can judge it and reports show it.
class NewVersion {
 public:
  explicit NewVersion(RunRecord record) : record_(std::move(record)) {}

  static Expected<NewVersion> create(const DuetPlan& plan) {
    RunHeader header{plan.scenario, probe_machine(), utc_now()};
    header.scenario.sut->command = plan.after;
    Expected<RunRecord> record = RunRecord::create(plan.out + "/journal.jsonl", header);
    if (!record) return record.error();
    return NewVersion(*std::move(record));
  }

  void add(const std::vector<Interval>& round, Nanos length) {
    for (Interval interval : round) {
      interval.begin += length_;
      interval.end += length_;
      record_.interval(interval);
    }
    length_ += length;
  }

  Result finish(EndedBy ended_by) {
    RunFooter footer;
    footer.ended_by = ended_by;
    footer.duration = length_;
    return record_.finish(footer);
  }

 private:
  RunRecord record_;
  Nanos length_{};
};

class Conductor {
 public:
  Conductor(const DuetPlan& plan, const DuetHooks& hooks, std::array<std::uint16_t, 2> ports,
            NewVersion after)
      : plan_(plan), hooks_(hooks), ports_(ports), after_(std::move(after)), coin_(plan.scenario.seed) {
    outcome_.placement = plan.placement.value_or(placement_for(std::thread::hardware_concurrency()));
  }

  // Null if nothing can be measured; the outcome says why.
  Expected<DuetOutcome> run() {
    const std::uint64_t begin = channel::now_ns();
    if (std::optional<Error> mistake = rehearse()) return *mistake;
    if (outcome_.problem.empty()) play();
    outcome_.took = Nanos(static_cast<std::int64_t>(channel::now_ns() - begin));
    outcome_.after = after_.finish(outcome_.interrupted ? EndedBy::signal : EndedBy::run_time);
    return std::move(outcome_);
  }

 private:
  void say(const std::string& what) const {
    if (hooks_.on_step) hooks_.on_step(what);
  }
  bool interrupted() { return outcome_.interrupted = outcome_.interrupted || signals_.count() > 0; }

  std::optional<Error> rehearse() {
    say("rehearsal");
    RoundPlan how;
    if (outcome_.placement == Placement::turns) {
      how.pace.turns = 2;
      how.turn_order = 1;
    }
    const std::optional<RoundRun> run = attempt(how);
    if (!run) return mistake_;
    outcome_.pace = pace_after(run->round, outcome_.placement, plan_.round);
    outcome_.problem = outcome_.pace.problem;
    return std::nullopt;
  }

  void play() {
    DuetJudge judge(plan_.gate, plan_.prior);
    const int most = plan_.gate.looks.back();
    for (int number = 1; number <= most; ++number) {
      say("round " + std::to_string(number) + " of at most " + std::to_string(most));
      const std::optional<RoundRun> run = attempt(next(number));
      if (!run) return;
      after_.add(run->after, outcome_.pace.round);
      const bool final = judge.observe(run->round);
      outcome_.report = judge.report();
      if (final) break;
    }
    if (!outcome_.report.verdict) outcome_.problem = "no metric could be tested";
  }

  // Rounds come in pairs: a coin says who has the first port in one, and in the other it is the other way
  // round. So do turns within a round.
  RoundPlan next(int number) {
    RoundPlan how;
    how.number = number;
    how.pace = outcome_.pace;
    if (number % 2 == 1) first_slot_ = static_cast<int>(coin_.up_to(1));
    how.slot_of_before = number % 2 == 1 ? first_slot_ : 1 - first_slot_;
    for (unsigned turn = 0; turn < how.pace.turns; turn += 2)
      how.turn_order |= (std::uint64_t{1} + coin_.up_to(1)) << turn;
    return how;
  }

  // The round, or nothing: then the outcome or mistake_ says why.
  std::optional<RoundRun> attempt(const RoundPlan& how) {
    DuetPlan plan = plan_;
    plan.scenario.seed += kSeedOfRound * static_cast<std::uint64_t>(how.number);
    for (int attempt = 1;; ++attempt) {
      RoundRun run = run_round(plan, how, outcome_.placement, ports_,
                               round_folder(plan.out, how.number, attempt), [this] { return interrupted(); });
      if (run.problem.empty()) return run;
      const std::string what = how.number == 0 ? "the rehearsal" : "round " + std::to_string(how.number);
      outcome_.problem = what + ": " + run.problem;
      if (interrupted()) outcome_.problem = "stopped in " + what;
      if (run.usage) mistake_ = Error{run.problem};
      if (run.usage || outcome_.interrupted || attempt == kAttempts || repeats_ == kMostRepeats)
        return std::nullopt;
      ++repeats_;
      outcome_.remarks.push_back(what + " was repeated: " + run.problem);
      outcome_.problem.clear();
    }
  }

  const DuetPlan& plan_;
  const DuetHooks& hooks_;
  const std::array<std::uint16_t, 2> ports_;
  NewVersion after_;
  Random coin_;
  StopSignals signals_;
  DuetOutcome outcome_;
  std::optional<Error> mistake_;
  int first_slot_ = 0;
  int repeats_ = 0;
};

}  // namespace

Expected<DuetOutcome> conduct(const DuetPlan& plan, const DuetHooks& hooks) {
  if (const Status status = check_plan(plan); !status) return status.error();
  if (const Status status = check_target(program_of(plan.scenario)); !status) return status.error();
  std::array<std::uint16_t, 2> ports{};
  for (std::uint16_t& port : ports) {
    const Expected<std::uint16_t> found = find_free_port();
    if (!found) return found.error();
    port = *found;
  }
  if (const Status status = make_folder(plan.out); !status) return status.error();
  Expected<NewVersion> after = NewVersion::create(plan);
  if (!after) return after.error();
  return Conductor(plan, hooks, ports, *std::move(after)).run();
}

}  // namespace brood
