#include "reporters/trend/trend_json.hpp"

#include "reporters/runs/rows_of_runs.hpp"
#include "runner/core/utf8.hpp"

namespace brood {
namespace {

using Json = nlohmann::ordered_json;

Json conditions_json(const TrendScenario& scenario) {
  Json list = Json::array();
  for (std::size_t i = 0; i < scenario.conditions.size(); ++i) {
    const TrendConditions& conditions = scenario.conditions[i];
    list.push_back({{"mark", mark_of(i)},
                    {"text", conditions_text(scenario, i)},
                    {"load", conditions.load},
                    {"machine", conditions.machine}});
  }
  return list;
}

Json runs_json(const TrendScenario& scenario) {
  Json list = Json::array();
  for (const TrendRun& run : scenario.runs) {
    const RunFacts& facts = run.facts;
    Json json = {{"started_at", facts.started_at}, {"place", to_utf8(run.place)},
                 {"complete", facts.complete},     {"outcome", facts.outcome},
                 {"duration_s", facts.duration_s}, {"conditions", run.conditions}};
    for (const std::string& remark : facts.remarks) json["remarks"].push_back(to_utf8(remark));
    if (!run.report.empty()) json["report"] = run.report;
    list.push_back(std::move(json));
  }
  return list;
}

// A column for each metric, with a value for each run.
Json row_json(const RowOfRuns& row) {
  Json json = row_name_json(row.name);
  for (std::size_t metric = 0; metric < kRunMetrics.size(); ++metric) {
    Json& column = json[kRunMetrics[metric]] = Json::array();
    for (const auto& figures : row.runs) {
      const std::optional<double> value = figures ? (*figures)[metric] : std::nullopt;
      if (!value) column.push_back(nullptr);
      else if (metric == 0) column.push_back(static_cast<std::uint64_t>(*value));
      else column.push_back(*value);
    }
  }
  return json;
}

Json scenario_json(const TrendScenario& scenario) {
  std::vector<const RunFacts*> runs;
  for (const TrendRun& run : scenario.runs) runs.push_back(&run.facts);
  Json rows = Json::array();
  for (const RowOfRuns& row : rows_of(runs)) rows.push_back(row_json(row));
  return {{"name", scenario.name},       {"older", scenario.older},
          {"copies", scenario.copies},   {"conditions", conditions_json(scenario)},
          {"runs", runs_json(scenario)}, {"rows", std::move(rows)}};
}

}  // namespace

Json trend_to_json(const Trend& trend) {
  Json json = {{"schema", "brood-trend-1"}, {"metrics", run_metrics_json()}, {"scenarios", Json::array()}};
  for (const TrendScenario& scenario : trend.scenarios) json["scenarios"].push_back(scenario_json(scenario));
  Json& skipped = json["skipped"] = Json::array();
  for (const std::string& text : trend.skipped) skipped.push_back(to_utf8(text));
  return json;
}

void write_trend_json(const Trend& trend, std::ostream& out) {
  out << trend_to_json(trend).dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace brood
