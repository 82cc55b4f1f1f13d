#include "reporters/formats/gitlab_metrics.hpp"

#include <cmath>
#include <set>

#include "reporters/figures.hpp"
#include "reporters/formats/report_rows.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

// Beyond so many names the widget is of no use, and each of them costs a line there when it is new.
constexpr std::size_t kMostNames = 50;

std::string significant(double value) {
  if (value == 0) return "0";
  const double unit = std::pow(10, std::floor(std::log10(std::abs(value))) - 2);
  const double whole = std::round(value / unit);
  // Dividing where the unit is below 1 leaves no dust: 0.123, not 0.12300000000000001.
  return format_number(unit < 1 ? whole / std::round(1 / unit) : whole * unit);
}

std::string label_text(std::string title) {
  for (char& c : title)
    if (std::string_view("#'\"\\`$").find(c) != std::string_view::npos) c = '_';
  return title;
}

// The lines of one file; no name stands there twice.
class Lines {
 public:
  explicit Lines(std::ostream& out) : out_(out) {}
  void begin_run(const Result& result) { run_ = "run=\"" + label_text(run_title(result)) + '"'; }
  // `label`: one more, as 'name="GET /"', or empty.
  void add(const std::string& metric, const std::string& label, double value) {
    const std::string name = metric + '{' + run_ + (label.empty() ? "" : "," + label) + '}';
    if (told_.insert(name).second) out_ << name << ' ' << significant(value) << '\n';
  }

 private:
  std::ostream& out_;
  std::string run_;
  std::set<std::string> told_;
};

void write_totals(const Result& result, const std::string& kind, const Row& row, Lines& lines) {
  for (const std::string metric : kTrendMetrics) {
    const std::optional<double> value = figure(result, row, metric);
    if (!value) continue;
    const bool time = find_metric(metric)->unit == Unit::time;
    lines.add(kind + '_' + metric + (time ? "_ms" : ""), "", time ? in_ms(*value) : *value);
  }
}

void write_run(const Result& result, Lines& lines) {
  lines.begin_run(result);
  lines.add("complete", "", result.complete ? 1 : 0);
  if (!result.requests.empty()) write_totals(result, "requests", result.all_requests, lines);
  write_totals(result, "tasks", result.all_tasks, lines);
  const std::vector<ReportRow> rows = report_rows(result);
  if (rows.size() > kMostNames) return;
  for (const ReportRow& row : rows) {
    const std::optional<double> p95 = figure(result, *row.row, "p95");
    if (p95)
      lines.add(row.is_task ? "task_p95_ms" : "request_p95_ms", "name=\"" + label_text(row.title) + '"',
                in_ms(*p95));
  }
}

}  // namespace

void write_gitlab_metrics(std::span<const Result> runs, std::ostream& out) {
  Lines lines(out);
  for (const Result& result : runs) write_run(result, lines);
}

void write_gitlab_metrics(const Result& result, std::ostream& out) {
  write_gitlab_metrics(std::span(&result, 1), out);
}

}  // namespace brood
