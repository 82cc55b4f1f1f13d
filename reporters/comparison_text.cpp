#include "reporters/comparison_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "reporters/printable.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

// A change as a share: three digits would pretend to more than is known.
std::string signed_percent(double share) {
  const double percent = share * 100;
  char text[64];
  std::snprintf(text, sizeof text, std::abs(percent) < 99.95 ? "%+.1f%%" : "%+.0f%%",
                with_ties_away(percent));
  return text;
}

std::string points(double share) {
  if (share == 0) return "none";
  char text[64];
  std::snprintf(text, sizeof text, "%+.2f points", with_ties_away(share * 100));
  return text;
}

std::string value_text(const ComparedMetric& metric, const std::optional<double>& value) {
  return value ? format_value(metric.unit, *value) : "-";
}

int rank(Finding finding) {
  switch (finding) {
    case Finding::failed:
      return 0;
    case Finding::inconclusive:
      return 1;
    case Finding::improved:
      return 2;
    case Finding::passed:
      return 3;
    case Finding::untested:
      break;
  }
  return 4;
}

std::string verdict_text(Finding finding) {
  return finding == Finding::failed ? "FAILED" : std::string(to_string(finding));
}

std::size_t count_of(const Comparison& comparison, Finding finding) {
  return static_cast<std::size_t>(
      std::count_if(comparison.metrics.begin(), comparison.metrics.end(),
                    [&](const ComparedMetric& metric) { return metric.finding == finding; }));
}

}  // namespace

std::string change_text(const ComparedMetric& metric) {
  if (metric.unit == Unit::ratio && metric.before && metric.after)
    return points(*metric.after - *metric.before);
  if (!metric.ratio) return "-";
  std::string text = signed_percent(*metric.ratio - 1);
  if (metric.low && metric.high)
    text += " (" + signed_percent(*metric.low - 1) + " to " + signed_percent(*metric.high - 1) + ')';
  return text;
}

std::string noticeable_text(const ComparedMetric& metric) {
  if (!metric.noticeable) return "-";
  if (metric.unit == Unit::ratio) return "to " + format_value(Unit::ratio, *metric.noticeable);
  return signed_percent(*metric.noticeable);
}

std::string metric_sentence(const ComparedMetric& metric) {
  std::string text = verdict_text(metric.finding);
  if (metric.before && metric.after)
    text += ": " + value_text(metric, metric.before) + " -> " + value_text(metric, metric.after);
  if (metric.ratio || metric.unit == Unit::ratio) text += ", " + change_text(metric);
  if (metric.noticeable) text += ", could have noticed " + noticeable_text(metric);
  return metric.reason.empty() ? text : text + (metric.before ? "; " : ": ") + metric.reason;
}

std::vector<TableRow> comparison_table(const Comparison& comparison, std::size_t most,
                                       std::size_t& left_out) {
  std::vector<const ComparedMetric*> metrics;
  for (const ComparedMetric& metric : comparison.metrics) metrics.push_back(&metric);
  std::stable_sort(metrics.begin(), metrics.end(), [](const ComparedMetric* a, const ComparedMetric* b) {
    return rank(a->finding) < rank(b->finding);
  });
  left_out = metrics.size() > most ? metrics.size() - most : 0;
  metrics.resize(metrics.size() - left_out);
  std::vector<TableRow> rows{{"Metric", "old", "new", "change", "could have noticed", "verdict"}};
  for (const ComparedMetric* metric : metrics)
    rows.push_back({one_line(metric->name), value_text(*metric, metric->before),
                    value_text(*metric, metric->after), change_text(*metric), noticeable_text(*metric),
                    verdict_text(metric->finding)});
  return rows;
}

std::string comparison_sentence(const Comparison& comparison) {
  const std::size_t tested = comparison.metrics.size() - count_of(comparison, Finding::untested);
  std::string text = "Compared with " + comparison.with + ": " + std::to_string(tested) +
                     (tested == 1 ? " metric tested" : " metrics tested");
  for (const auto& [finding, word] : {std::pair{Finding::failed, "worse"},
                                      {Finding::inconclusive, "in doubt"},
                                      {Finding::improved, "better"}})
    if (const std::size_t count = count_of(comparison, finding); count > 0)
      text += ", " + std::to_string(count) + ' ' + word;
  if (!comparison.counts) text += "; for information only, it fails nothing";
  text += '.';
  return comparison.reason.empty() ? text : text + ' ' + comparison.reason;
}

}  // namespace brood
