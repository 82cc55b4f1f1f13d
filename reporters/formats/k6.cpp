#include "reporters/formats/k6.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "reporters/figures.hpp"

namespace brood {
namespace {

using Json = nlohmann::ordered_json;

Json counter(const Result& result, const Row& row) {
  return {{"count", row.count()}, {"rate", figure(result, row, "rate").value_or(0)}};
}

// `prefix` is that of the metric table: "" or "wait.".
Json trend(const Result& result, const Row& row, const std::string& prefix) {
  Json json = Json::object();
  for (const auto& [name, metric] : {std::pair{"avg", "mean"},
                                     {"med", "p50"},
                                     {"max", "max"},
                                     {"p(90)", "p90"},
                                     {"p(95)", "p95"},
                                     {"p(99)", "p99"}})
    if (const auto seconds = figure(result, row, prefix + metric)) json[name] = in_ms(*seconds);
  return json;
}

// k6 calls it a pass when the condition "it failed" holds.
Json failed_share(const Result& result, const Row& row) {
  const std::optional<double> share = figure(result, row, "error_rate");
  return {{"passes", row.failed}, {"fails", row.passed}, {"value", share.value_or(0)}};
}

Json checks(const Result& result) {
  std::size_t passed = 0, failed = 0;
  for (const Check& check : result.checks) {
    passed += check.verdict == Verdict::passed ? 1 : 0;
    failed += check.verdict == Verdict::failed ? 1 : 0;
  }
  const double judged = static_cast<double>(passed + failed);
  return {{"passes", passed},
          {"fails", failed},
          {"value", judged > 0 ? rounded(static_cast<double>(passed) / judged) : 0}};
}

}  // namespace

void write_k6(const Result& result, std::ostream& out) {
  Json metrics = {{"http_reqs", counter(result, result.all_requests)},
                  {"iterations", counter(result, result.all_tasks)},
                  {"http_req_failed", failed_share(result, result.all_requests)},
                  {"checks", checks(result)},
                  {"vus_max", {{"value", result.peak_users}}}};
  for (const auto& [name, row, prefix] : {std::tuple{"http_req_waiting", &result.all_requests, "wait."},
                                          {"http_req_duration", &result.all_requests, ""},
                                          {"iteration_duration", &result.all_tasks, ""}})
    if (Json values = trend(result, *row, prefix); !values.empty()) metrics[name] = std::move(values);
  const Json json = {{"complete", result.complete}, {"metrics", std::move(metrics)}};
  out << json.dump(1) << '\n';
}

}  // namespace brood
