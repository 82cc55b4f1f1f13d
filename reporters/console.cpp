#include "reporters/console.hpp"

#include <algorithm>
#include <cstdio>
#include <sstream>

#include "reporters/check_text.hpp"
#include "reporters/comparison_text.hpp"
#include "reporters/console_text.hpp"
#include "reporters/figures.hpp"
#include "reporters/printable.hpp"
#include "reporters/table.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

constexpr std::size_t kMaxRows = 40;
constexpr std::size_t kMaxErrors = 10;
constexpr std::size_t kMaxExample = 600;
constexpr std::size_t kMaxChecks = 40;
constexpr std::size_t kWidestTitle = 50;

enum class Tone { good, bad, doubtful, heading };

std::string toned(const std::string& text, Tone tone, const ConsoleStyle& style) {
  if (!style.colour) return text;
  const char* code = tone == Tone::good       ? "32"
                     : tone == Tone::bad      ? "31"
                     : tone == Tone::doubtful ? "33"
                                              : "1";
  return std::string("\x1b[") + code + 'm' + text + "\x1b[0m";
}

Tone tone_of(Verdict verdict) {
  if (verdict == Verdict::passed) return Tone::good;
  return verdict == Verdict::failed ? Tone::bad : Tone::doubtful;
}

void write_heading(const std::string& text, const ConsoleStyle& style, std::ostream& out) {
  out << '\n' << toned(text, Tone::heading, style) << '\n';
}

// "1:05", "1:00:05"
std::string clock(Nanos time) {
  const long long all = std::max<long long>(time.count() / 1'000'000'000, 0);
  char text[64];
  if (all >= 3600)
    std::snprintf(text, sizeof text, "%lld:%02lld:%02lld", all / 3600, all / 60 % 60, all % 60);
  else std::snprintf(text, sizeof text, "%lld:%02lld", all / 60, all % 60);
  return text;
}

std::string indented(const std::string& text, const std::string& indent) {
  std::string out;
  bool at_line_start = true;
  for (const char c : text) {
    if (at_line_start && c != '\n') out += indent;
    at_line_start = c == '\n';
    out += c;
  }
  return out;
}

// 12345 -> "12,345"
std::string grouped(std::uint64_t count) {
  std::string digits = std::to_string(count);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

struct NamedRow {
  std::string name;
  const Row* row;
};

TableRow table_row(const Result& result, const NamedRow& named) {
  const Row& row = *named.row;
  std::string failed = grouped(row.failed);
  if (row.failed > 0) failed += " (" + figure_text(result, row, "error_rate") + ')';
  TableRow cells{one_line(named.name), grouped(row.count()), failed};
  for (const char* metric : {"rate", "p50", "p95", "p99", "max"})
    cells.push_back(figure_text(result, row, metric));
  return cells;
}

// What deserves a look comes first when not all rows can be shown; else the order stays.
std::size_t leave_out_dull_rows(std::vector<NamedRow>& rows) {
  if (rows.size() <= kMaxRows) return 0;
  std::stable_sort(rows.begin(), rows.end(), [](const NamedRow& a, const NamedRow& b) {
    if (a.row->failed != b.row->failed) return a.row->failed > b.row->failed;
    return a.row->latency.quantile(0.95) > b.row->latency.quantile(0.95);
  });
  const std::size_t left_out = rows.size() - kMaxRows;
  rows.resize(kMaxRows);
  return left_out;
}

void write_rows(const Result& result, const char* title, std::vector<NamedRow> rows, const Row& all,
                const ConsoleStyle& style, std::ostream& out) {
  const std::size_t left_out = leave_out_dull_rows(rows);
  std::vector<TableRow> table{{title, "count", "failed", "rate", "p50", "p95", "p99", "max"}};
  for (const NamedRow& row : rows) table.push_back(table_row(result, row));
  if (rows.size() > 1) table.push_back(table_row(result, {"all", &all}));
  out << '\n';
  write_table(table, style.width, out);
  if (left_out > 0)
    out << "and " << left_out << " more, without as many failures or as slow: see stats.json\n";
}

void write_tables(const Result& result, const ConsoleStyle& style, std::ostream& out) {
  std::vector<NamedRow> tasks, requests;
  for (const auto& [name, row] : result.tasks) tasks.push_back({name, &row});
  for (const auto& [key, row] : result.requests) requests.push_back({key.text(), &row});
  if (!tasks.empty()) write_rows(result, "Tasks", tasks, result.all_tasks, style, out);
  if (!requests.empty()) write_rows(result, "Requests", requests, result.all_requests, style, out);
}

void write_errors(const Result& result, const ConsoleStyle& style, std::ostream& out) {
  if (result.errors.empty()) return;
  write_heading("Errors", style, out);
  const auto any = [](const ErrorCount&) { return true; };
  out << indented(error_examples(result, any, kMaxErrors, kMaxExample), "  ") << '\n';
  if (result.errors.size() > kMaxErrors)
    out << "  and " << result.errors.size() - kMaxErrors << " more groups: see stats.json\n";
}

void write_check(const Check& check, std::size_t width, const ConsoleStyle& style, std::ostream& out) {
  const char* words[] = {"passed      ", "FAILED      ", "inconclusive"};
  const std::string word = words[static_cast<std::size_t>(check.verdict)];
  const std::string title = one_line(check_title(check));
  out << "  " << toned(word, tone_of(check.verdict), style) << "  " << title
      << std::string(width - std::min(width, columns(title)), ' ') << "  " << one_line(check_finding(check))
      << '\n';
}

void write_comparison(const Result& result, const ConsoleStyle& style, std::ostream& out) {
  if (!result.comparison) return;
  std::size_t left_out = 0;
  const std::vector<TableRow> rows = comparison_table(*result.comparison, kMaxRows, left_out);
  write_heading("Comparison", style, out);
  out << "  " << one_line(comparison_sentence(*result.comparison)) << "\n\n";
  if (rows.size() > 1) write_table(rows, style.width, out);
  if (left_out > 0) out << "and " << left_out << " more that are not worse: see stats.json\n";
  for (const ComparedMetric& metric : result.comparison->metrics)
    if (!metric.reason.empty() &&
        (metric.finding == Finding::failed || metric.finding == Finding::inconclusive))
      out << "  " << one_line(metric.name + ": " + metric.reason) << '\n';
  for (const std::string& remark : result.comparison->remarks) out << "  " << one_line(remark) << '\n';
}

// Broken ones first.
void write_checks(const Result& result, const ConsoleStyle& style, std::ostream& out) {
  std::vector<const Check*> shown;
  std::size_t unsaid = 0;  // rules that everybody is under and that are kept
  for (const Verdict verdict : {Verdict::failed, Verdict::inconclusive, Verdict::passed})
    for (const Check& check : result.checks)
      if (check.verdict == verdict) {
        if (check.by_default && verdict == Verdict::passed) ++unsaid;
        else shown.push_back(&check);
      }
  write_heading("Checks", style, out);
  const std::size_t left_out = shown.size() > kMaxChecks ? shown.size() - kMaxChecks : 0;
  shown.resize(shown.size() - left_out);
  std::size_t width = 0;
  for (const Check* check : shown) width = std::max(width, columns(one_line(check_title(*check))));
  for (const Check* check : shown) write_check(*check, std::min(width, kWidestTitle), style, out);
  if (left_out > 0) out << "  and " << left_out << " more: see stats.json\n";
  if (unsaid > 0)
    out << "  " << toned("passed      ", tone_of(Verdict::passed), style) << "  " << unsaid
        << (unsaid == 1 ? " that always applies\n" : " that always apply\n");
}

void write_warnings(const Result& result, const ConsoleStyle& style, std::ostream& out) {
  if (result.warnings.empty()) return;
  write_heading("Warnings", style, out);
  for (const std::string& warning : result.warnings)
    out << "  " << toned("- ", Tone::doubtful, style) << shorten(one_line(warning), 1000) << '\n';
}

void write_title(const Result& result, const ConsoleStyle& style, std::ostream& out) {
  const Scenario& scenario = result.header.scenario;
  out << toned(one_line(scenario.name), Tone::heading, style) << ": " << grouped(result.peak_users)
      << (result.peak_users == 1 ? " user, " : " users, ") << human_duration(result.footer.duration);
  if (result.footer.drain.count() > 0) out << " and " << human_duration(result.footer.drain) << " to finish";
  if (result.replaced_users > 0)
    out << ", " << grouped(result.replaced_users)
        << (result.replaced_users == 1 ? " user replaced" : " users replaced");
  out << '\n';
}

void write_parts(const Result& result, const std::vector<WrittenReport>& reports, const ConsoleStyle& style,
                 std::ostream& out) {
  write_title(result, style, out);
  write_tables(result, style, out);
  write_errors(result, style, out);
  write_comparison(result, style, out);
  write_checks(result, style, out);
  write_warnings(result, style, out);
  if (!reports.empty()) write_heading("Reports", style, out);
  std::size_t widest = 0;
  for (const WrittenReport& report : reports) widest = std::max(widest, columns(report.format));
  for (const WrittenReport& report : reports) {
    out << "  " << one_line(report.format) << std::string(2 + widest - columns(report.format), ' ')
        << one_line(report.path) << '\n';
  }
  const Tone tone = has_verdict(result) ? tone_of(result.verdict) : Tone::bad;
  out << '\n' << toned(shorten(printable(verdict_sentence(result)), 4000), tone, style) << '\n';
}

}  // namespace

std::string progress_line(const Result& so_far, const ConsoleStyle& style) {
  if (so_far.series.empty()) return "0:00  starting";
  const SecondPoint& now = so_far.series.back();
  std::string line = clock(now.end);
  if (so_far.header.scenario.run_time) line += " of " + clock(*so_far.header.scenario.run_time);
  line += now.drain ? "  finishing" : "";
  line += "  " + grouped(now.users) + (now.users == 1 ? " user" : " users");
  const auto add = [&](const char* what, const SecondPoint::Totals& totals) {
    const double span = static_cast<double>((now.end - now.begin).count()) / 1e9;
    const double rate = span > 0 ? static_cast<double>(totals.passed + totals.failed) / span : 0;
    line += std::string("  ") + what + ' ' + human_number(rate) + "/s";
    if (totals.p95 > 0) line += " p95 " + human_duration(as_nanos(totals.p95));
  };
  add("tasks", now.tasks);
  if (!so_far.requests.empty()) add("requests", now.requests);
  line += "  " + grouped(so_far.all_tasks.failed) + " failed";
  if (style.rewrite && style.width > 1)
    line = shorten_middle(line, static_cast<std::size_t>(style.width) - 1);
  return line;
}

void write_summary(const Result& result, const std::vector<WrittenReport>& reports, const ConsoleStyle& style,
                   std::ostream& out) {
  std::ostringstream text;
  write_parts(result, reports, style, text);
  out << console_text(text.view(), style.colour);
}

}  // namespace brood
