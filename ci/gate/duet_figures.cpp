#include "ci/gate/duet_figures.hpp"

#include <algorithm>
#include <cmath>

#include "ci/gate/quiet_rounds.hpp"
#include "ci/gate/statistics.hpp"

namespace brood {
namespace {

TaskFigures figures_of(const TaskRound& task) {
  TaskFigures figures{task.requests, task.errors, {}};
  for (std::size_t i = 0; i < kLatencyKinds.size(); ++i) {
    figures.latency[i] = quantile_of(task.latency, quantile_share(kLatencyKinds[i]));
    if (figures.latency[i]) figures.latency[i]->value = std::log(figures.latency[i]->value);
  }
  return figures;
}

bool has_median(const TaskPair& pair) { return pair.before.latency[0] && pair.after.latency[0]; }

}  // namespace

std::optional<DuetFigures::Throughput> DuetFigures::throughput_of(const Round& round) {
  const std::optional<double>& before = round.before.throughput;
  const std::optional<double>& after = round.after.throughput;
  if (!before || !after || *before <= 0 || *after <= 0) return std::nullopt;
  return Throughput{std::log(*before), std::log(*after)};
}

void DuetFigures::add(const Round& round) {
  const std::size_t before = rounds();
  throughput_.push_back(throughput_of(round));
  for (const auto* side : {&round.before, &round.after})
    for (const auto& [name, task] : side->tasks) tasks_.try_emplace(name, before);
  for (auto& [name, pairs] : tasks_) {
    TaskPair& pair = pairs.emplace_back();
    const auto old_task = round.before.tasks.find(name);
    const auto new_task = round.after.tasks.find(name);
    if (old_task != round.before.tasks.end()) pair.before = figures_of(old_task->second);
    if (new_task != round.after.tasks.end()) pair.after = figures_of(new_task->second);
  }
}

std::vector<double> DuetFigures::pressure() const {
  std::vector<double> pressure(rounds(), 0);
  int counted = 0;
  for (const auto& [name, pairs] : tasks_) {
    if (!std::all_of(pairs.begin(), pairs.end(), has_median)) continue;
    ++counted;
    for (std::size_t round = 0; round < pairs.size(); ++round)
      pressure[round] += (pairs[round].before.latency[0]->value + pairs[round].after.latency[0]->value) / 2;
  }
  if (counted == 0) return {};
  for (double& sum : pressure) sum /= counted;
  return pressure;
}

std::vector<bool> DuetFigures::quiet() const {
  const std::vector<double> found = pressure();
  return found.empty() ? std::vector<bool>(rounds(), true) : quiet_rounds(found);
}

Shifts DuetFigures::shifts(const GateMetric& metric, const std::vector<bool>& kept) const {
  Shifts shifts;
  const auto add = [&](double before, double after, double sign) {
    shifts.values.push_back(sign * (after - before));
    shifts.before += before;
    shifts.after += after;
  };
  for (std::size_t round = 0; round < rounds(); ++round) {
    if (!kept[round]) continue;
    if (metric.kind == MetricKind::throughput) {
      if (const auto& both = throughput_[round]) add(both->before, both->after, -1);
      continue;
    }
    const TaskPair& pair = tasks_.at(metric.task)[round];
    const auto kind = static_cast<std::size_t>(metric.kind);
    const std::optional<Quantile>& before = pair.before.latency[kind];
    const std::optional<Quantile>& after = pair.after.latency[kind];
    if (!before || !after) continue;
    add(before->value, after->value, 1);
    shifts.width_squares += (before->width * before->width + after->width * after->width) / 2;
  }
  if (shifts.values.empty()) return shifts;
  const auto count = static_cast<double>(shifts.values.size());
  shifts.width_squares /= count;
  shifts.before = std::exp(shifts.before / count);
  shifts.after = std::exp(shifts.after / count);
  return shifts;
}

double DuetFigures::requests_of_round(const std::string& task) const {
  std::vector<double> smaller;
  for (const TaskPair& pair : tasks_.at(task))
    smaller.push_back(static_cast<double>(std::min(pair.before.requests, pair.after.requests)));
  return median(smaller);
}

ErrorCounts DuetFigures::errors(const std::string& task) const {
  ErrorCounts counts;
  for (const TaskPair& pair : tasks_.at(task)) {
    counts.rounds.push_back({pair.before.errors, pair.after.errors});
    counts.requests_before += pair.before.requests;
    counts.requests_after += pair.after.requests;
  }
  return counts;
}

bool DuetFigures::has_throughput() const {
  return std::any_of(throughput_.begin(), throughput_.end(),
                     [](const auto& both) { return both.has_value(); });
}

}  // namespace brood
