#include "reporters/formats/ctrf.hpp"

#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "reporters/check_text.hpp"
#include "reporters/figures.hpp"
#include "reporters/formats/moments.hpp"
#include "reporters/formats/report_rows.hpp"
#include "reporters/junit_cases.hpp"
#include "reporters/printable.hpp"

namespace brood {
namespace {

using Json = nlohmann::ordered_json;
using Outcome = JUnitCase::Outcome;

const char* status_of(const JUnitCase& test) {
  if (test.outcome == Outcome::passed) return "passed";
  return test.outcome == Outcome::skipped ? "skipped" : "failed";
}

void put_text(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

Json test_json(const JUnitCase& test) {
  Json json = {{"name", test.name.empty() ? "(no name)" : test.name},
               {"status", status_of(test)},
               {"duration", std::llround(test.seconds * 1e3)},
               {"suite", Json::array({test.classname})}};
  put_text(json, "rawStatus", test.type);
  put_text(json, "message", test.message);
  put_text(json, "trace", test.body);
  if (!test.output.empty()) json["stdout"] = Json::array({test.output});
  return json;
}

Json summary_of(const Result& result, const std::vector<JUnitCase>& cases) {
  Json summary = {{"tests", cases.size()}, {"passed", 0},  {"failed", 0},
                  {"skipped", 0},          {"pending", 0}, {"other", 0}};
  for (const JUnitCase& test : cases) summary[status_of(test)] = summary[status_of(test)].get<int>() + 1;
  summary["start"] = epoch_ms(result.header, Nanos{0});
  summary["stop"] = epoch_ms(result.header, result.footer.duration + result.footer.drain);
  return summary;
}

Json environment_of(const RunHeader& header) {
  Json json = {{"reportName", one_line(header.scenario.name)}};
  put_text(json, "osRelease", one_line(header.environment.system));
  for (const auto& [name, value] : header.environment.pipeline)
    json["extra"][one_line(name)] = one_line(value);
  return json;
}

Json row_json(const Result& result, const Row& row) {
  Json json = {{"count", row.count()}, {"failed", row.failed}};
  for (const char* metric : kTrendMetrics) {
    const std::optional<double> value = figure(result, row, metric);
    if (!value) continue;
    const bool time = find_metric(metric)->unit == Unit::time;
    if (time) json[std::string(metric) + "_ms"] = in_ms(*value);
    else json[metric] = *value;
  }
  return json;
}

Json extra_of(const Result& result) {
  Json rows = {{"requests", row_json(result, result.all_requests)},
               {"tasks", row_json(result, result.all_tasks)}};
  for (const ReportRow& row : report_rows(result))
    rows[row.is_task ? "task" : "request"][row.title] = row_json(result, *row.row);
  return {{"complete", result.complete},
          {"ended_by", std::string(to_string(result.footer.ended_by))},
          {"verdict", std::string(outcome_word(result))},
          {"metrics", std::move(rows)}};
}

}  // namespace

void write_ctrf(const Result& result, std::ostream& out) {
  const std::vector<JUnitCase> cases = junit_cases(result);
  Json tests = Json::array();
  for (const JUnitCase& test : cases) tests.push_back(test_json(test));
  Json tool = {{"name", "brood"}};
  put_text(tool, "version", one_line(result.header.environment.brood_version));
  const Json json = {{"reportFormat", "CTRF"},
                     {"specVersion", "0.0.0"},
                     {"results",
                      {{"tool", std::move(tool)},
                       {"summary", summary_of(result, cases)},
                       {"tests", std::move(tests)},
                       {"environment", environment_of(result.header)},
                       {"extra", extra_of(result)}}}};
  out << json.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace brood
