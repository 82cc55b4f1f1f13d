#include "reporters/compare/side_by_side.hpp"

#include <algorithm>

#include "reporters/comparison_text.hpp"
#include "reporters/figures.hpp"
#include "reporters/runs/run_text.hpp"
#include "reporters/stats_value.hpp"
#include "runner/core/metric_table.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

using Json = nlohmann::ordered_json;

// Members of members become "sut.command".
void flatten(const Json& object, const std::string& prefix,
             std::vector<std::pair<std::string, Json>>& members) {
  for (const auto& [name, value] : object.items()) {
    if (value.is_object()) flatten(value, prefix + name + '.', members);
    else members.emplace_back(prefix + name, value);
  }
}

// What was given: stages say themselves how many users there are and how they come, and with arrivals the
// users are only their limit.
Json options_of(Json config, const Scenario& scenario) {
  if (!scenario.stages) return config;
  config.erase("spawn_rate");
  if (scenario.is_open()) config["max_users"] = config["users"];
  config.erase("users");
  return config;
}

std::vector<Difference> differences_of(std::span<const Result> runs, const std::vector<Json>& stats) {
  std::vector<Difference> all;
  for (std::size_t run = 0; run < stats.size(); ++run) {
    std::vector<std::pair<std::string, Json>> members;
    flatten(options_of(stats[run]["config"], runs[run].header.scenario), "", members);
    flatten(stats[run]["environment"], "", members);
    for (auto& [name, value] : members) {
      const auto same = [&, &wanted = name](const Difference& one) { return one.name == wanted; };
      auto found = std::find_if(all.begin(), all.end(), same);
      if (found == all.end()) found = all.insert(all.end(), {name, std::vector<Json>(stats.size())});
      found->values[run] = std::move(value);
    }
  }
  std::erase_if(all, [](const Difference& one) {
    return std::all_of(one.values.begin(), one.values.end(),
                       [&](const Json& v) { return v == one.values[0]; });
  });
  return all;
}

}  // namespace

Status check_comparable(const Result& run) {
  const Expected<RunFacts> facts = run_facts(nlohmann::json(stats_to_json(run)));
  if (facts) return Done{};
  return Error{"it has figures that no run can have, so it cannot be set beside others"};
}

SideBySide side_by_side(std::span<const Result> runs) {
  std::vector<Json> stats;
  SideBySide compared;
  for (const Result& run : runs) {
    stats.push_back(stats_to_json(run));
    Expected<RunFacts> facts = run_facts(nlohmann::json(stats.back()));
    compared.runs.push_back(*std::move(facts));
  }
  compared.differences = differences_of(runs, stats);
  std::vector<const RunFacts*> pointers;
  for (const RunFacts& facts : compared.runs) pointers.push_back(&facts);
  compared.rows = rows_of(pointers);
  return compared;
}

std::string other_load(const SideBySide& compared, std::size_t run) {
  return joined(differences(compared.runs[run].load, compared.runs.front().load));
}

std::string other_machine(const SideBySide& compared, std::size_t run) {
  return joined(differences(compared.runs[run].machine, compared.runs.front().machine));
}

std::optional<double> ratio_to_first(const RowOfRuns& row, std::size_t run, std::size_t metric) {
  const auto& first = row.runs.front();
  const auto& other = row.runs[run];
  if (!first || !other || !(*first)[metric] || !(*other)[metric] || *(*first)[metric] == 0)
    return std::nullopt;
  return rounded(*(*other)[metric] / *(*first)[metric]);
}

std::string change_to_first(const RowOfRuns& row, std::size_t run, std::size_t metric) {
  if (run == 0 || !row.runs.front() || !row.runs[run]) return {};
  ComparedMetric change;
  change.unit = find_metric(kRunMetrics[metric])->unit;
  change.before = (*row.runs.front())[metric];
  change.after = (*row.runs[run])[metric];
  change.ratio = ratio_to_first(row, run, metric);
  const bool nothing = change.unit == Unit::ratio ? change.before == change.after : !change.ratio;
  if (nothing) return {};
  constexpr double kTooLargeForPercent = 10;
  return change.ratio >= kTooLargeForPercent ? 'x' + human_number(*change.ratio) : change_text(change);
}

}  // namespace brood
