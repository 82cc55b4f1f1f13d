#include "ci/gate/stored_runs.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "ci/gate/looks.hpp"
#include "ci/gate/statistics.hpp"

namespace brood {
namespace {

// How much runs of shared machines differ, for those that have few stored ones. With ten they speak for
// themselves: the prior would hide a slowdown of 20 % on a quiet machine.
PriorVariance usual_variance(MetricKind kind, std::size_t runs) {
  constexpr std::size_t kEnough = 10;
  constexpr double kWeight = 4;
  if (runs >= kEnough) return {};
  double deviation = 0.08;
  if (kind == MetricKind::p95) deviation = 0.10;
  if (kind == MetricKind::p99) deviation = 0.12;
  return {deviation * deviation, kWeight};
}

MetricResult test_metric(const StoredMetric& metric, double family, const GateOptions& options) {
  assert(metric.metric.kind != MetricKind::errors);
  MetricResult result;
  result.metric = metric.metric;
  result.counts = true;
  result.sample = ShiftSample{metric.candidate - mean(metric.runs), sample_variance(metric.runs),
                              static_cast<int>(metric.runs.size())};
  result.test =
      test_prediction(*result.sample, usual_variance(metric.metric.kind, metric.runs.size()), options.floor);
  const double sign = metric.metric.kind == MetricKind::throughput ? -1 : 1;
  result.before = std::exp(sign * mean(metric.runs));
  result.after = std::exp(sign * metric.candidate);
  result.p = result.test->p;
  result.p_improved = result.test->p_improved;
  result.sensitivity = sensitivity(*result.test, options.floor, options.alpha / family, options.beta);
  return result;
}

}  // namespace

GateOptions stored_run_options() {
  GateOptions options;
  options.floor = 0.05;
  return options;
}

StoredReport judge_stored_runs(std::span<const StoredMetric> metrics, const GateOptions& options) {
  StoredReport report;
  for (const StoredMetric& metric : metrics) report.runs = std::max(report.runs, metric.runs.size());
  report.advisory = report.runs < kFewestStoredRuns;
  const std::size_t fewest = report.advisory ? 1 : kFewestStoredRuns;
  const auto enough = [&](const StoredMetric& metric) { return metric.runs.size() >= fewest; };
  const auto family = static_cast<double>(std::count_if(metrics.begin(), metrics.end(), enough));
  for (const StoredMetric& metric : metrics) {
    if (enough(metric)) {
      report.metrics.push_back(test_metric(metric, family, options));
      continue;
    }
    MetricResult& untested = report.metrics.emplace_back();
    untested.metric = metric.metric;
    untested.reason = "only " + std::to_string(metric.runs.size()) + " stored runs have it";
  }
  find_each(report.metrics, options.alpha, options.end);
  if (any_is(report.metrics, Finding::failed)) report.verdict = Finding::failed;
  else if (doubt(family_of(report.metrics)) < options.end) report.verdict = Finding::inconclusive;
  else if (any_is(report.metrics, Finding::improved)) report.verdict = Finding::improved;
  return report;
}

}  // namespace brood
