#include "runner/core/scenario_json.hpp"

#include <cmath>

#include "runner/core/json_fields.hpp"
#include "runner/core/utf8.hpp"

namespace brood {
namespace {

using Writer = nlohmann::ordered_json;
using Reader = nlohmann::json;
using Pairs = std::vector<std::pair<std::string, std::string>>;

// A double holds every nanosecond of a hundred days' seconds apart.
double seconds(Nanos duration) { return static_cast<double>(duration.count()) / 1e9; }

void read_seconds(const Reader& object, const char* key, Nanos& value) {
  double number = seconds(value);
  read_member(object, key, number);
  require(number >= 0 && number <= static_cast<double>(kMaxRecordedNanos) / 1e9);
  value = Nanos{std::llround(number * 1e9)};
}

template <class T>
void read_optional(const Reader& object, const char* key, std::optional<T>& value) {
  if (const Reader* member = find_member(object, key)) read_value(*member, value.emplace());
}

// Reads text with the parser that also reads it from the command line.
template <class T>
void read_text(const Reader& object, const char* key, Expected<T> (*parse)(std::string_view), T& value) {
  const Reader* member = find_member(object, key);
  if (!member) return;
  std::string text;
  read_value(*member, text);
  Expected<T> parsed = parse(text);
  require(static_cast<bool>(parsed));
  value = *std::move(parsed);
}

Writer texts_to_json(const std::vector<std::string>& texts) {
  Writer json = Writer::array();
  for (const std::string& text : texts) json.push_back(to_utf8(text));
  return json;
}

void read_texts(const Reader& object, const char* key, std::vector<std::string>& texts) {
  for_each_member(object, key, [&](const Reader& text) { read_value(text, texts.emplace_back()); });
}

// An array, since a name may be given twice and the order matters.
Writer pairs_to_json(const Pairs& pairs) {
  Writer json = Writer::array();
  for (const auto& [name, value] : pairs) json.push_back(to_utf8(name) + '=' + to_utf8(value));
  return json;
}

void read_pairs(const Reader& object, const char* key, Pairs& pairs) {
  for_each_member(object, key, [&](const Reader& element) {
    std::string text;
    read_value(element, text);
    const std::size_t equals = text.find('=');
    require(equals != std::string::npos);
    pairs.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  });
}

void put_text(Writer& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = to_utf8(text);
}

void put_texts(Writer& json, const char* key, Writer texts) {
  if (!texts.empty()) json[key] = std::move(texts);
}

void read_sut(const Reader& object, std::optional<SutPlan>& sut) {
  const Reader* member = find_member(object, "sut");
  if (!member) return;
  sut.emplace();
  read_member(*member, "command", sut->command);
  read_member(*member, "ready", sut->ready);
  read_seconds(*member, "ready_timeout_s", sut->ready_timeout);
}

}  // namespace

Writer scenario_to_json(const Scenario& scenario) {
  Writer json = {{"name", to_utf8(scenario.name)}, {"target", to_utf8(scenario.target)}};
  put_texts(json, "arguments", texts_to_json(scenario.arguments));
  put_texts(json, "env", pairs_to_json(scenario.environment));
  put_text(json, "cwd", scenario.working_directory);
  put_text(json, "host", scenario.host);
  json["users"] = scenario.users;
  json["spawn_rate"] = scenario.spawn_rate;
  if (scenario.stages) {
    const bool steady = scenario.stages->shape.length() == Nanos::zero();
    json[steady ? "rate" : "stages"] =
        steady ? format_rate(scenario.stages->shape.peak()) : format_stages(*scenario.stages);
  }
  if (scenario.is_open()) json["arrivals"] = std::string(to_string(scenario.arrivals));
  if (scenario.run_time) json["run_time_s"] = seconds(*scenario.run_time);
  if (scenario.iterations) json["iterations"] = *scenario.iterations;
  json["once"] = scenario.once;
  json["wait"] = format_wait(scenario.wait);
  json["seed"] = scenario.seed;
  json["filter"] = to_utf8(scenario.filter);
  put_text(json, "only_with_param", scenario.only_with_param);
  put_texts(json, "tags", texts_to_json(scenario.tags));
  put_texts(json, "exclude_tags", texts_to_json(scenario.exclude_tags));
  json["suite_setup"] = scenario.suite_setup == SuiteSetup::run ? "run" : "user";
  json["task_timeout_s"] = seconds(scenario.task_timeout);
  json["stop_timeout_s"] = seconds(scenario.stop_timeout);
  json["ready_timeout_s"] = seconds(scenario.ready_timeout);
  if (scenario.sut) {
    json["sut"] = {{"command", to_utf8(scenario.sut->command)},
                   {"ready", to_utf8(scenario.sut->ready)},
                   {"ready_timeout_s", seconds(scenario.sut->ready_timeout)}};
  }
  if (scenario.fail_status) json["fail_status"] = format_status_set(*scenario.fail_status);
  put_texts(json, "name_rules", texts_to_json(scenario.name_rules));
  put_texts(json, "trace_headers", texts_to_json(scenario.trace_headers));
  json["thresholds"] = texts_to_json(scenario.thresholds);
  if (scenario.permits_failures) json["permits_failures"] = true;
  if (scenario.allows_skipped) json["allow_skipped"] = true;
  json["strict"] = scenario.strict;
  return json;
}

Scenario scenario_from_json(const Reader& json) {
  Scenario scenario;
  read_member(json, "name", scenario.name);
  read_member(json, "target", scenario.target);
  read_texts(json, "arguments", scenario.arguments);
  read_pairs(json, "env", scenario.environment);
  read_member(json, "cwd", scenario.working_directory);
  read_member(json, "host", scenario.host);
  read_member(json, "users", scenario.users);
  read_member(json, "spawn_rate", scenario.spawn_rate);
  if (find_member(json, "stages")) read_text(json, "stages", &parse_stages, scenario.stages.emplace());
  if (double rate = 0; find_member(json, "rate")) {
    read_text(json, "rate", &parse_rate, rate);
    scenario.stages = steady_rate(rate);
  }
  read_text(json, "arrivals", &parse_arrivals, scenario.arrivals);
  if (find_member(json, "run_time_s")) read_seconds(json, "run_time_s", scenario.run_time.emplace());
  read_optional(json, "iterations", scenario.iterations);
  read_member(json, "once", scenario.once);
  read_text(json, "wait", &parse_wait, scenario.wait);
  read_member(json, "seed", scenario.seed);
  read_member(json, "filter", scenario.filter);
  read_member(json, "only_with_param", scenario.only_with_param);
  read_texts(json, "tags", scenario.tags);
  read_texts(json, "exclude_tags", scenario.exclude_tags);
  std::string suite_setup = "user";
  read_member(json, "suite_setup", suite_setup);
  scenario.suite_setup = suite_setup == "run" ? SuiteSetup::run : SuiteSetup::user;
  read_seconds(json, "task_timeout_s", scenario.task_timeout);
  read_seconds(json, "stop_timeout_s", scenario.stop_timeout);
  read_seconds(json, "ready_timeout_s", scenario.ready_timeout);
  read_sut(json, scenario.sut);
  if (find_member(json, "fail_status"))
    read_text(json, "fail_status", &parse_status_set, scenario.fail_status.emplace());
  read_texts(json, "name_rules", scenario.name_rules);
  read_texts(json, "trace_headers", scenario.trace_headers);
  read_texts(json, "thresholds", scenario.thresholds);
  read_member(json, "permits_failures", scenario.permits_failures);
  read_member(json, "allow_skipped", scenario.allows_skipped);
  read_member(json, "strict", scenario.strict);
  return scenario;
}

Writer environment_to_json(const Environment& environment) {
  Writer json = {{"brood_version", to_utf8(environment.brood_version)},
                 {"build_type", to_utf8(environment.build_type)},
                 {"host", to_utf8(environment.host)},
                 {"system", to_utf8(environment.system)},
                 {"cpu", to_utf8(environment.cpu)},
                 {"cores", environment.cores},
                 {"memory", environment.memory},
                 {"load_average", environment.load_average}};
  put_text(json, "brood", environment.brood);
  put_text(json, "virtualisation", environment.virtualisation);
  put_text(json, "governor", environment.governor);
  put_texts(json, "pipeline", pairs_to_json(environment.pipeline));
  return json;
}

Environment environment_from_json(const Reader& json) {
  Environment environment;
  read_member(json, "brood_version", environment.brood_version);
  read_member(json, "build_type", environment.build_type);
  read_member(json, "brood", environment.brood);
  read_member(json, "host", environment.host);
  read_member(json, "system", environment.system);
  read_member(json, "cpu", environment.cpu);
  read_member(json, "cores", environment.cores);
  read_member(json, "memory", environment.memory);
  read_member(json, "load_average", environment.load_average);
  read_member(json, "virtualisation", environment.virtualisation);
  read_member(json, "governor", environment.governor);
  read_pairs(json, "pipeline", environment.pipeline);
  return environment;
}

}  // namespace brood
