#include "ci/gate/compared_metric.hpp"

namespace brood {
namespace {

Unit unit_of(MetricKind kind) {
  if (kind == MetricKind::throughput) return Unit::rate;
  return kind == MetricKind::errors ? Unit::ratio : Unit::time;
}

// The gate's ratios are worse above 1; those of a throughput are turned round, so that they are of the
// figures.
void put_shift(const MetricResult& result, ComparedMetric& metric) {
  const Interval95 interval = interval95(*result.test);
  const bool higher_is_better = result.metric.kind == MetricKind::throughput;
  metric.ratio = higher_is_better ? 1 / result.test->ratio() : result.test->ratio();
  metric.low = higher_is_better ? 1 / interval.high : interval.low;
  metric.high = higher_is_better ? 1 / interval.low : interval.high;
  metric.noticeable = higher_is_better ? 1 / (1 + *result.sensitivity) - 1 : *result.sensitivity;
  const double unit = metric.unit == Unit::time ? 1e-9 : 1;
  metric.before = *result.before * unit;
  metric.after = *result.after * unit;
}

}  // namespace

ComparedMetric compared(const MetricResult& result) {
  ComparedMetric metric;
  metric.name = result.metric.name();
  metric.unit = unit_of(result.metric.kind);
  metric.finding = result.finding;
  metric.reason = result.reason;
  if (result.test || result.rates) metric.p = result.p;
  if (result.test) put_shift(result, metric);
  if (result.rates) {
    metric.before = result.rates->before;
    metric.after = result.rates->after;
    metric.noticeable = result.rates->noticeable;
  }
  return metric;
}

}  // namespace brood
