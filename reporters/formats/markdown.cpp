#include "reporters/formats/markdown.hpp"

#include <algorithm>

#include "reporters/check_text.hpp"
#include "reporters/comparison_text.hpp"
#include "reporters/figures.hpp"
#include "reporters/formats/markdown_text.hpp"
#include "reporters/formats/report_rows.hpp"
#include "reporters/printable.hpp"
#include "reporters/repro.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

constexpr std::size_t kMaxName = 200;
constexpr std::size_t kMaxText = 500;
constexpr std::size_t kMaxExample = 600;
constexpr std::size_t kMaxErrors = 10;
constexpr std::size_t kMaxWarnings = 20;

// Where each part has to end, in bytes of the whole.
constexpr std::size_t kEndOfChecks = 16'000;
constexpr std::size_t kEndOfComparison = 26'000;
constexpr std::size_t kEndOfRequests = 36'000;
constexpr std::size_t kEndOfTasks = 46'000;
constexpr std::size_t kEndOfErrors = 54'000;
constexpr std::size_t kEndOfWarnings = kMaxMarkdown - 1'000;

std::string name_text(const std::string& name) { return markdown_text(name, kMaxName); }

void open_fold(std::string& text, const std::string& title) {
  text += "\n<details><summary>" + title + "</summary>\n\n";
}
void close_fold(std::string& text) { text += "\n</details>\n"; }

std::string title_of(const Result& result) {
  const Scenario& scenario = result.header.scenario;
  return "## Load test " + name_text(scenario.name) + "\n\n";
}

std::string verdict_text(const Result& result) {
  std::string text;
  if (!result.complete)
    text += "> **This run is incomplete** (ended by " + std::string(to_string(result.footer.ended_by)) +
            "). Its figures are of a part only.\n\n";
  const std::string sentence = verdict_sentence(result);
  const std::size_t word = sentence.find(':');
  return text + "**" + sentence.substr(0, word) + "**" +
         markdown_text(sentence.substr(std::min(word, sentence.size())), 2 * kMaxText) + "\n\n";
}

std::string setting(const Result& result) {
  const Environment& environment = result.header.environment;
  std::string text = std::to_string(result.peak_users) + (result.peak_users == 1 ? " user" : " users") +
                     ", " + human_duration(result.footer.duration);
  if (!environment.host.empty()) text += ", on " + name_text(environment.host);
  if (environment.cores > 0) text += " (" + std::to_string(environment.cores) + " cores)";
  return text + "\n\n";
}

TableRow row_cells(const Result& result, const std::string& name, const Row& row) {
  TableRow cells{name, std::to_string(row.count()), std::to_string(row.failed)};
  for (const char* metric : {"error_rate", "rate", "p50", "p95", "p99", "max"})
    cells.push_back(figure_text(result, row, metric));
  return cells;
}

std::vector<TableRow> row_table(const Result& result, bool of_tasks) {
  std::vector<TableRow> table{
      {of_tasks ? "Task" : "Request", "count", "failed", "errors", "rate", "p50", "p95", "p99", "max"}};
  for (const ReportRow& row : report_rows(result))
    if (row.is_task == of_tasks) table.push_back(row_cells(result, name_text(row.title), *row.row));
  return table;
}

void append_totals(std::string& text, const Result& result) {
  std::vector<TableRow> table{{"", "count", "failed", "errors", "rate", "p50", "p95", "p99", "max"}};
  if (!result.requests.empty()) table.push_back(row_cells(result, "all requests", result.all_requests));
  table.push_back(row_cells(result, "all tasks", result.all_tasks));
  append_markdown_table(text, table, kEndOfChecks);
}

void append_checks(std::string& text, const Result& result) {
  std::vector<TableRow> table{{"Check that did not pass", "verdict", "finding"}};
  for (const Verdict verdict : {Verdict::failed, Verdict::inconclusive})
    for (const Check& check : result.checks)
      if (check.verdict == verdict)
        table.push_back({markdown_text(check_title(check), kMaxText),
                         verdict == Verdict::failed ? "**FAILED**" : "inconclusive",
                         markdown_text(check_finding(check), kMaxText)});
  if (table.size() == 1) return;
  text += '\n';
  append_markdown_table(text, table, kEndOfChecks);
}

void append_comparison(std::string& text, const Result& result) {
  if (!result.comparison) return;
  std::size_t left_out = 0;
  std::vector<TableRow> table = comparison_table(*result.comparison, kMaxMarkdown, left_out);
  text += "\n### Comparison\n\n" + markdown_text(comparison_sentence(*result.comparison), kMaxText) + "\n\n";
  for (std::size_t i = 1; i < table.size(); ++i) table[i][0] = name_text(table[i][0]);
  if (table.size() > 1) append_markdown_table(text, table, kEndOfComparison);
}

void append_rows(std::string& text, const Result& result, bool of_tasks, std::size_t limit) {
  const std::vector<TableRow> table = row_table(result, of_tasks);
  if (table.size() == 1) return;
  open_fold(text, (of_tasks ? "Tasks (" : "Requests (") + std::to_string(table.size() - 1) + ')');
  append_markdown_table(text, table, limit);
  close_fold(text);
}

void append_errors(std::string& text, const Result& result) {
  if (result.errors.empty()) return;
  const std::size_t groups = result.errors.size();
  open_fold(text, "Errors (" + std::to_string(groups) + (groups == 1 ? " group)" : " groups)"));
  std::size_t told = 0;
  for (; told < std::min(groups, kMaxErrors); ++told) {
    const ErrorCount& error = result.errors[told].example;
    const std::string name = error.name.empty() ? error.task : RequestKey{error.method, error.name}.text();
    std::string part = std::to_string(error.count) + " x " + name_text(name);
    if (!error.where.empty()) part += " at " + name_text(error.where);
    part += "\n\n" + markdown_block(error.message, kMaxExample) + "\nrepeat it:\n\n" +
            markdown_block(repro_line(result, error.task), kMaxExample) + '\n';
    if (text.size() + part.size() > kEndOfErrors) break;
    text += part;
  }
  if (told < groups) text += "and " + std::to_string(groups - told) + " more: see stats.json\n";
  close_fold(text);
}

void append_warnings(std::string& text, const Result& result) {
  if (result.warnings.empty()) return;
  open_fold(text, "Warnings (" + std::to_string(result.warnings.size()) + ')');
  std::size_t told = 0;
  for (; told < std::min(result.warnings.size(), kMaxWarnings); ++told) {
    const std::string line = "- " + markdown_text(result.warnings[told], kMaxText) + '\n';
    if (text.size() + line.size() > kEndOfWarnings) break;
    text += line;
  }
  const std::size_t left_out = result.warnings.size() - told;
  if (left_out > 0) text += "- and " + std::to_string(left_out) + " more: see stats.json\n";
  close_fold(text);
}

}  // namespace

void write_markdown(const Result& result, std::ostream& out) {
  std::string text = title_of(result) + verdict_text(result) + setting(result);
  append_totals(text, result);
  append_checks(text, result);
  append_comparison(text, result);
  append_rows(text, result, false, kEndOfRequests);
  append_rows(text, result, true, kEndOfTasks);
  append_errors(text, result);
  append_warnings(text, result);
  out << text;
}

}  // namespace brood
