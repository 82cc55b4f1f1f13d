#include "ci/duet/conduct.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "ci/duet/duet_comparison.hpp"
#include "ci/duet/earlier_rounds.hpp"
#include "ci/duet/rehearsal.hpp"
#include "ci/duet/round_order.hpp"
#include "ci/duet/round_run.hpp"
#include "runner/channel/futex.hpp"
#include "runner/core/run_files.hpp"
#include "runner/core/text.hpp"
#include "runner/core/window_warnings.hpp"
#include "runner/swarm/free_port.hpp"
#include "runner/swarm/probe_machine.hpp"
#include "runner/swarm/run.hpp"
#include "runner/swarm/run_record.hpp"
#include "runner/swarm/stop_signals.hpp"
#include "runner/swarm/usable_processors.hpp"
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

  // The journal of an earlier duet stays what it is until accept().
  static NewVersion hold(const DuetPlan& plan, Placement placement) {
    // It has the load of one version.
    RunHeader header{scenario_of_version(plan, plan.after, 0, placement, kShortestRound), probe_machine(),
                     utc_now()};
    header.scenario.thresholds = plan.scenario.thresholds;
    header.scenario.spawn_rate = plan.scenario.spawn_rate;
    header.scenario.run_time.reset();
    return NewVersion(RunRecord::hold(plan.out + '/' + kJournalFile, header));
  }

  void accept() { record_.accept(); }

  void add(const std::vector<Interval>& seconds) {
    const Nanos begin = length_;
    for (Interval interval : seconds) {
      interval.begin += begin;
      interval.end += begin;
      length_ = interval.end;
      record_.interval(interval);
    }
  }

  void warn(const std::string& text) { record_.warning(text); }

  Result finish(const Comparison& comparison, EndedBy ended_by, const std::string& reason) {
    record_.comparison(comparison);
    RunFooter footer;
    footer.ended_by = ended_by;
    footer.reason = reason;
    footer.duration = length_;
    return record_.finish(footer);
  }

 private:
  RunRecord record_;
  Nanos length_{};
};

// Of metrics that the rehearsal knows.
Status check_limits(const std::map<std::string, double>& limits, const Round& rehearsal) {
  std::vector<std::string> known{GateMetric{{}, MetricKind::throughput}.name()};
  for (const auto& [task, side] : rehearsal.after.tasks)
    for (const MetricKind kind : kLatencyKinds) known.push_back(GateMetric{task, kind}.name());
  for (const auto& [name, share] : limits) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    const std::vector<std::string_view> candidates(known.begin(), known.end());
    const std::string near(nearest(name, candidates));
    return Error{"--limit: there is no metric " + in_quotes(name) + "; " +
                 (near.empty() ? "there are " + known.back() + " and the like"
                               : "did you mean " + in_quotes(near) + "?")};
  }
  return Done{};
}

class Conductor {
 public:
  Conductor(const DuetPlan& plan, const DuetHooks& hooks, Placement placement,
            std::array<std::uint16_t, 2> ports, NewVersion after)
      : plan_(plan),
        hooks_(hooks),
        ports_(ports),
        placement_(placement),
        earlier_(plan.out),
        after_(std::move(after)),
        order_(plan.scenario.seed) {}

  Expected<DuetOutcome> run() {
    const std::uint64_t begin = channel::now_ns();
    const bool rehearsed = rehearse();
    if (mistake_) return *mistake_;
    accept();
    if (rehearsed) play();
    Comparison comparison =
        comparison_of(report_, plan_.after == plan_.before ? "the same command" : "the old version");
    comparison.floor = plan_.gate.floor;
    comparison.remarks.push_back(
        how_it_was_made(Nanos(static_cast<std::int64_t>(channel::now_ns() - begin))));
    const EndedBy why = problem_.empty() ? EndedBy::run_time : EndedBy::not_ready;
    return DuetOutcome{after_.finish(comparison, interrupted() ? EndedBy::signal : why, problem_),
                       std::move(report_)};
  }

 private:
  void say(const std::string& what) const {
    if (hooks_.on_step) hooks_.on_step(what);
  }
  bool interrupted() { return signals_.count() > 0; }
  // What was asked makes sense; from here on the folder is this duet's.
  void accept() {
    accepted_ = true;
    earlier_.accept();
    after_.accept();
  }

  std::string how_it_was_made(Nanos took) const {
    if (report_.rounds == 0) return "No look; took " + human_duration(took) + " in all.";
    std::string text = std::to_string(report_.rounds) + (report_.rounds == 1 ? " round of " : " rounds of ") +
                       format_duration(pace_.round);
    if (pace_.turns == 0) text += ", both versions at once with half of the load each";
    else text += ", in turns of " + human_duration(pace_.round / pace_.turns);
    return text + "; seed " + std::to_string(plan_.scenario.seed) + "; took " + human_duration(took) +
           " in all.";
  }

  bool rehearse() {
    say("rehearsal");
    RoundPlan how;
    if (placement_ == Placement::turns) {
      how.pace.turns = 2;
      how.turn_order = 1;
    }
    const std::optional<RoundRun> run = attempt(how);
    if (!run) return false;
    pace_ = pace_after(run->round, placement_, plan_.round);
    problem_ = pace_.problem;
    if (const Status limits = check_limits(plan_.gate.limits, run->round); !limits) mistake_ = limits.error();
    if (!pace_.untested.empty()) after_.warn(untested_text());
    warn_of_windows();
    return problem_.empty() && !mistake_;
  }

  // Told before the load, since a window that is too long makes all of it worth less.
  void warn_of_windows() {
    Scenario measured = plan_.scenario;
    measured.run_time = plan_.gate.looks.back() * pace_.worked();
    for (const std::string& warning : window_warnings(measured)) {
      say(warning);
      after_.warn(warning);
    }
  }

  std::string untested_text() const {
    constexpr std::size_t kShown = 3;
    std::string text = "rounds of " + format_duration(pace_.round) + " are too short to test " +
                       std::to_string(pace_.untested.size()) +
                       (pace_.untested.size() == 1 ? " metric (" : " metrics (");
    for (std::size_t i = 0; i < std::min(kShown, pace_.untested.size()); ++i)
      text += (i == 0 ? "" : "; ") + pace_.untested[i];
    return text + (pace_.untested.size() > kShown ? "; ...)" : ")");
  }

  void play() {
    DuetJudge judge(plan_.gate, plan_.prior);
    const int most = plan_.gate.looks.back();
    for (int number = 1; number <= most; ++number) {
      say("round " + std::to_string(number) + " of at most " + std::to_string(most));
      const std::optional<RoundRun> run = attempt(order_.next(pace_));
      if (!run) return;
      after_.add(run->after);
      const bool final = judge.observe(run->round);
      report_ = judge.report();
      if (final) break;
    }
    if (!report_.verdict)
      problem_ = "no latency or throughput could be tested (" + report_.hindrance() +
                 "); make the rounds longer (--round), have more of them (--looks), or raise the load";
  }

  // The round, or nothing: then problem_ or mistake_ says why.
  std::optional<RoundRun> attempt(const RoundPlan& how) {
    DuetPlan plan = plan_;
    plan.scenario.seed += kSeedOfRound * static_cast<std::uint64_t>(how.number);
    const std::string what = how.number == 0 ? "the rehearsal" : "round " + std::to_string(how.number);
    for (int attempt = 1;; ++attempt) {
      RoundRun run = run_round(plan, how, placement_, ports_, round_folder(plan.out, how.number, attempt),
                               [this] { return signals_.count(); });
      if (run.problem.empty()) return run;
      if (run.usage && !accepted_) mistake_ = Error{run.problem};
      problem_ = interrupted() ? "stopped in " + what : what + ": " + run.problem;
      if (run.usage || interrupted() || attempt == kAttempts || repeats_ == kMostRepeats) return std::nullopt;
      ++repeats_;
      after_.warn(what + " was repeated: " + run.problem);
      problem_.clear();
    }
  }

  const DuetPlan& plan_;
  const DuetHooks& hooks_;
  const std::array<std::uint16_t, 2> ports_;
  const Placement placement_;
  EarlierRounds earlier_;
  bool accepted_ = false;
  NewVersion after_;
  RoundOrder order_;
  StopSignals signals_;
  Pace pace_;
  DuetReport report_;
  std::string problem_;           // why there is no verdict
  std::optional<Error> mistake_;  // of the caller's
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
  const Placement placement = plan.placement.value_or(placement_for(usable_processors()));
  return Conductor(plan, hooks, placement, ports, NewVersion::hold(plan, placement)).run();
}

}  // namespace brood
