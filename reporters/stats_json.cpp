#include "reporters/stats_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "reporters/check_text.hpp"
#include "reporters/figures.hpp"
#include "reporters/printable.hpp"
#include "reporters/repro.hpp"
#include "reporters/stats_value.hpp"
#include "runner/core/comparison_json.hpp"
#include "runner/core/scenario_json.hpp"
#include "runner/core/utf8.hpp"

namespace brood {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMaxMessage = 10'000;

double ms(double nanoseconds) { return in_ms(nanoseconds / 1e9); }
double megabytes(std::uint64_t bytes) { return rounded(static_cast<double>(bytes) / 1e6); }

void put_text(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = to_utf8(text);
}

Json latency_ms(const Result& result, const Row& row) {
  Json json;
  for (const char* metric :
       {"min", "mean", "p50", "p75", "p80", "p90", "p95", "p99", "p99.9", "max", "stddev"})
    if (const auto seconds = figure(result, row, metric)) json[metric] = in_ms(*seconds);
  return json;
}

// What rows of tasks and of requests have in common.
void put_row(Json& json, const Result& result, const Row& row) {
  json["count"] = row.count();
  json["passed"] = row.passed;
  json["failed"] = row.failed;
  json["skipped"] = row.skipped;
  json["abandoned"] = row.abandoned;
  json["rate"] = figure(result, row, "rate").value_or(0);
  if (const auto ratio = figure(result, row, "error_rate")) json["error_rate"] = *ratio;
  if (Json latency = latency_ms(result, row); !latency.empty()) json["latency_ms"] = std::move(latency);
}

Json phases_ms(const Row& row) {
  Json json;
  for (std::size_t i = 0; i < row.phases.size(); ++i) {
    const PhaseSum& phase = row.phases[i];
    if (phase.count == 0) continue;
    Json& figures = json[kPhaseNames[i]];
    figures = {{"count", phase.count},
               {"mean", ms(static_cast<double>(phase.sum) / static_cast<double>(phase.count))},
               {"max", ms(static_cast<double>(phase.max))}};
    if (i != kWait) continue;
    for (const auto& [name, q] : {std::pair{"p50", 0.5}, {"p95", 0.95}, {"p99", 0.99}})
      if (const auto value = row.wait.quantile(q)) figures[name] = ms(static_cast<double>(*value));
  }
  return json;
}

void put_request_row(Json& json, const Result& result, const Row& row) {
  put_row(json, result, row);
  json["redirects"] = row.redirects;
  if (!row.statuses.empty()) {
    Json& statuses = json["status"];
    for (const auto& [status, count] : row.statuses) statuses[std::to_string(status)] = count;
  }
  json["bytes_in"] = row.bytes_in;
  json["bytes_out"] = row.bytes_out;
  if (Json phases = phases_ms(row); !phases.empty()) json["phases_ms"] = std::move(phases);
}

Json totals(const Result& result) {
  Json tasks, requests;
  put_row(tasks, result, result.all_tasks);
  put_request_row(requests, result, result.all_requests);
  return {{"tasks", std::move(tasks)}, {"requests", std::move(requests)}};
}

Json tasks(const Result& result) {
  Json list = Json::array();
  for (const auto& [name, row] : result.tasks) {
    Json json = {{"name", to_utf8(name)}};
    put_row(json, result, row);
    list.push_back(std::move(json));
  }
  return list;
}

Json requests(const Result& result) {
  Json list = Json::array();
  for (const auto& [key, row] : result.requests) {
    Json json = {{"method", to_utf8(key.method)}, {"name", to_utf8(key.name)}};
    put_request_row(json, result, row);
    list.push_back(std::move(json));
  }
  return list;
}

Json by_task(const Result& result) {
  Json list = Json::array();
  for (const auto& [key, row] : result.by_task) {
    Json json = {{"task", to_utf8(key.task)},
                 {"method", to_utf8(key.request.method)},
                 {"name", to_utf8(key.request.name)}};
    put_request_row(json, result, row);
    list.push_back(std::move(json));
  }
  return list;
}

Json errors(const Result& result) {
  Json list = Json::array();
  for (const ErrorGroup& group : result.errors) {
    const ErrorCount& error = group.example;
    Json json = {{"message", shorten(to_utf8(error.message), kMaxMessage)}, {"count", error.count}};
    put_text(json, "task", error.task);
    put_text(json, "method", error.method);
    put_text(json, "name", error.name);
    json["first_s"] = to_seconds(group.first);
    json["last_s"] = to_seconds(group.last);
    put_text(json, "where", error.where);
    json["repeat"] = to_utf8(repro_line(result, error.task));
    list.push_back(std::move(json));
  }
  return list;
}

Json checks(const Result& result) {
  Json list = Json::array();
  for (const Check& check : result.checks) {
    Json json = {{"text", to_utf8(check.text)}};
    put_text(json, "name", check.name);
    json["verdict"] = std::string(to_string(check.verdict));
    put_text(json, "observed", check.observed);
    put_text(json, "limit", check.limit);
    put_text(json, "reason", check.reason);
    if (check.at_s) json["at_s"] = std::round(*check.at_s * 1e3) / 1e3;
    list.push_back(std::move(json));
  }
  return list;
}

Json users(const Result& result) {
  Json list = Json::array();
  for (const SecondPoint& point : result.series)
    list.push_back({{"s", to_seconds(point.end)}, {"running", point.users}});
  return list;
}

Json quantiles_ms(const Histogram& histogram) {
  Json json;
  for (const auto& [name, q] : {std::pair{"p50", 0.5}, {"p95", 0.95}, {"p99", 0.99}, {"max", 1.0}})
    json[name] = ms(static_cast<double>(*histogram.quantile(q)));
  return json;
}

Json arrivals(const ArrivalCounts& arrivals) {
  Json json = {{"due", arrivals.due}, {"late", arrivals.late()}, {"abandoned", arrivals.abandoned}};
  if (!arrivals.queued.empty()) json["queued_ms"] = quantiles_ms(arrivals.queued);
  return json;
}

Json generator(const Result& result) {
  const Generator& generator = result.generator;
  Json json = {{"stalls", generator.stalls},
               {"stalled_s", to_seconds(generator.stalled)},
               {"lost", generator.lost},
               {"saturated", result.saturated}};
  if (!generator.lateness.empty()) json["lateness_ms"] = quantiles_ms(generator.lateness);
  json["cpu_s"] = to_seconds(generator.cpu);
  json["memory_mb"] = megabytes(generator.memory);
  return json;
}

Json histograms(const Result& result) {
  Json tasks = Json::object(), requests = Json::object();
  for (const auto& [name, row] : result.tasks)
    if (!row.latency.empty()) tasks.push_back({to_utf8(name), row.latency.encode()});
  for (const auto& [key, row] : result.requests)
    if (!row.latency.empty()) requests.push_back({to_utf8(key.text()), row.latency.encode()});
  return {{"tasks", std::move(tasks)}, {"requests", std::move(requests)}};
}

}  // namespace

Json stats_to_json(const Result& result) {
  Json json = {{"schema", "brood-stats-1"},
               {"complete", result.complete},
               {"ended_by", std::string(to_string(result.footer.ended_by))}};
  put_text(json, "reason", result.footer.reason);
  json["verdict"] = std::string(outcome_word(result));
  json["started_at"] = to_utf8(result.header.started_at);
  json["duration_s"] = to_seconds(result.footer.duration);
  json["drain_s"] = to_seconds(result.footer.drain);
  json["config"] = scenario_to_json(result.header.scenario);
  json["environment"] = environment_to_json(result.header.environment);
  json["totals"] = totals(result);
  json["tasks"] = tasks(result);
  json["requests"] = requests(result);
  json["by_task"] = by_task(result);
  json["errors"] = errors(result);
  json["checks"] = checks(result);
  if (result.comparison) json["comparison"] = comparison_to_json(*result.comparison);
  json["replaced_users"] = result.replaced_users;
  if (result.header.scenario.is_open()) json["arrivals"] = arrivals(result.arrivals);
  json["generator"] = generator(result);
  if (result.sut.known)
    json["sut"] = {{"cpu_s", to_seconds(result.sut.cpu)}, {"memory_mb", megabytes(result.sut.memory)}};
  Json& warnings = json["warnings"] = Json::array();
  for (const std::string& warning : result.warnings) warnings.push_back(to_utf8(warning));
  return json;
}

void write_stats_json(const Result& result, std::ostream& out) {
  Json json = stats_to_json(result);
  json["users"] = users(result);
  json["histograms"] = histograms(result);
  out << json.dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace brood
