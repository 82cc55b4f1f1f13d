#include "reporters/formats/bmf.hpp"

#include <cmath>
#include <nlohmann/json.hpp>
#include <utility>

#include "reporters/figures.hpp"
#include "reporters/formats/report_rows.hpp"

namespace brood {
namespace {

using Json = nlohmann::ordered_json;

Json measures_of(const Result& result, const Row& row) {
  Json json = {{"count", {{"value", row.count()}}},
               {"throughput", {{"value", figure(result, row, "rate").value_or(0)}}}};
  if (const auto share = figure(result, row, "error_rate")) json["error_rate"] = {{"value", *share}};
  for (const auto& [measure, metric] :
       {std::pair{"latency", "mean"}, {"latency_p50", "p50"}, {"latency_p95", "p95"}, {"latency_p99", "p99"}})
    if (const auto seconds = figure(result, row, metric))
      json[measure] = {{"value", std::llround(*seconds * 1e9)}};
  return json;
}

}  // namespace

void write_bmf(const Result& result, std::ostream& out) {
  Json json = {{"run", {{"complete", {{"value", result.complete ? 1 : 0}}}}}};
  if (!result.requests.empty()) json["requests"] = measures_of(result, result.all_requests);
  json["tasks"] = measures_of(result, result.all_tasks);
  for (const ReportRow& row : report_rows(result))
    json[(row.is_task ? "task " : "request ") + row.title] = measures_of(result, *row.row);
  out << json.dump(1) << '\n';
}

}  // namespace brood
