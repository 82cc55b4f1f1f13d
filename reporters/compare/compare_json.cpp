#include "reporters/compare/compare_json.hpp"

#include "reporters/compare/compare_table.hpp"
#include "runner/core/utf8.hpp"

namespace brood {
namespace {

using Json = nlohmann::ordered_json;

void put_text(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = to_utf8(text);
}

Json run_json(const SideBySide& compared, std::size_t run) {
  const RunFacts& facts = compared.runs[run];
  Json json = {{"name", facts.name},
               {"started_at", facts.started_at},
               {"complete", facts.complete},
               {"outcome", facts.outcome},
               {"duration_s", facts.duration_s}};
  put_text(json, "other_load", other_load(compared, run));
  put_text(json, "other_machine", other_machine(compared, run));
  return json;
}

Json figures_json(const std::optional<RowFigures>& figures) {
  if (!figures) return nullptr;
  Json json = Json::object();
  for (std::size_t metric = 0; metric < kRunMetrics.size(); ++metric) {
    const auto& value = (*figures)[metric];
    if (!value) continue;
    if (metric == 0) json[kRunMetrics[metric]] = static_cast<std::uint64_t>(*value);
    else json[kRunMetrics[metric]] = *value;
  }
  return json;
}

Json ratios_json(const RowOfRuns& row, std::size_t run) {
  if (run == 0 || !row.runs[run] || !row.runs.front()) return nullptr;
  Json json = Json::object();
  for (std::size_t metric = 0; metric < kRunMetrics.size(); ++metric)
    if (const auto ratio = ratio_to_first(row, run, metric)) json[kRunMetrics[metric]] = *ratio;
  return json;
}

Json row_json(const RowOfRuns& row) {
  Json json = row_name_json(row.name);
  Json figures = Json::array(), ratios = Json::array();
  for (std::size_t run = 0; run < row.runs.size(); ++run) {
    figures.push_back(figures_json(row.runs[run]));
    ratios.push_back(ratios_json(row, run));
  }
  json["runs"] = std::move(figures);
  json["ratios"] = std::move(ratios);
  return json;
}

}  // namespace

Json compare_to_json(const SideBySide& compared) {
  Json json = {{"schema", "brood-compare-1"}, {"runs", Json::array()}};
  for (std::size_t run = 0; run < compared.runs.size(); ++run)
    json["runs"].push_back(run_json(compared, run));
  Json& notes = json["notes"] = Json::array();
  for (const std::string& note : notes_of(compared)) notes.push_back(to_utf8(note));
  Json& differences = json["differences"] = Json::array();
  for (const Difference& one : compared.differences)
    differences.push_back({{"name", one.name}, {"values", one.values}});
  json["metrics"] = run_metrics_json();
  Json& rows = json["rows"] = Json::array();
  for (const RowOfRuns& row : compared.rows) rows.push_back(row_json(row));
  return json;
}

void write_compare_json(std::span<const Result> runs, std::ostream& out) {
  out << compare_to_json(side_by_side(runs)).dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace brood
