#include "ci/gate/baseline_json.hpp"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "runner/core/json_fields.hpp"
#include "runner/core/read_json.hpp"
#include "runner/core/utf8.hpp"

namespace brood {
namespace {

using Json = nlohmann::json;
using Writer = nlohmann::ordered_json;

constexpr std::size_t kMostConditions = 100;  // of a machine or a load: a run has some twenty

Writer conditions_to_json(const Conditions& conditions) {
  Writer json = Writer::object();
  for (const auto& [name, value] : conditions) json[name] = to_utf8(value);
  return json;
}

Conditions conditions_from_json(const Json& json, const char* key) {
  Conditions conditions;
  const Json* member = find_member(json, key);
  if (member == nullptr) return conditions;
  require(member->is_object());
  require(member->size() <= kMostConditions);
  for (const auto& [name, value] : member->items()) read_value(value, conditions[name]);
  return conditions;
}

Writer metric_to_json(const RunMetric& metric) {
  Writer json = Writer::object();
  if (!metric.metric.task.empty()) json["task"] = to_utf8(metric.metric.task);
  json["metric"] = std::string(to_string(metric.metric.kind));
  json["y"] = metric.y;
  return json;
}

RunMetric metric_from_json(const Json& json) {
  constexpr double kMost = 100;  // of a logarithm of anything that can be measured
  RunMetric metric;
  std::string kind;
  read_member(json, "task", metric.metric.task);
  read_member(json, "metric", kind);
  read_member(json, "y", metric.y);
  const std::optional<MetricKind> known = metric_kind_named(kind);
  require(known && *known != MetricKind::errors);
  require((*known == MetricKind::throughput) == metric.metric.task.empty());
  require(std::abs(metric.y) <= kMost);
  metric.metric.kind = *known;
  return metric;
}

Verdict read_verdict(const Json& json) {
  std::string text;
  read_member(json, "verdict", text);
  for (const Verdict verdict : {Verdict::passed, Verdict::failed, Verdict::inconclusive})
    if (text == to_string(verdict)) return verdict;
  throw DamagedRecord();
}

void read_counts(const Json& json, Baseline& baseline) {
  const Json* counts = find_member(json, "iterations");
  require(counts != nullptr);
  read_member(*counts, "passed", baseline.passed);
  read_member(*counts, "failed", baseline.failed);
  read_member(*counts, "skipped", baseline.skipped);
}

Baseline baseline_from(const Json& json) {
  Baseline baseline;
  read_member(json, "started_at", baseline.started_at);
  require(is_time_stamp(baseline.started_at));
  read_member(json, "name", baseline.name);
  read_member(json, "complete", baseline.complete);
  baseline.verdict = read_verdict(json);
  baseline.machine = conditions_from_json(json, "machine");
  baseline.load = conditions_from_json(json, "scenario");
  require(!baseline.load.empty());
  read_counts(json, baseline);
  read_member(json, "seconds", baseline.seconds);
  read_member(json, "quiet", baseline.quiet);
  std::set<std::string> names;
  for_each_member(json, "metrics", [&](const Json& metric) {
    baseline.metrics.push_back(metric_from_json(metric));
    require(names.insert(baseline.metrics.back().metric.name()).second);
  });
  return baseline;
}

}  // namespace

std::string baseline_json(const Baseline& baseline) {
  Writer metrics = Writer::array();
  for (const RunMetric& metric : baseline.metrics) metrics.push_back(metric_to_json(metric));
  const Writer root = {
      {"brood", "baseline"},
      {"version", kBaselineVersion},
      {"started_at", to_utf8(baseline.started_at)},
      {"name", to_utf8(baseline.name)},
      {"complete", baseline.complete},
      {"verdict", std::string(to_string(baseline.verdict))},
      {"machine", conditions_to_json(baseline.machine)},
      {"scenario", conditions_to_json(baseline.load)},
      {"iterations",
       {{"passed", baseline.passed}, {"failed", baseline.failed}, {"skipped", baseline.skipped}}},
      {"seconds", baseline.seconds},
      {"quiet", baseline.quiet},
      {"metrics", metrics}};
  return root.dump(1, ' ', false, Writer::error_handler_t::replace) + '\n';
}

Expected<Baseline> read_baseline(std::string_view text) try {
  const Expected<Json> json = read_json(text);
  if (!json) return json.error();
  const Json& root = *json;
  std::string format;
  int version = 0;
  if (root.is_object()) {
    if (root.contains("brood") && root["brood"].is_string()) format = root["brood"].get<std::string>();
    if (format == "baseline") read_member(root, "version", version);
  }
  if (format != "baseline") return Error{"is no baseline of Brood"};
  if (version != kBaselineVersion) {
    return Error{"is of version " + std::to_string(version) + ", this brood reads version " +
                 std::to_string(kBaselineVersion)};
  }
  return baseline_from(root);
} catch (const DamagedRecord&) {
  return Error{"is damaged: a member is missing or of the wrong kind"};
}

}  // namespace brood
