#include "ci/duet/rehearsal.hpp"

#include <algorithm>
#include <cmath>

#include "ci/gate/gate_metric.hpp"

namespace brood {

namespace {

constexpr double kFewestBeyond = 5;  // samples beyond a quantile in a round, as the gate has it
constexpr double kTestedShare = 0.95;
constexpr Nanos kShortestTurn = std::chrono::seconds(1);
constexpr double kIterationsInTurn = 3;

struct Task {
  std::string name;
  double rate = 0;    // iterations a second, of the version that makes fewer
  double median = 0;  // ns, of the slower version
};

std::vector<Task> tasks_of(const Round& round) {
  std::vector<Task> tasks;
  for (const auto& [name, before] : round.before.tasks) {
    const auto after = round.after.tasks.find(name);
    if (after == round.after.tasks.end()) continue;
    Task task{name, 0, 0};
    task.rate = std::min(static_cast<double>(before.requests) / round.before.seconds,
                         static_cast<double>(after->second.requests) / round.after.seconds);
    for (const TaskRound* side : {&before, &after->second})
      if (const auto median = quantile_of(side->latency, 0.5))
        task.median = std::max(task.median, median->value);
    tasks.push_back(task);
  }
  return tasks;
}

Nanos whole_seconds(double seconds) {
  return std::chrono::seconds(static_cast<std::int64_t>(std::ceil(std::min(seconds, 1e6))));
}

Nanos length_for(const std::vector<Task>& tasks, Placement placement) {
  // Rounds differ, and the rehearsal is only one: one that is just long enough would be too short half the
  // time.
  constexpr double kMargin = 1.2;
  double worked = 0;
  for (const Task& task : tasks)
    worked = std::max(worked, kMargin * kFewestBeyond / (1 - kTestedShare) / task.rate);
  const Nanos wanted = whole_seconds(placement == Placement::turns ? 2 * worked : worked);
  return std::clamp(wanted, kShortestRound, kLongestRound);
}

// An even number of them, so that each version has as many; of whole seconds, as the intervals of a run are.
void share_out(Pace& pace, const std::vector<Task>& tasks) {
  const auto slowest = std::max_element(tasks.begin(), tasks.end(),
                                        [](const Task& a, const Task& b) { return a.median < b.median; });
  const Nanos turn = std::max(kShortestTurn, whole_seconds(kIterationsInTurn * slowest->median / 1e9));
  const auto pairs = std::max<Nanos::rep>(1, (pace.round + 2 * turn - Nanos(1)) / (2 * turn));
  pace.round = pairs * 2 * turn;
  pace.turns = static_cast<unsigned>(2 * pairs);
  if (pace.round > kLongestRound + 2 * turn - kShortestTurn || 2 * turn > kLongestRound)
    pace.problem =
        "iterations of " + slowest->name + " take " + human_duration(Nanos(std::llround(slowest->median))) +
        ", too long for versions that take turns: a round would last " + format_duration(pace.round) +
        ". Use a machine with at least four processors, or shorter tasks";
}

void name_untested(Pace& pace, const std::vector<Task>& tasks) {
  const double seconds = std::chrono::duration<double>(pace.worked()).count();
  for (const Task& task : tasks)
    for (const MetricKind kind : kLatencyKinds) {
      const double samples = task.rate * seconds;
      if (samples * (1 - quantile_share(kind)) >= kFewestBeyond) continue;
      const double needed = std::ceil(kFewestBeyond / (1 - quantile_share(kind)));
      pace.untested.push_back(GateMetric{task.name, kind}.name() + ": about " +
                              std::to_string(std::lround(samples)) + " iterations a round, needs " +
                              std::to_string(std::lround(needed)));
    }
}

}  // namespace

Pace pace_after(const Round& rehearsal, Placement placement, std::optional<Nanos> asked) {
  Pace pace;
  const std::vector<Task> tasks = tasks_of(rehearsal);
  if (tasks.empty()) {
    pace.problem = "no task ended an iteration in both versions within " + format_duration(kShortestRound);
    return pace;
  }
  pace.round = asked ? std::chrono::ceil<std::chrono::seconds>(*asked) : length_for(tasks, placement);
  if (placement == Placement::turns) share_out(pace, tasks);
  if (pace.problem.empty()) name_untested(pace, tasks);
  return pace;
}

}  // namespace brood
