#include "reporters/formats/plot.hpp"

#include "reporters/figures.hpp"
#include "reporters/formats/csv_line.hpp"
#include "reporters/formats/report_rows.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

class Columns {
 public:
  explicit Columns(const Result& result) : result_(result) {}
  void add(const std::string& label, double value) {
    labels_.emplace_back(label);
    values_.push_back(CsvCell::figure(format_number(value)));
  }
  void add_row(const std::string& title, const Row& row) {
    add(title + " count", static_cast<double>(row.count()));
    for (const char* metric : kTrendMetrics) {
      const std::optional<double> value = figure(result_, row, metric);
      if (!value) continue;
      const Unit unit = find_metric(metric)->unit;
      if (unit == Unit::time) add(title + ' ' + metric + " ms", in_ms(*value));
      else if (unit == Unit::ratio) add(title + " errors %", rounded(*value * 100));
      else add(title + ' ' + metric, *value);
    }
  }
  void write(std::ostream& out) const {
    write_csv_line(labels_, out);
    write_csv_line(values_, out);
  }

 private:
  const Result& result_;
  std::vector<CsvCell> labels_;
  std::vector<CsvCell> values_;
};

}  // namespace

void write_plot(const Result& result, std::ostream& out) {
  Columns columns(result);
  columns.add("complete", result.complete ? 1 : 0);
  if (!result.requests.empty()) columns.add_row("requests", result.all_requests);
  columns.add_row("tasks", result.all_tasks);
  for (const ReportRow& row : report_rows(result))
    columns.add_row((row.is_task ? "task " : "request ") + row.title, *row.row);
  columns.write(out);
}

}  // namespace brood
