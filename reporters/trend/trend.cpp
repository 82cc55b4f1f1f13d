#include "reporters/trend/trend.hpp"

#include <algorithm>
#include <tuple>

#include "reporters/runs/run_text.hpp"

namespace brood {
namespace {

std::size_t position_of(const TrendConditions& wanted, std::vector<TrendConditions>& known) {
  const auto found = std::find(known.begin(), known.end(), wanted);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  known.push_back(wanted);
  return known.size() - 1;
}

std::vector<std::string> texts_of(const Conditions& conditions) {
  std::vector<std::string> texts;
  for (const auto& [name, value] : conditions) texts.push_back(name + ' ' + value);
  return texts;
}

std::vector<std::string> both(std::vector<std::string> texts, const std::vector<std::string>& more) {
  texts.insert(texts.end(), more.begin(), more.end());
  return texts;
}

bool is_copy(const TrendRun& run, const TrendRun& of) {
  return run.facts.started_at == of.facts.started_at && run.facts.rows == of.facts.rows;
}

// Copies follow those that they are of.
void leave_out_copies(TrendScenario& scenario) {
  std::vector<TrendRun> kept;
  for (TrendRun& run : scenario.runs) {
    // They are sorted by their start, so that only those of the same one need be looked at.
    const auto earlier = std::find_if(kept.rbegin(), kept.rend(), [&](const TrendRun& other) {
      return other.facts.started_at != run.facts.started_at;
    });
    const bool copy =
        std::any_of(kept.rbegin(), earlier, [&](const TrendRun& other) { return is_copy(run, other); });
    if (copy) ++scenario.copies;
    else kept.push_back(std::move(run));
  }
  scenario.runs = std::move(kept);
}

}  // namespace

Trend trend_of(std::vector<TrendRun> runs, std::size_t last) {
  std::sort(runs.begin(), runs.end(), [](const TrendRun& a, const TrendRun& b) {
    return std::tie(a.facts.name, a.facts.started_at, a.place) <
           std::tie(b.facts.name, b.facts.started_at, b.place);
  });
  Trend trend;
  for (TrendRun& run : runs) {
    if (trend.scenarios.empty() || trend.scenarios.back().name != run.facts.name)
      trend.scenarios.emplace_back().name = run.facts.name;
    trend.scenarios.back().runs.push_back(std::move(run));
  }
  for (TrendScenario& scenario : trend.scenarios) {
    leave_out_copies(scenario);
    scenario.older = scenario.runs.size() > last ? scenario.runs.size() - last : 0;
    scenario.runs.erase(scenario.runs.begin(),
                        scenario.runs.begin() + static_cast<std::ptrdiff_t>(scenario.older));
    for (TrendRun& run : scenario.runs)
      run.conditions = position_of({run.facts.machine, run.facts.load}, scenario.conditions);
  }
  return trend;
}

std::string mark_of(std::size_t conditions) {
  constexpr std::size_t kLetters = 26;
  const std::string letter(1, static_cast<char>('A' + conditions % kLetters));
  return conditions < kLetters ? letter : mark_of(conditions / kLetters - 1) + letter;
}

std::string conditions_text(const TrendScenario& scenario, std::size_t conditions) {
  const TrendConditions& first = scenario.conditions.front();
  const TrendConditions& these = scenario.conditions[conditions];
  if (conditions == 0) return joined(both(texts_of(first.load), texts_of(first.machine)));
  return "as A, but " +
         joined(both(differences(these.load, first.load), differences(these.machine, first.machine)));
}

}  // namespace brood
