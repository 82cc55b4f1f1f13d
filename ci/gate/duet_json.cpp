#include "ci/gate/duet_json.hpp"

#include <cassert>
#include <nlohmann/json.hpp>

#include "ci/gate/shown_json.hpp"
#include "runner/core/read_json.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

void add_shift(const MetricResult& result, OrderedJson& json) {
  const Interval95 interval = interval95(*result.test);
  json["ratio"] = result.test->ratio();
  json["low"] = interval.low;
  json["high"] = interval.high;
  json["p"] = result.p;
  json["sensitivity"] = *result.sensitivity;
}

void add_rates(const MetricResult& result, OrderedJson& json) {
  const ErrorRates& rates = *result.rates;
  const bool has_ratio = rates.before > 0;
  if (has_ratio) json["ratio"] = rates.after / rates.before;
  json["p"] = result.p;
  if (has_ratio) json["sensitivity"] = rates.noticeable / rates.before - 1;
  json["old_rate"] = rates.before;
  json["new_rate"] = rates.after;
  json["noticeable_rate"] = rates.noticeable;
}

OrderedJson metric_json(const MetricResult& result) {
  OrderedJson json = {{"name", result.metric.name()}, {"verdict", to_string(result.finding)}};
  if (result.test) add_shift(result, json);
  if (result.rates) add_rates(result, json);
  if (!result.reason.empty()) json["reason"] = result.reason;
  return json;
}

OrderedJson missing_json(const MissingTask& missing, bool failed) {
  return {{"name", missing.task},
          {"verdict", to_string(failed ? Finding::failed : Finding::untested)},
          {"reason", missing.reason()}};
}

}  // namespace

std::string duet_json(const DuetReport& report, const std::string& origin) {
  assert(report.verdict);
  OrderedJson metrics = OrderedJson::array();
  for (const MissingTask& missing : report.missing)
    metrics.push_back(missing_json(missing, report.missing_fail));
  for (const MetricResult& result : report.metrics) metrics.push_back(metric_json(result));
  OrderedJson variances = OrderedJson::object();
  for (const auto& [name, variance] : report.variances()) variances[name] = variance;
  OrderedJson root = {{"verdict", to_string(*report.verdict)},
                      {"rounds_used", report.rounds},
                      {"metrics", metrics},
                      {"variances", variances}};
  if (!origin.empty()) root["origin"] = origin;
  return root.dump(-1, ' ', false, OrderedJson::error_handler_t::replace) + '\n';
}

std::string read_origin(std::string_view text) {
  const Expected<Json> json = read_json(text);
  const bool tells = json && json->is_object() && json->contains("origin") && (*json)["origin"].is_string();
  return tells ? (*json)["origin"].get<std::string>() : std::string();
}

Expected<Variances> read_variances(std::string_view text) {
  const std::string form = "; give the output of an earlier 'brood duet', an object with \"variances\"";
  const Expected<Json> read = read_json(text);
  if (!read) return Error{"it " + read.error().message + form};
  const Json& json = *read;
  if (!json.is_object() || !json.contains("variances") || !json["variances"].is_object())
    return Error{"it has no variances" + form};
  Variances variances;
  for (const auto& [name, value] : json["variances"].items()) {
    const double variance = value.is_number() ? value.get<double>() : -1;
    constexpr double kMost = 1e6;  // far above the square of any logarithm of a ratio
    if (!(variance >= 0 && variance <= kMost)) {
      return Error{"the variance of " + in_quotes(name) + " is " + shown(value) +
                   ", but must be a number from 0 to 1,000,000"};
    }
    variances[name] = variance;
  }
  return variances;
}

}  // namespace brood
