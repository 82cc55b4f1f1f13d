#include "reporters/compare/compare_table.hpp"

#include <algorithm>
#include <utility>

#include "reporters/printable.hpp"
#include "reporters/runs/run_text.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

constexpr std::size_t kWidestName = 300;
constexpr std::size_t kWidestRun = 60;
constexpr std::size_t kWidestValues = 80;  // of all runs together
constexpr std::size_t kNarrowestValue = 12;

std::string number_of(std::size_t run) { return std::to_string(run + 1); }

std::string value_text(const nlohmann::ordered_json& value) {
  if (value.is_null()) return "-";
  return value.is_string() ? value.get<std::string>() : value.dump();
}

TableRow cells_of(const std::string& name, const RowOfRuns& row, std::size_t run, std::size_t first_metric) {
  TableRow cells{run == 0 ? name : "", number_of(run)};
  const auto& figures = row.runs[run];
  for (std::size_t metric = first_metric; metric < kRunMetrics.size(); ++metric) {
    if (!figures) {
      cells.emplace_back(metric == first_metric ? "not in it" : "");
      continue;
    }
    const std::string change = change_to_first(row, run, metric);
    cells.push_back(run_figure_text(metric, (*figures)[metric]) +
                    (change.empty() ? "" : " (" + change + ')'));
  }
  return cells;
}

}  // namespace

std::vector<TableRow> runs_table(const SideBySide& compared) {
  std::vector<TableRow> table{{"Run", kStarted, "took", "outcome"}};
  for (std::size_t run = 0; run < compared.runs.size(); ++run) {
    const RunFacts& facts = compared.runs[run];
    const Nanos took = nanos_of_seconds(facts.duration_s);
    table.push_back({number_of(run) + "  " + shorten_middle(one_line(facts.name), kWidestRun),
                     moment_text(facts.started_at), human_duration(took), outcome_text(facts.outcome)});
  }
  return table;
}

std::vector<TableRow> differences_table(const SideBySide& compared) {
  const std::size_t width = std::max(kNarrowestValue, kWidestValues / compared.runs.size());
  std::vector<TableRow> table{{"What differs"}};
  for (std::size_t run = 0; run < compared.runs.size(); ++run) table[0].push_back(number_of(run));
  for (const Difference& difference : compared.differences) {
    TableRow& row = table.emplace_back(TableRow{difference.name});
    std::vector<std::string> texts;
    for (const auto& value : difference.values) texts.push_back(value_text(value));
    for (std::string& text : shorten_apart(texts, width)) row.push_back(std::move(text));
  }
  return table;
}

std::vector<TableRow> figures_table(const SideBySide& compared, bool of_tasks, bool with_counts) {
  const std::size_t first_metric = with_counts ? 0 : 1;
  const RowKind total = of_tasks ? RowKind::all_tasks : RowKind::all_requests;
  const RowKind single = of_tasks ? RowKind::task : RowKind::request;
  std::vector<TableRow> table{run_headings({of_tasks ? "Tasks" : "Requests", "run"}, first_metric)};
  std::vector<const RowOfRuns*> rows;
  std::vector<std::string> names;
  for (const RowKind kind : {single, total})
    for (const RowOfRuns& row : compared.rows)
      if (row.name.kind == kind) {
        rows.push_back(&row);
        names.push_back(row.name.text());
      }
  names = shorten_apart(names, kWidestName);
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t run = 0; run < compared.runs.size(); ++run)
      table.push_back(cells_of(names[i], *rows[i], run, first_metric));
  return table;
}

std::vector<std::string> notes_of(const SideBySide& compared) {
  std::vector<std::string> notes;
  bool same = true;
  for (std::size_t run = 0; run < compared.runs.size(); ++run) {
    const std::string which = "Run " + number_of(run);
    if (compared.runs[run].outcome == "incomplete")
      notes.push_back(which + " is incomplete: its figures are of a part only.");
    for (const std::string& remark : compared.runs[run].remarks) notes.push_back(which + ": " + remark);
    for (const auto& [what, other] :
         {std::pair{"load", other_load(compared, run)}, {"machine", other_machine(compared, run)}}) {
      if (other.empty()) continue;
      same = false;
      notes.push_back(which + " had another " + what + " than run 1: " + other + '.');
    }
  }
  if (same) notes.insert(notes.begin(), "All runs had the same load, on the same machine.");
  notes.emplace_back(kBesideChance);
  return notes;
}

}  // namespace brood
