#include "reporters/junit.hpp"

#include <algorithm>
#include <cstdio>
#include <pugixml.hpp>

#include "reporters/check_text.hpp"
#include "reporters/figures.hpp"
#include "reporters/junit_cases.hpp"
#include "reporters/printable.hpp"
#include "runner/core/units.hpp"

namespace brood {
namespace {

using Outcome = JUnitCase::Outcome;

// The schema of Jenkins' xUnit plugin allows three decimals and no exponent.
std::string seconds(double value) {
  char text[64];
  std::snprintf(text, sizeof text, "%.3f", value);
  return text;
}

void put(pugi::xml_node node, const char* attribute, const std::string& value) {
  node.append_attribute(attribute).set_value(value.c_str());
}

void put_text(pugi::xml_node node, const char* child, const std::string& text) {
  if (!text.empty()) node.append_child(child).text().set(text.c_str());
}

void add_property(pugi::xml_node properties, const std::string& name, const std::string& value) {
  pugi::xml_node property = properties.append_child("property");
  put(property, "name", shorten(one_line(name), 1000));
  put(property, "value", shorten(one_line(value), 1000));
}

void add_row(pugi::xml_node properties, const Result& result, const std::string& prefix, const Row& row) {
  add_property(properties, prefix + ".count", std::to_string(row.count()));
  add_property(properties, prefix + ".failures", std::to_string(row.failed));
  add_property(properties, prefix + ".rate", format_number(figure(result, row, "rate").value_or(0)));
  for (const char* metric : {"p50", "p95", "p99"})
    if (const auto value = figure(result, row, metric))
      add_property(properties, prefix + '.' + metric + "_ms", format_number(in_ms(*value)));
}

void add_properties(pugi::xml_node suite, const Result& result) {
  pugi::xml_node properties = suite.append_child("properties");
  const Scenario& scenario = result.header.scenario;
  const Environment& environment = result.header.environment;
  add_property(properties, "verdict", std::string(outcome_word(result)));
  add_property(properties, "complete", result.complete ? "true" : "false");
  add_property(properties, "ended_by", std::string(to_string(result.footer.ended_by)));
  add_property(properties, "config.target", scenario.target);
  add_property(properties, "config.filter", scenario.filter);
  add_property(properties, "config.users", std::to_string(scenario.users));
  add_property(properties, "config.spawn_rate", format_number(scenario.spawn_rate));
  if (scenario.run_time) add_property(properties, "config.run_time", format_duration(*scenario.run_time));
  if (scenario.iterations)
    add_property(properties, "config.iterations", std::to_string(*scenario.iterations));
  add_property(properties, "environment.brood", environment.brood_version);
  add_property(properties, "environment.system", environment.system);
  add_property(properties, "environment.cpu", environment.cpu);
  add_property(properties, "environment.cores", std::to_string(environment.cores));
  for (const auto& [name, value] : environment.pipeline) add_property(properties, "pipeline." + name, value);
  add_row(properties, result, "tasks", result.all_tasks);
  add_row(properties, result, "requests", result.all_requests);
  for (const auto& [name, row] : result.tasks) add_row(properties, result, "task." + name, row);
  for (const auto& [key, row] : result.requests) add_row(properties, result, "request." + key.text(), row);
}

void add_case(pugi::xml_node suite, const JUnitCase& test) {
  pugi::xml_node node = suite.append_child("testcase");
  put(node, "name", test.name);
  put(node, "classname", test.classname);
  put(node, "time", seconds(test.seconds));
  if (test.outcome == Outcome::skipped) put(node.append_child("skipped"), "message", test.message);
  if (test.outcome == Outcome::failure || test.outcome == Outcome::error) {
    pugi::xml_node problem = node.append_child(test.outcome == Outcome::failure ? "failure" : "error");
    put(problem, "message", test.message);
    put(problem, "type", test.type);
    problem.text().set(test.body.c_str());
  }
  put_text(node, "system-out", test.output);
}

void put_counts(pugi::xml_node node, const std::vector<JUnitCase>& cases) {
  const auto count = [&](Outcome outcome) {
    return std::to_string(std::count_if(cases.begin(), cases.end(),
                                        [&](const JUnitCase& test) { return test.outcome == outcome; }));
  };
  put(node, "tests", std::to_string(cases.size()));
  put(node, "failures", count(Outcome::failure));
  put(node, "errors", count(Outcome::error));
  if (std::string_view(node.name()) == "testsuite") put(node, "skipped", count(Outcome::skipped));
}

}  // namespace

void write_junit(const Result& result, std::ostream& out) {
  const std::vector<JUnitCase> cases = junit_cases(result);
  const std::string name = shorten(one_line(result.header.scenario.name), 1000);
  const std::string time = seconds(to_seconds(result.footer.duration + result.footer.drain));

  pugi::xml_document document;
  pugi::xml_node suites = document.append_child("testsuites");
  put(suites, "name", name);
  put_counts(suites, cases);
  put(suites, "time", time);
  pugi::xml_node suite = suites.append_child("testsuite");
  put(suite, "name", name);
  put_counts(suite, cases);
  put(suite, "time", time);
  if (!result.header.started_at.empty()) put(suite, "timestamp", one_line(result.header.started_at));
  put(suite, "hostname", one_line(result.header.environment.host));
  add_properties(suite, result);
  for (const JUnitCase& test : cases) add_case(suite, test);
  document.save(out, " ", pugi::format_indent, pugi::encoding_utf8);
}

}  // namespace brood
