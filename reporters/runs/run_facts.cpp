#include "reporters/runs/run_facts.hpp"

#include <nlohmann/json.hpp>

#include "runner/core/journal.hpp"
#include "runner/core/json_fields.hpp"
#include "runner/core/scenario_json.hpp"
#include "runner/core/utf8.hpp"

namespace brood {
namespace {

using nlohmann::json;

constexpr double kMostBelievable = 1e18;
constexpr double kLongestRun = static_cast<double>(kMaxRecordedNanos) / 1e9;  // seconds

const json& member(const json& object, const char* key) {
  const json* found = find_member(object, key);
  require(found != nullptr);
  return *found;
}

RowFigures figures_of(const json& row) {
  const json* latency = find_member(row, "latency_ms");
  RowFigures figures;
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const json* value = find_member(row, kRunMetrics[i]);
    if (value == nullptr && latency != nullptr) value = find_member(*latency, kRunMetrics[i]);
    if (value == nullptr) continue;
    read_value(*value, figures[i].emplace());
    require(*figures[i] >= 0 && *figures[i] <= kMostBelievable);
  }
  require(figures[0].has_value());
  return figures;
}

std::string text_of(const json& object, const char* key) {
  std::string text;
  read_value(member(object, key), text);
  return text;
}

void read_rows(const json& stats, RunFacts& facts) {
  const json& totals = member(stats, "totals");
  facts.rows[{RowKind::all_requests, "", ""}] = figures_of(member(totals, "requests"));
  facts.rows[{RowKind::all_tasks, "", ""}] = figures_of(member(totals, "tasks"));
  RowNames names;
  for_each_member(stats, "requests", [&](const json& row) {
    facts.rows[names.request(text_of(row, "method"), text_of(row, "name"))] = figures_of(row);
  });
  for_each_member(stats, "tasks",
                  [&](const json& row) { facts.rows[names.task(text_of(row, "name"))] = figures_of(row); });
}

std::string outcome_of(const json& stats) {
  const std::string word = text_of(stats, "verdict");
  require(word == "passed" || word == "failed" || word == "inconclusive" || word == "incomplete");
  return word;
}

std::vector<std::string> remarks_on(const json& stats) {
  std::vector<std::string> remarks;
  const std::string ended_by = text_of(stats, "ended_by");
  if (ended_by == to_string(EndedBy::damaged) || ended_by == to_string(EndedBy::unknown))
    read_member(stats, "reason", remarks.emplace_back());
  for_each_member(stats, "warnings", [&](const json& warning) {
    if (warning == kUnsealedWarning) remarks.emplace_back(kUnsealedWarning);
  });
  std::erase(remarks, "");
  return remarks;
}

RunFacts read_facts(const json& stats) {
  RunFacts facts;
  const Scenario scenario = scenario_from_json(member(stats, "config"));
  facts.name = scenario.name;
  facts.load = load_of(scenario);
  facts.machine = machine_of(environment_from_json(member(stats, "environment")));
  facts.started_at = text_of(stats, "started_at");
  read_value(member(stats, "complete"), facts.complete);
  facts.outcome = outcome_of(stats);
  read_value(member(stats, "duration_s"), facts.duration_s);
  require(facts.duration_s >= 0 && facts.duration_s <= kLongestRun);
  read_rows(stats, facts);
  facts.remarks = remarks_on(stats);
  return facts;
}

}  // namespace

std::string RowName::text() const {
  if (kind == RowKind::all_requests) return "all requests";
  if (kind == RowKind::all_tasks) return "all tasks";
  const std::string whole = method.empty() ? name : method + ' ' + name;
  return again == 1 ? whole : whole + " (" + std::to_string(again) + ')';
}

Expected<RunFacts> run_facts(const json& stats) {
  if (!stats.is_object() || stats.value("schema", json()) != "brood-stats-1")
    return Error{"no stats.json that this version of Brood can read"};
  try {
    return read_facts(stats);
  } catch (const DamagedRecord&) {
    return Error{"a damaged stats.json"};
  }
}

RowName RowNames::request(const std::string& method, const std::string& name) {
  return next({RowKind::request, to_utf8(method), to_utf8(name)});
}

RowName RowNames::task(const std::string& name) { return next({RowKind::task, "", to_utf8(name)}); }

RowName RowNames::next(RowName name) {
  name.again = ++taken_[name];
  return name;
}

}  // namespace brood
