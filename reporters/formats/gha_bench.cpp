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
    const std::optional<double> value = figure(result, row, name);
    if (metric.better != better || !value) continue;
    const char* unit = metric.unit == Unit::time ? "ms" : metric.unit == Unit::ratio ? "%" : "per second";
    list.push_back(
        {{"name", title + ' ' + name},
         {"unit", unit},
         {"value", metric.unit == Unit::time    ? in_ms(*value)
                   : metric.unit == Unit::ratio ? rounded(*value * 100)
                                                : *value},
         {"extra", "n=" + std::to_string(row.count()) + (result.complete ? "" : ", incomplete run")}});
  }
}

void add_run(Json& list, const Result& result, Better better) {
  const std::string run = run_title(result) + ": ";
  if (!result.requests.empty()) add_row(list, result, run + "requests", result.all_requests, better);
  add_row(list, result, run + "tasks", result.all_tasks, better);
  for (const ReportRow& row : report_rows(result))
    add_row(list, result, run + (row.is_task ? "task " : "request ") + row.title, *row.row, better);
}

void write(std::span<const Result> runs, Better better, std::ostream& out) {
  Json list = Json::array();
  for (const Result& result : runs) add_run(list, result, better);
  out << list.dump(1) << '\n';
}

}  // namespace

void write_gha_bench_smaller(std::span<const Result> runs, std::ostream& out) {
  write(runs, Better::lower, out);
}
void write_gha_bench_bigger(std::span<const Result> runs, std::ostream& out) {
  write(runs, Better::higher, out);
}
void write_gha_bench_smaller(const Result& result, std::ostream& out) {
  write_gha_bench_smaller(std::span(&result, 1), out);
}
void write_gha_bench_bigger(const Result& result, std::ostream& out) {
  write_gha_bench_bigger(std::span(&result, 1), out);
}

}  // namespace brood
