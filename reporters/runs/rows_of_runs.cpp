#include "reporters/runs/rows_of_runs.hpp"

#include <nlohmann/json.hpp>

#include "runner/core/metric_table.hpp"

namespace brood {
namespace {

using Json = nlohmann::ordered_json;

bool has_requests(const RowOfRuns& total) {
  for (const auto& run : total.runs)
    if (run && run->front().value_or(0) > 0) return true;
  return false;
}

const char* unit_in_files(Unit unit) {
  if (unit == Unit::time) return "ms";
  if (unit == Unit::rate) return "1/s";
  return unit == Unit::ratio ? "share" : "samples";
}

const char* word_of(Better better) {
  if (better == Better::neither) return "neither";
  return better == Better::lower ? "lower" : "higher";
}

}  // namespace

std::vector<RowOfRuns> rows_of(std::span<const RunFacts* const> runs) {
  std::map<RowName, std::vector<std::optional<RowFigures>>> found;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    for (const auto& [name, figures] : runs[i]->rows) {
      auto& row = found[name];
      row.resize(runs.size());
      row[i] = figures;
    }
  }
  std::vector<RowOfRuns> rows;
  for (auto& [name, of_runs] : found) rows.push_back({name, std::move(of_runs)});
  if (!rows.empty() && rows.front().name.kind == RowKind::all_requests && !has_requests(rows.front()))
    rows.erase(rows.begin());
  return rows;
}

Json row_name_json(const RowName& name) {
  const bool of_tasks = name.kind == RowKind::all_tasks || name.kind == RowKind::task;
  Json json = {{"of", of_tasks ? "tasks" : "requests"}};
  if (name.kind == RowKind::all_requests || name.kind == RowKind::all_tasks) {
    json["all"] = true;
    return json;
  }
  if (!name.method.empty()) json["method"] = name.method;
  json["name"] = name.name;
  if (name.again > 1) json["again"] = name.again;
  return json;
}

Json run_metrics_json() {
  Json list = Json::array();
  for (const char* name : kRunMetrics) {
    const Metric* metric = find_metric(name);
    list.push_back(
        {{"name", name}, {"unit", unit_in_files(metric->unit)}, {"better", word_of(metric->better)}});
  }
  return list;
}

}  // namespace brood
