#include "runner/core/comparison_json.hpp"

#include <array>
#include <utility>

#include "runner/core/json_fields.hpp"
#include "runner/core/utf8.hpp"

namespace brood {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<Unit, const char*>, 5> kUnits{
    {{Unit::time, "s"}, {Unit::count, ""}, {Unit::ratio, "share"}, {Unit::rate, "1/s"}, {Unit::bytes, "B"}}};

struct Figure {
  const char* name;
  std::optional<double> ComparedMetric::*member;
};
constexpr std::array kFigures{Figure{"old", &ComparedMetric::before},
                              Figure{"new", &ComparedMetric::after},
                              Figure{"ratio", &ComparedMetric::ratio},
                              Figure{"low", &ComparedMetric::low},
                              Figure{"high", &ComparedMetric::high},
                              Figure{"p", &ComparedMetric::p},
                              Figure{"noticeable", &ComparedMetric::noticeable}};

Json metric_to_json(const ComparedMetric& metric) {
  Json json = {{"name", to_utf8(metric.name)}};
  for (const auto& [unit, name] : kUnits)
    if (unit == metric.unit) json["unit"] = name;
  json["verdict"] = std::string(to_string(metric.finding));
  if (!metric.reason.empty()) json["reason"] = to_utf8(metric.reason);
  for (const Figure& figure : kFigures)
    if (const auto& value = metric.*figure.member) json[figure.name] = *value;
  return json;
}

Finding read_finding(const nlohmann::json& json) {
  std::string name;
  read_member(json, "verdict", name);
  const std::optional<Finding> finding = finding_named(name);
  require(finding.has_value());
  return *finding;
}

ComparedMetric metric_from_json(const nlohmann::json& json) {
  ComparedMetric metric;
  std::string unit;
  read_member(json, "name", metric.name);
  read_member(json, "unit", unit);
  for (const auto& [known, name] : kUnits)
    if (unit == name) metric.unit = known;
  metric.finding = read_finding(json);
  read_member(json, "reason", metric.reason);
  for (const Figure& figure : kFigures)
    if (find_member(json, figure.name) != nullptr)
      read_member(json, figure.name, (metric.*figure.member).emplace());
  return metric;
}

}  // namespace

Json comparison_to_json(const Comparison& comparison) {
  Json json = {{"with", to_utf8(comparison.with)}, {"verdict", std::string(to_string(comparison.finding))}};
  if (!comparison.reason.empty()) json["reason"] = to_utf8(comparison.reason);
  json["counts"] = comparison.counts;
  if (comparison.floor) json["floor"] = *comparison.floor;
  Json& metrics = json["metrics"] = Json::array();
  for (const ComparedMetric& metric : comparison.metrics) metrics.push_back(metric_to_json(metric));
  Json& remarks = json["remarks"] = Json::array();
  for (const std::string& remark : comparison.remarks) remarks.push_back(to_utf8(remark));
  return json;
}

Comparison comparison_from_json(const nlohmann::json& json) {
  Comparison comparison;
  read_member(json, "with", comparison.with);
  comparison.finding = read_finding(json);
  read_member(json, "reason", comparison.reason);
  read_member(json, "counts", comparison.counts);
  if (find_member(json, "floor") != nullptr) read_member(json, "floor", comparison.floor.emplace());
  for_each_member(json, "metrics", [&](const nlohmann::json& metric) {
    comparison.metrics.push_back(metric_from_json(metric));
  });
  for_each_member(json, "remarks", [&](const nlohmann::json& remark) {
    read_value(remark, comparison.remarks.emplace_back());
  });
  return comparison;
}

}  // namespace brood
