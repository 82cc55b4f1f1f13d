#include "ci/gate/baseline_comparison.hpp"

#include <map>
#include <set>

#include "ci/gate/compared_metric.hpp"
#include "ci/gate/stored_runs.hpp"

namespace brood {
namespace {

double signed_value(const RunMetric& metric) {
  return metric.metric.kind == MetricKind::throughput ? -metric.y : metric.y;
}

std::vector<StoredMetric> metrics_of(const RunFigures& figures, const std::vector<Baseline>& stored) {
  std::map<std::string, std::vector<double>> runs;
  for (const Baseline& baseline : stored)
    for (const RunMetric& known : baseline.metrics) runs[known.metric.name()].push_back(signed_value(known));
  std::vector<StoredMetric> metrics;
  for (const RunMetric& own : figures.metrics)
    metrics.push_back({own.metric, signed_value(own), runs[own.metric.name()]});
  return metrics;
}

// Metrics that stored runs have and this one has not, not even too little of.
std::vector<ComparedMetric> missing(const RunFigures& figures, const std::vector<Baseline>& stored) {
  std::set<std::string> names;
  for (const Baseline& baseline : stored)
    for (const RunMetric& metric : baseline.metrics) names.insert(metric.metric.name());
  for (const RunMetric& metric : figures.metrics) names.erase(metric.metric.name());
  for (const MetricResult& metric : figures.untested) names.erase(metric.metric.name());
  std::vector<ComparedMetric> metrics;
  for (const std::string& name : names) {
    ComparedMetric& metric = metrics.emplace_back();
    metric.name = name;
    metric.reason = "only stored runs have it";
  }
  return metrics;
}

void excuse(const char* why, Comparison& comparison) {
  comparison.finding = Finding::inconclusive;
  comparison.reason = why;
  for (ComparedMetric& metric : comparison.metrics)
    if (metric.finding == Finding::failed) metric.finding = Finding::inconclusive;
}

void conclude(const StoredReport& report, const RunFigures& figures, bool saturated, Comparison& comparison) {
  comparison.finding = report.verdict;
  comparison.counts = !report.advisory;
  if (figures.metrics.empty()) {
    comparison.finding = Finding::inconclusive;
    comparison.counts = true;
    comparison.reason = "The run is too short to measure anything";
  } else if (report.runs == 0) {
    comparison.reason = "There is nothing to compare with yet";
  } else if (report.advisory) {
    comparison.reason = "It counts from " + std::to_string(kFewestStoredRuns) + " stored runs on";
  } else if (saturated && report.verdict == Finding::failed) {
    excuse("The load generator was saturated, so what looks worse may be its fault", comparison);
  }
}

std::string seconds_text(const RunFigures& figures) {
  return std::to_string(figures.quiet) + " of " + std::to_string(figures.seconds) +
         (figures.seconds == 1 ? " measured second" : " measured seconds") +
         " counted; the others are left out as noisy.";
}

}  // namespace

Comparison compare_with_stored(const RunFigures& figures, const BaselineChoice& choice,
                               const GateOptions& options, bool saturated) {
  const StoredReport report = judge_stored_runs(metrics_of(figures, choice.used), options);
  Comparison comparison;
  comparison.floor = options.floor;
  comparison.with =
      std::to_string(choice.used.size()) + (choice.used.size() == 1 ? " stored run" : " stored runs");
  if (!choice.used.empty()) {
    for (const MetricResult& result : report.metrics) comparison.metrics.push_back(compared(result));
    for (const MetricResult& result : figures.untested) comparison.metrics.push_back(compared(result));
    for (ComparedMetric& metric : missing(figures, choice.used))
      comparison.metrics.push_back(std::move(metric));
  }
  conclude(report, figures, saturated, comparison);
  if (figures.quiet < figures.seconds) comparison.remarks.push_back(seconds_text(figures));
  comparison.remarks.insert(comparison.remarks.end(), choice.remarks.begin(), choice.remarks.end());
  return comparison;
}

}  // namespace brood
