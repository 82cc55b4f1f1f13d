#include "reporters/formats/locust_csv.hpp"

#include <algorithm>
#include <cmath>

#include "reporters/figures.hpp"
#include "reporters/formats/csv_line.hpp"
#include "reporters/formats/moments.hpp"
#include "reporters/formats/report_rows.hpp"
#include "reporters/printable.hpp"
#include "reporters/repro.hpp"

namespace brood {
namespace {

using Cells = std::vector<CsvCell>;

constexpr const char* kPercentiles[] = {"50", "66", "75", "80", "90", "95", "98", "99", "99.9", "99.99"};
constexpr std::size_t kMaxMessage = 2'000;

void add_percentile_headings(Cells& cells) {
  for (const char* percentile : kPercentiles) cells.emplace_back(std::string(percentile) + '%');
  cells.emplace_back("100%");
}

double ms(double nanoseconds) { return in_ms(nanoseconds / 1e9); }
double ms(std::uint64_t nanoseconds) { return ms(static_cast<double>(nanoseconds)); }

CsvCell figure_cell(double value) { return CsvCell::figure(format_number(value)); }
template <class Integer>
CsvCell count_cell(Integer count) {
  return CsvCell::figure(std::to_string(count));
}
CsvCell ms_cell(const Result& result, const Row& row, const std::string& metric, const char* absent) {
  return CsvCell::figure(ms_text(result, row, metric, absent));
}

CsvCell ratio_cell(double part, double whole) { return figure_cell(whole > 0 ? rounded(part / whole) : 0); }

std::string message_text(const ErrorCount& error) { return shorten(printable(error.message), kMaxMessage); }

Cells stats_cells(const Result& result, const std::string& type, const std::string& name, const Row& row) {
  const double seconds = static_cast<double>(result.duration().count()) / 1e9;
  const auto count = static_cast<double>(row.count());
  const auto failed = static_cast<double>(row.failed);
  const double rate = figure(result, row, "rate").value_or(0);
  Cells cells{type, name, count_cell(row.count()), count_cell(row.failed),
              figure_cell(std::round(figure(result, row, "p50").value_or(0) * 1e3))};
  for (const char* metric : {"mean", "min", "max"}) cells.push_back(ms_cell(result, row, metric, "0"));
  cells.push_back(ratio_cell(static_cast<double>(row.bytes_in), count));
  cells.push_back(figure_cell(rate));
  cells.push_back(ratio_cell(failed, seconds));
  for (const char* percentile : kPercentiles)
    cells.push_back(ms_cell(result, row, std::string("p") + percentile, "N/A"));
  cells.push_back(ms_cell(result, row, "max", "N/A"));
  return cells;
}

// What has come so far, for the columns that Locust calls total.
struct SoFar {
  std::uint64_t passed = 0, failed = 0, sum = 0, min = ~std::uint64_t{0}, max = 0;
  void add(const SecondPoint::Totals& totals) {
    passed += totals.passed;
    failed += totals.failed;
    if (totals.passed == 0) return;
    sum += totals.sum;
    min = std::min(min, totals.min);
    max = std::max(max, totals.max);
  }
};

Cells history_cells(const Result& result, const SecondPoint& point, const SoFar& so_far) {
  const SecondPoint::Totals& now = point.requests;
  const double seconds = static_cast<double>((point.end - point.begin).count()) / 1e9;
  Cells cells{count_cell(epoch_ms(result.header, point.end) / 1000),
              count_cell(point.users),
              "",
              "Aggregated",
              ratio_cell(static_cast<double>(now.passed + now.failed), seconds),
              ratio_cell(static_cast<double>(now.failed), seconds)};
  for (const std::string_view percentile : kPercentiles) {
    const std::uint64_t value = percentile == "50"   ? now.p50
                                : percentile == "95" ? now.p95
                                : percentile == "99" ? now.p99
                                                     : 0;
    cells.push_back(value > 0 ? figure_cell(ms(value)) : "N/A");
  }
  cells.push_back(now.passed > 0 ? figure_cell(ms(now.max)) : "N/A");
  cells.push_back(count_cell(so_far.passed + so_far.failed));
  cells.push_back(count_cell(so_far.failed));
  const bool any = so_far.passed > 0;
  const double mean = any ? static_cast<double>(so_far.sum) / static_cast<double>(so_far.passed) : 0;
  cells.insert(cells.end(), {"N/A", figure_cell(ms(mean)), figure_cell(any ? ms(so_far.min) : 0),
                             figure_cell(ms(so_far.max)), "N/A"});
  return cells;
}

}  // namespace

void write_locust_stats(const Result& result, std::ostream& out) {
  Cells headings{"Type",
                 "Name",
                 "Request Count",
                 "Failure Count",
                 "Median Response Time",
                 "Average Response Time",
                 "Min Response Time",
                 "Max Response Time",
                 "Average Content Size",
                 "Requests/s",
                 "Failures/s"};
  add_percentile_headings(headings);
  write_csv_line(headings, out);
  for (const ReportRow& row : report_rows(result))
    write_csv_line(stats_cells(result, row.is_task ? "TASK" : row.method, row.name, *row.row), out);
  write_csv_line(stats_cells(result, "", "Aggregated", result.all_requests), out);
}

void write_locust_history(const Result& result, std::ostream& out) {
  Cells headings{"Timestamp", "User Count", "Type", "Name", "Requests/s", "Failures/s"};
  add_percentile_headings(headings);
  headings.insert(headings.end(), {"Total Request Count", "Total Failure Count", "Total Median Response Time",
                                   "Total Average Response Time", "Total Min Response Time",
                                   "Total Max Response Time", "Total Average Content Size"});
  write_csv_line(headings, out);
  SoFar so_far;
  for (const SecondPoint& point : result.series) {
    so_far.add(point.requests);
    write_csv_line(history_cells(result, point, so_far), out);
  }
}

void write_locust_failures(const Result& result, std::ostream& out) {
  write_csv_line({"Method", "Name", "Error", "Occurrences", "First Seen", "Last Seen"}, out);
  for (const ErrorGroup& group : result.errors) {
    const ErrorCount& error = group.example;
    if (error.name.empty()) continue;
    write_csv_line(
        {one_line(error.method), one_line(error.name), message_text(error), count_cell(error.count),
         utc_text(epoch_ms(result.header, group.first)), utc_text(epoch_ms(result.header, group.last))},
        out);
  }
}

void write_locust_exceptions(const Result& result, std::ostream& out) {
  write_csv_line({"Count", "Message", "Traceback", "Nodes"}, out);
  for (const ErrorGroup& group : result.errors) {
    const ErrorCount& error = group.example;
    if (!error.name.empty()) continue;
    const std::string task = error.task.empty() ? "" : one_line(error.task) + ": ";
    const std::string where = error.where.empty() ? "" : one_line(error.where) + '\n';
    write_csv_line({count_cell(error.count), task + message_text(error),
                    where + "repeat it: " + printable(repro_line(result, error.task)), "local"},
                   out);
  }
}

}  // namespace brood
