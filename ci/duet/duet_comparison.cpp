#include "ci/duet/duet_comparison.hpp"

#include "ci/gate/compared_metric.hpp"
#include "runner/core/units.hpp"

namespace brood {

namespace {

ComparedMetric missing(const MissingTask& task, bool fails) {
  ComparedMetric metric;
  metric.name = task.task;
  metric.finding = fails ? Finding::failed : Finding::untested;
  metric.reason = task.reason();
  return metric;
}

std::string rounds_left_out(const std::vector<int>& numbers) {
  std::string list;
  for (const int number : numbers) list += (list.empty() ? "" : ", ") + std::to_string(number);
  const bool one = numbers.size() == 1;
  return (one ? "Round " : "Rounds ") + list + (one ? " was" : " were") +
         " left out of latencies and throughput: the machine was busy with something else.";
}

// An error rate that is as bad as before is no difference, but hardly what was meant to be compared.
std::string mostly_failing(const DuetReport& report) {
  constexpr double kMost = 0.5;
  std::string names;
  for (const MetricResult& result : report.metrics)
    if (result.rates && result.rates->before > kMost && result.rates->after > kMost)
      names += (names.empty() ? "" : ", ") + result.metric.task;
  return names.empty() ? names : "More than half of the iterations failed in both versions: " + names + ".";
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : "; ") + text;
  return all;
}

}  // namespace

Comparison comparison_of(const DuetReport& report, const std::string& with) {
  Comparison comparison;
  comparison.with = with;
  comparison.finding = report.verdict.value_or(Finding::untested);
  for (const MissingTask& task : report.missing)
    comparison.metrics.push_back(missing(task, report.missing_fail));
  for (const MetricResult& result : report.metrics) comparison.metrics.push_back(compared(result));
  if (comparison.finding == Finding::inconclusive) comparison.reason = joined(report.unseen);
  const std::string noisy = report.noisy.empty() ? "" : rounds_left_out(report.noisy);
  for (const std::string& remark : {mostly_failing(report), noisy, why_longer(report)})
    if (!remark.empty()) comparison.remarks.push_back(remark);
  return comparison;
}

std::string why_longer(const DuetReport& report) {
  std::string text;
  for (const Look& look : report.looks)
    if (!look.why_longer.empty())
      text += (text.empty() ? "It went on after " : "; after ") + std::to_string(look.rounds) +
              " rounds because " + look.why_longer;
  return text.empty() ? text : text + '.';
}

}  // namespace brood
