#include "ci/gate/duet_metrics.hpp"

#include <algorithm>

#include "runner/core/text.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

MetricResult untested(const GateMetric& metric, const std::string& reason) {
  MetricResult result;
  result.metric = metric;
  result.reason = reason;
  return result;
}

std::string too_few_rounds(std::size_t rounds) {
  return "only " + std::to_string(rounds) + " quiet rounds have it in both versions; it takes " +
         std::to_string(kFewestRounds);
}

// Why a round is too short to test the metric, or empty.
std::string lack_of_requests(const GateMetric& metric, const DuetFigures& figures) {
  if (metric.kind == MetricKind::throughput) return {};
  constexpr double kBeyond = 5;
  const double requests = figures.requests_of_round(metric.task);
  const double beyond = 1 - quantile_share(metric.kind);
  // 100 * (1 - 0.95) is a little more than 5, other shares are a little less: neither decides.
  if (requests * beyond >= kBeyond * (1 - 1e-9)) return {};
  return "a round has " + human_number(requests) + " requests; it takes " + human_number(kBeyond / beyond);
}

int rounds_with(const std::vector<TaskPair>& pairs, TaskFigures TaskPair::*side) {
  const auto ran = [&](const TaskPair& pair) { return (pair.*side).requests > 0; };
  return static_cast<int>(std::count_if(pairs.begin(), pairs.end(), ran));
}

// A latency or throughput that both versions have.
void choose(const GateMetric& metric, const DuetFigures& figures, const std::vector<bool>& kept,
            MetricList& list) {
  if (const std::string lack = lack_of_requests(metric, figures); !lack.empty()) {
    list.untested.push_back(untested(metric, lack));
    return;
  }
  const std::size_t rounds = figures.shifts(metric, kept).values.size();
  if (rounds >= kFewestRounds) {
    list.tested.push_back(metric);
    return;
  }
  list.lacks_rounds = true;
  list.untested.push_back(untested(metric, too_few_rounds(rounds)));
}

void choose_of_task(const std::string& task, const std::vector<TaskPair>& pairs, const DuetFigures& figures,
                    const std::vector<bool>& kept, MetricList& list) {
  const int before = rounds_with(pairs, &TaskPair::before);
  const int after = rounds_with(pairs, &TaskPair::after);
  if (std::min(before, after) == 0) {
    if (std::max(before, after) >= kFewestRounds) {
      list.missing.push_back({task, before > 0});
      return;
    }
    const std::string reason = before == after ? "it was never run" : MissingTask{task, before > 0}.reason();
    for (const MetricKind kind : {MetricKind::p50, MetricKind::p95, MetricKind::p99, MetricKind::errors})
      list.untested.push_back(untested({task, kind}, reason));
    return;
  }
  for (const MetricKind kind : kLatencyKinds) choose({task, kind}, figures, kept, list);
  list.tested.push_back({task, MetricKind::errors});
}

MetricResult test_shifts(const GateMetric& metric, const DuetFigures& figures, const std::vector<bool>& kept,
                         const std::vector<Variances>& prior, const GateOptions& options,
                         double alpha_of_one) {
  const Shifts shifts = figures.shifts(metric, kept);
  MetricResult result;
  result.metric = metric;
  result.counts = true;
  if (shifts.values.size() < kFewestRounds) {
    result.reason = too_few_rounds(shifts.values.size());
    return result;
  }
  result.sample = sample_of(shifts.values, shifts.width_squares);
  result.before = shifts.before;
  result.after = shifts.after;
  result.test = test_shift(*result.sample, prior_of(prior, metric.name()), options.floor);
  result.p = result.test->p;
  result.p_improved = result.test->p_improved;
  result.sensitivity = sensitivity(*result.test, options.floor, alpha_of_one, options.beta);
  return result;
}

MetricResult test_errors(const GateMetric& metric, const ErrorCounts& counts, double phi,
                         const GateOptions& options, double alpha_of_one) {
  const auto rate = [](std::uint64_t errors, std::uint64_t requests) {
    return static_cast<double>(errors) / static_cast<double>(requests);
  };
  MetricResult result;
  result.metric = metric;
  result.counts = true;
  result.p = error_p(counts, phi, options.error_floor);
  result.rates = {rate(counts.errors_before(), counts.requests_before),
                  rate(counts.errors_after(), counts.requests_after), phi,
                  noticeable_rate(counts, phi, options.error_floor, alpha_of_one)};
  return result;
}

double phi_of(const MetricList& list, const DuetFigures& figures) {
  std::vector<ErrorCounts> all;
  for (const GateMetric& metric : list.tested)
    if (metric.kind == MetricKind::errors) all.push_back(figures.errors(metric.task));
  return heterogeneity(all).phi;
}

}  // namespace

std::string MissingTask::reason() const {
  return std::string("only the ") + (in_old ? "old" : "new") + " version ran it";
}

bool MetricList::has_latency() const {
  return std::any_of(tested.begin(), tested.end(), [](const GateMetric& metric) {
    return metric.kind != MetricKind::errors && metric.kind != MetricKind::throughput;
  });
}

MetricList choose_metrics(const DuetFigures& figures, const std::vector<bool>& kept) {
  MetricList list;
  for (const auto& [task, pairs] : figures.tasks()) choose_of_task(task, pairs, figures, kept, list);
  const GateMetric throughput{{}, MetricKind::throughput};
  if (figures.has_throughput()) choose(throughput, figures, kept, list);
  return list;
}

std::vector<MetricResult> test_metrics(const MetricList& list, const DuetFigures& figures,
                                       const std::vector<bool>& kept, const std::vector<Variances>& prior,
                                       const GateOptions& options) {
  const double alpha_of_one =
      options.alpha / static_cast<double>(std::max<std::size_t>(1, list.tested.size()));
  const double phi = phi_of(list, figures);
  std::vector<MetricResult> results;
  for (const GateMetric& metric : list.tested) {
    results.push_back(metric.kind == MetricKind::errors
                          ? test_errors(metric, figures.errors(metric.task), phi, options, alpha_of_one)
                          : test_shifts(metric, figures, kept, prior, options, alpha_of_one));
  }
  results.insert(results.end(), list.untested.begin(), list.untested.end());
  return results;
}

}  // namespace brood
