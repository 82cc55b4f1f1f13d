#include "ci/duet/duet_comparison.hpp"

#include "ci/gate/compared_metric.hpp"
#include "runner/core/units.hpp"

namespace brood {

namespace {

ComparedMetric missing(const MissingTask& task, bool fails) {
  ComparedMetric metric;
  metric.name = task.task;
  metric.finding = fails ? Finding::failed : Finding::untested;
  metric.reason = std::string("only the ") + (task.in_old ? "old" : "new") + " version ran it";
  return metric;
}

std::string list_of(const std::vector<int>& numbers) {
  std::string text;
  for (const int number : numbers) text += (text.empty() ? "" : ", ") + std::to_string(number);
  return text;
}

}  // namespace

Comparison comparison_of(const DuetReport& report, const std::string& with) {
  Comparison comparison;
  comparison.with = with;
  comparison.finding = report.verdict.value_or(Finding::untested);
  for (const MissingTask& task : report.missing)
    comparison.metrics.push_back(missing(task, report.missing_fail));
  for (const MetricResult& result : report.metrics) comparison.metrics.push_back(compared(result));
  for (const std::string& unseen : report.unseen) comparison.remarks.push_back(unseen);
  if (!report.noisy.empty())
    comparison.remarks.push_back(
        "Rounds " + list_of(report.noisy) +
        " were left out of latencies and throughput: the machine was busy with something else.");
  if (const std::string longer = why_longer(report); !longer.empty()) comparison.remarks.push_back(longer);
  return comparison;
}

std::string why_longer(const DuetReport& report) {
  if (report.looks.size() < 2) return {};
  std::string text = "It went on because something looked worse, which may have been chance: m * min(p) was ";
  for (std::size_t i = 0; i + 1 < report.looks.size(); ++i) {
    const Look& look = report.looks[i];
    text +=
        (i == 0 ? "" : ", ") + human_number(look.doubt) + " after " + std::to_string(look.rounds) + " rounds";
  }
  return text + ".";
}

}  // namespace brood
