#include "reporters/formats/gha_bench.hpp"

#include <nlohmann/json.hpp>

#include "reporters/figures.hpp"
#include "reporters/formats/report_rows.hpp"

namespace brood {
namespace {

using Json = nlohmann::ordered_json;

void add_row(Json& list, const Result& result, const std::string& title, const Row& row, Better better) {
  for (const char* name : kTrendMetrics) {
    const Metric& metric = *find_metric(name);
    const std::optional<double> value = metric.get(result, &row);
    if (metric.better != better || !value) continue;
    const char* unit = metric.unit == Unit::time ? "ms" : metric.unit == Unit::ratio ? "%" : "per second";
    const double scale = metric.unit == Unit::time ? 1e3 : metric.unit == Unit::ratio ? 100 : 1;
    list.push_back(
        {{"name", title + ' ' + name},
         {"unit", unit},
         {"value", rounded(*value * scale)},
         {"extra", "n=" + std::to_string(row.count()) + (result.complete ? "" : ", incomplete run")}});
  }
}

void write(const Result& result, Better better, std::ostream& out) {
  Json list = Json::array();
  if (!result.requests.empty()) add_row(list, result, "requests", result.all_requests, better);
  add_row(list, result, "tasks", result.all_tasks, better);
  for (const ReportRow& row : report_rows(result))
    add_row(list, result, (row.is_task ? "task " : "request ") + row.title, *row.row, better);
  out << list.dump(1) << '\n';
}

}  // namespace

void write_gha_bench_smaller(const Result& result, std::ostream& out) { write(result, Better::lower, out); }
void write_gha_bench_bigger(const Result& result, std::ostream& out) { write(result, Better::higher, out); }

}  // namespace brood
