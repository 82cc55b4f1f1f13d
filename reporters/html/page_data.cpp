#include "reporters/html/page_data.hpp"

#include <algorithm>

#include "reporters/check_text.hpp"
#include "reporters/comparison_text.hpp"
#include "reporters/figures.hpp"
#include "reporters/html/coarse.hpp"
#include "reporters/html/course.hpp"
#include "reporters/html/positions.hpp"
#include "reporters/html/slowest.hpp"
#include "reporters/printable.hpp"
#include "reporters/stats_value.hpp"
#include "runner/core/utf8.hpp"

namespace brood {
namespace {

using Json = nlohmann::ordered_json;

// A page with a thousand groups of errors has to stay small.
constexpr std::size_t kMaxMessage = 2'000;
constexpr std::size_t kMaxCompared = 200;
constexpr int kParts = 8;

// The first that stands for the verdict; null if all passed.
const Check* decisive_check(const Result& result) {
  const auto found = std::find_if(result.checks.begin(), result.checks.end(), [&](const Check& check) {
    return check.verdict == result.verdict && check.verdict != Verdict::passed;
  });
  return found == result.checks.end() ? nullptr : &*found;
}

Json words(const Result& result) {
  Json json = {{"name", to_utf8(result.header.scenario.name)}};
  json["sentence"] = to_utf8(verdict_sentence(result));
  if (const Check* check = decisive_check(result))
    json["why"] = to_utf8(check_title(*check) + ": " + check_finding(*check));
  if (!result.complete) json["incomplete"] = to_utf8(end_reason(result.footer));
  if (result.saturated) json["saturation"] = to_utf8(result.saturation);
  return json;
}

Json distribution(const Row& row) {
  Json json = {{"passed", coarse_buckets(row.latency, kParts)}};
  if (!row.failed_latency.empty()) json["failed"] = coarse_buckets(row.failed_latency, kParts);
  return json;
}

Json distributions(const Result& result) {
  Json tasks = Json::array(), requests = Json::array();
  for (const auto& [name, row] : result.tasks) tasks.push_back(distribution(row));
  for (const auto& [key, row] : result.requests) requests.push_back(distribution(row));
  return {{"tasks", std::move(tasks)}, {"requests", std::move(requests)}, {"parts", kParts}};
}

Json ms_or_null(const Result& result, const Row& row, const char* metric) {
  const auto seconds = figure(result, row, metric);
  return seconds ? Json(in_ms(*seconds)) : Json(nullptr);
}

Json made_by(const Result& result) {
  const Positions tasks(result.tasks);
  const Positions requests(result.requests);
  Json list = Json::array();
  for (const auto& [key, row] : result.by_task)
    list.push_back({tasks.of(key.task), requests.of(key.request), row.count(), row.failed,
                    figure(result, row, "rate").value_or(0), ms_or_null(result, row, "p50"),
                    ms_or_null(result, row, "p95")});
  return list;
}

Json compared(const Comparison& comparison) {
  std::size_t left_out = 0;
  Json rows = Json::array();
  for (const TableRow& row : comparison_table(comparison, kMaxCompared, left_out)) {
    Json cells = Json::array();
    for (const std::string& cell : row) cells.push_back(to_utf8(cell));
    rows.push_back(std::move(cells));
  }
  Json remarks = Json::array();
  for (const std::string& remark : comparison.remarks) remarks.push_back(to_utf8(remark));
  return {{"sentence", to_utf8(comparison_sentence(comparison))},
          {"rows", std::move(rows)},
          {"left_out", left_out},
          {"remarks", std::move(remarks)}};
}

void shorten_messages(Json& errors) {
  for (Json& error : errors) error["message"] = shorten(error["message"].get<std::string>(), kMaxMessage);
}

}  // namespace

Json page_data(const Result& result) {
  Json json = stats_to_json(result);
  json.erase("by_task");
  shorten_messages(json["errors"]);
  json["page"] = words(result);
  json["course"] = course_of(result);
  json["distributions"] = distributions(result);
  json["made_by"] = made_by(result);
  json["slowest"] = slowest_of(result);
  if (result.comparison) json["compared"] = compared(*result.comparison);
  return json;
}

}  // namespace brood
