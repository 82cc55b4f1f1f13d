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

void write_totals(const Result& result, const char* kind, const Row& row, std::ostream& out) {
  for (const char* metric : kTrendMetrics) {
    const std::optional<double> value = figure(result, row, metric);
    if (!value) continue;
    const bool time = find_metric(metric)->unit == Unit::time;
    out << kind << '_' << metric << (time ? "_ms " : " ") << significant(time ? *value * 1e3 : *value)
        << '\n';
  }
}

}  // namespace

void write_gitlab_metrics(const Result& result, std::ostream& out) {
  out << "complete " << (result.complete ? 1 : 0) << '\n';
  if (!result.requests.empty()) write_totals(result, "requests", result.all_requests, out);
  write_totals(result, "tasks", result.all_tasks, out);
  const std::vector<ReportRow> rows = report_rows(result);
  if (rows.size() > kMostNames) return;
  std::set<std::string> told;
  for (const ReportRow& row : rows) {
    const std::optional<double> p95 = figure(result, *row.row, "p95");
    const std::string name =
        std::string(row.is_task ? "task" : "request") + "_p95_ms{name=\"" + label_text(row.title) + "\"}";
    if (p95 && told.insert(name).second) out << name << ' ' << significant(*p95 * 1e3) << '\n';
  }
}

}  // namespace brood
