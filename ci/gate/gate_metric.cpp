#include "ci/gate/gate_metric.hpp"

#include <algorithm>
#include <cassert>

#include "ci/gate/statistics.hpp"

namespace brood {
namespace {

std::vector<MetricResult*> members(std::vector<MetricResult>& results) {
  std::vector<MetricResult*> found;
  for (MetricResult& result : results)
    if (result.counts) found.push_back(&result);
  return found;
}

void find_worse(const std::vector<MetricResult*>& family, double alpha, double end) {
  std::vector<double> p;
  for (const MetricResult* result : family) p.push_back(result->p);
  const std::vector<double> adjusted = holm_adjusted(p);
  const std::vector<bool> rejected = holm_rejects(p, alpha);
  for (std::size_t i = 0; i < family.size(); ++i) {
    const bool suspicious = static_cast<double>(p.size()) * p[i] < end;
    family[i]->adjusted_p = adjusted[i];
    if (!family[i]->test && !family[i]->rates) continue;
    family[i]->finding = rejected[i] ? Finding::failed : suspicious ? Finding::inconclusive : Finding::passed;
  }
}

void find_better(std::vector<MetricResult*> family, double alpha) {
  std::erase_if(family, [](const MetricResult* result) { return !result->test; });
  std::vector<double> p;
  for (const MetricResult* result : family) p.push_back(result->p_improved);
  const std::vector<bool> rejected = holm_rejects(p, alpha);
  for (std::size_t i = 0; i < family.size(); ++i)
    if (rejected[i] && family[i]->finding == Finding::passed) family[i]->finding = Finding::improved;
}

}  // namespace

std::string_view to_string(MetricKind kind) {
  switch (kind) {
    case MetricKind::p50:
      return "p50";
    case MetricKind::p95:
      return "p95";
    case MetricKind::p99:
      return "p99";
    case MetricKind::throughput:
      return "throughput";
    case MetricKind::errors:
      return "errors";
  }
  return "";
}

std::optional<MetricKind> metric_kind_named(std::string_view name) {
  for (const MetricKind kind :
       {MetricKind::p50, MetricKind::p95, MetricKind::p99, MetricKind::throughput, MetricKind::errors})
    if (to_string(kind) == name) return kind;
  return std::nullopt;
}

double quantile_share(MetricKind kind) {
  assert(kind == MetricKind::p50 || kind == MetricKind::p95 || kind == MetricKind::p99);
  if (kind == MetricKind::p50) return 0.5;
  return kind == MetricKind::p95 ? 0.95 : 0.99;
}

std::string GateMetric::name() const {
  const std::string word(to_string(kind));
  return task.empty() ? word : task + '/' + word;
}

void find_each(std::vector<MetricResult>& results, double alpha, double end) {
  const std::vector<MetricResult*> family = members(results);
  find_worse(family, alpha, end);
  find_better(family, alpha);
}

std::vector<double> family_of(const std::vector<MetricResult>& results) {
  std::vector<double> p;
  for (const MetricResult& result : results)
    if (result.counts) p.push_back(result.p);
  return p;
}

bool any_is(const std::vector<MetricResult>& results, Finding finding) {
  return std::any_of(results.begin(), results.end(),
                     [&](const MetricResult& result) { return result.finding == finding; });
}

}  // namespace brood
