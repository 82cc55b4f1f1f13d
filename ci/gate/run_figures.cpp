#include "ci/gate/run_figures.hpp"

#include <algorithm>
#include <cmath>

#include "ci/gate/quiet_rounds.hpp"
#include "ci/gate/statistics.hpp"
#include "runner/core/saturating.hpp"
#include "runner/core/utf8.hpp"

namespace brood {
namespace {

constexpr Nanos kFirstSecond = std::chrono::seconds{1};

// From when on the load is what was asked for.
Nanos begin_of(const Scenario& scenario) {
  Nanos from = kFirstSecond;
  if (!scenario.stages && scenario.users > 1 && scenario.spawn_rate > 0) {
    const double released = (scenario.users - 1) / scenario.spawn_rate;
    from = std::max(from, nanos_of_seconds(released));
  }
  return scenario.run_time ? std::min(from, *scenario.run_time / 2) : from;
}

using SlicesOfTasks = std::vector<std::vector<Slice>>;

// How slow each second was, beside the usual: the mean over tasks of how far ln p50 was above the task's own
// median. With every task in every second that is the mean of ln p50 but for a constant, which the rule of
// quiet rounds does not see.
std::vector<double> pressure_of(const SlicesOfTasks& tasks, std::size_t seconds) {
  std::vector<double> sum(seconds, 0);
  std::vector<int> count(seconds, 0);
  for (const std::vector<Slice>& slices : tasks) {
    std::vector<double> medians;
    for (const Slice& slice : slices)
      if (slice.latency[0]) medians.push_back(*slice.latency[0]);
    if (medians.empty()) continue;
    const double usual = median(medians);
    for (const Slice& slice : slices) {
      if (!slice.latency[0]) continue;
      for (std::size_t second = slice.first; second < slice.end; ++second) {
        sum[second] += *slice.latency[0] - usual;
        ++count[second];
      }
    }
  }
  for (std::size_t second = 0; second < seconds; ++second)
    if (count[second] > 0) sum[second] /= count[second];
  return sum;
}

bool is_quiet(const Slice& slice, const std::vector<bool>& quiet) {
  const auto at = [&](std::size_t second) { return quiet.begin() + static_cast<std::ptrdiff_t>(second); };
  return 2 * std::count(at(slice.first), at(slice.end), true) >=
         static_cast<std::ptrdiff_t>(slice.end - slice.first);
}

// Of a task that only ran in noisy seconds these have to do.
std::vector<Slice> kept_of(const std::vector<Slice>& slices, const std::vector<bool>& quiet) {
  std::vector<Slice> kept;
  for (const Slice& slice : slices)
    if (is_quiet(slice, quiet)) kept.push_back(slice);
  return kept.empty() ? slices : kept;
}

template <class Value>
std::optional<double> mean_over(const std::vector<Slice>& slices, Value value) {
  std::vector<double> found;
  for (const Slice& slice : slices)
    if (const std::optional<double> x = value(slice)) found.push_back(*x);
  return found.empty() ? std::nullopt : std::optional(mean(found));
}

void put(const GateMetric& metric, const std::optional<double>& y, std::uint64_t count, RunFigures& figures) {
  if (y) {
    figures.metrics.push_back({metric, *y});
    return;
  }
  const bool is_median = metric.kind == MetricKind::p50 || metric.kind == MetricKind::throughput;
  MetricResult& untested = figures.untested.emplace_back();
  untested.metric = metric;
  untested.reason = "the run has " + std::to_string(count) + " iterations that count; it takes " +
                    std::to_string(is_median ? 10 : Slices::kEnough);
}

}  // namespace

void RunFold::observe(const RunHeader& header) {
  from_ = begin_of(header.scenario);
  is_open_ = header.scenario.is_open();
  is_steady_ = !header.scenario.stages || header.scenario.stages->shape.length() == Nanos::zero();
}

void RunFold::observe(const Interval& interval) {
  if (interval.drain || interval.end <= interval.begin) return;
  const bool is_whole = interval.end - interval.begin >= kFirstSecond / 2;
  if (interval.begin < from_) warm_up_.add(interval);
  else if (is_whole) measured_.add(interval);
}

void RunFold::Part::add(const Interval& interval) {
  const std::size_t number = seconds++;
  const Nanos length = interval.end - interval.begin;
  std::uint64_t ended = 0;
  for (const TaskRow& task : interval.tasks) {
    add_to(ended, saturating_add(task.row.passed, task.row.failed));
    tasks[to_utf8(task.task)].add(number, length, task.row.passed, task.row.latency);
  }
  all.add(number, length, ended, Histogram(3));
}

RunFigures RunFold::figures_of(const Part& part) const {
  RunFigures figures;
  figures.seconds = part.seconds;
  SlicesOfTasks slices;
  for (const auto& [name, task] : part.tasks) slices.push_back(task.slices());
  std::vector<bool> quiet(part.seconds, true);
  if (is_steady_ && part.seconds > 0) quiet = quiet_rounds(pressure_of(slices, part.seconds));
  figures.quiet = static_cast<std::size_t>(std::count(quiet.begin(), quiet.end(), true));
  auto of_task = slices.begin();
  for (const auto& [name, task] : part.tasks) {
    const std::vector<Slice> kept = kept_of(*of_task++, quiet);
    for (std::size_t i = 0; i < kLatencyKinds.size(); ++i) {
      const auto y = mean_over(kept, [&](const Slice& slice) { return slice.latency[i]; });
      put({name, kLatencyKinds[i]}, y, task.count(), figures);
    }
  }
  if (is_open_ || part.all.count() == 0) return figures;
  const auto rate = mean_over(kept_of(part.all.slices(), quiet),
                              [](const Slice& slice) { return std::optional(slice.rate); });
  put({{}, MetricKind::throughput}, rate, part.all.count(), figures);
  return figures;
}

RunFigures RunFold::end() const { return figures_of(measured_.seconds > 0 ? measured_ : warm_up_); }

}  // namespace brood
