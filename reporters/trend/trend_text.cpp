#include "reporters/trend/trend_text.hpp"

#include <algorithm>

#include "reporters/formats/markdown.hpp"
#include "reporters/formats/markdown_text.hpp"
#include "reporters/printable.hpp"
#include "reporters/runs/run_text.hpp"

namespace brood {
namespace {

constexpr std::size_t kMaxText = 500;
constexpr std::size_t kMaxSkipped = 20;
constexpr std::size_t kRoomForSkipped = 12'000;
constexpr const char* kRest = "--report json:FILE";

// Of requests if any run has some.
RowKind main_total(const TrendScenario& scenario) {
  const bool requests = std::any_of(scenario.runs.begin(), scenario.runs.end(), [](const TrendRun& run) {
    return run.facts.rows.at({RowKind::all_requests, "", ""}).front().value_or(0) > 0;
  });
  return requests ? RowKind::all_requests : RowKind::all_tasks;
}

std::vector<TableRow> table_of(const TrendScenario& scenario, RowKind total) {
  std::vector<TableRow> table{run_headings({"Result", kStarted, "outcome", "on"})};
  for (const TrendRun& run : scenario.runs) {
    TableRow row{one_line(run.place), moment_text(run.facts.started_at), outcome_text(run.facts.outcome),
                 mark_of(run.conditions)};
    const RowFigures& figures = run.facts.rows.at({total, "", ""});
    for (std::size_t metric = 0; metric < figures.size(); ++metric)
      row.push_back(run_figure_text(metric, figures[metric]));
    table.push_back(std::move(row));
  }
  return table;
}

std::string title_of(const TrendScenario& scenario, RowKind total) {
  const std::size_t runs = scenario.runs.size();
  std::string text = shorten(one_line(scenario.name), kMaxText) + ": " + RowName{total, "", ""}.text() +
                     " of " + std::to_string(runs) + (runs == 1 ? " run" : " runs");
  if (scenario.older > 0) text += ", " + std::to_string(scenario.older) + " older left out";
  if (scenario.copies > 0)
    text += ", " + std::to_string(scenario.copies) + (scenario.copies == 1 ? " copy" : " copies") +
            " of a run not counted";
  return text;
}

std::string legend_of(const TrendScenario& scenario, std::size_t conditions) {
  return mark_of(conditions) + ": " + one_line(conditions_text(scenario, conditions));
}

std::vector<std::string> legends_of(const TrendScenario& scenario) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < scenario.conditions.size(); ++i) lines.push_back(legend_of(scenario, i));
  for (const TrendRun& run : scenario.runs)
    for (const std::string& remark : run.facts.remarks)
      lines.push_back(one_line(run.place) + ": " + one_line(remark));
  return lines;
}

std::vector<std::string> skipped_lines(const Trend& trend) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < std::min(trend.skipped.size(), kMaxSkipped); ++i)
    lines.push_back("skipped: " + one_line(trend.skipped[i]));
  if (trend.skipped.size() > kMaxSkipped)
    lines.push_back("and " + std::to_string(trend.skipped.size() - kMaxSkipped) + " more were skipped");
  return lines;
}

}  // namespace

void write_trend_text(const Trend& trend, const ConsoleStyle& style, std::ostream& out) {
  for (const TrendScenario& scenario : trend.scenarios) {
    const RowKind total = main_total(scenario);
    if (&scenario != &trend.scenarios.front()) out << '\n';
    out << title_of(scenario, total) << "\n\n";
    write_table(table_of(scenario, total), style.width, out);
    out << '\n';
    for (const std::string& line : legends_of(scenario)) out << shorten(line, kMaxText) << '\n';
  }
  for (const std::string& line : skipped_lines(trend)) out << shorten(line, kMaxText) << '\n';
}

void write_trend_markdown(const Trend& trend, std::ostream& out) {
  std::string text;
  for (const TrendScenario& scenario : trend.scenarios) {
    const RowKind total = main_total(scenario);
    std::string part =
        (text.empty() ? "## " : "\n## ") + markdown_text(title_of(scenario, total), kMaxText) + "\n\n";
    for (const std::string& line : legends_of(scenario)) part += "- " + markdown_text(line, kMaxText) + '\n';
    part += '\n';
    if (text.size() + part.size() > kMaxMarkdown - kRoomForSkipped) {
      const auto left = trend.scenarios.size() - static_cast<std::size_t>(&scenario - trend.scenarios.data());
      text += "\nand " + std::to_string(left) + " more scenarios: see " + kRest + '\n';
      break;
    }
    std::vector<TableRow> table = table_of(scenario, total);
    for (TableRow& row : table)
      for (std::string& cell : row) cell = markdown_text(cell, kMaxText);
    append_markdown_table(text += part, table, kMaxMarkdown - kRoomForSkipped, kRest);
  }
  if (!trend.skipped.empty()) text += '\n';
  for (const std::string& line : skipped_lines(trend)) {
    const std::string item = "- " + markdown_text(line, kMaxText) + '\n';
    if (text.size() + item.size() < kMaxMarkdown) text += item;
  }
  out << text;
}

}  // namespace brood
