#include "runner/core/conditions.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "runner/core/address.hpp"
#include "runner/core/content_hash.hpp"
#include "runner/core/units.hpp"
#include "runner/core/utf8.hpp"

namespace brood {
namespace {

void put(Conditions& conditions, const char* name, const std::string& value) {
  if (!value.empty()) conditions.emplace(name, to_utf8(value));
}

std::string file_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

// Absolute paths in a text without their folders, which differ from one checkout to the next.
std::string without_folders(const std::string& text) {
  constexpr std::string_view kBefore = " =,;'\"";
  std::string kept;
  for (std::size_t i = 0; i < text.size();) {
    const bool begins = i == 0 || kBefore.find(text[i - 1]) != std::string_view::npos;
    if (text[i] != '/' || !begins) {
      kept += text[i++];
      continue;
    }
    const std::size_t end = std::min(text.find_first_of(kBefore, i), text.size());
    kept += file_name(text.substr(i, end - i));
    i = end;
  }
  return kept;
}

std::string hash_of_texts(const std::vector<std::string>& texts) {
  if (texts.empty()) return {};
  ContentHash hash;
  for (const std::string& text : texts) hash.add(without_folders(text));
  return hash.text();
}

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : ",") + text;
  return all;
}

// Its port is often a free one.
std::string machine_of_host(const std::string& url) {
  const Expected<Address> address = parse_address(url);
  return address ? address->host : url;
}

void put_shape(const Scenario& scenario, Conditions& load) {
  put(load, scenario.is_open() ? "max-users" : "users", std::to_string(scenario.users));
  if (!scenario.stages) {
    put(load, "spawn-rate", format_number(scenario.spawn_rate));
    return;
  }
  const bool steady = scenario.stages->shape.length() == Nanos::zero();
  put(load, steady ? "rate" : "stages",
      steady ? format_rate(scenario.stages->shape.peak()) : format_stages(*scenario.stages));
  if (scenario.is_open()) put(load, "arrivals", std::string(to_string(scenario.arrivals)));
}

}  // namespace

Conditions machine_of(const Environment& environment) {
  constexpr double kGibibyte = 1024.0 * 1024 * 1024;
  Conditions machine;
  put(machine, "cpu", environment.cpu);
  if (environment.cores > 0) put(machine, "cores", std::to_string(environment.cores));
  if (environment.memory > 0) {
    const double gibibytes = static_cast<double>(environment.memory) / kGibibyte;
    put(machine, "memory", format_number(std::max(1.0, std::round(gibibytes))) + " GiB");
  }
  put(machine, "kernel", environment.system.substr(0, environment.system.find(", ")));
  put(machine, "virtualisation", environment.virtualisation);
  put(machine, "governor", environment.governor);
  put(machine, "brood", environment.brood_version);
  return machine;
}

Conditions load_of(const Scenario& scenario) {
  Conditions load;
  put(load, "target", file_name(scenario.target));
  put(load, "filter", scenario.filter);
  put(load, "only-with-param", scenario.only_with_param);
  put(load, "tags", joined(scenario.tags));
  put(load, "exclude-tags", joined(scenario.exclude_tags));
  put_shape(scenario, load);
  if (scenario.run_time) put(load, "run-time", format_duration(*scenario.run_time));
  if (scenario.iterations) put(load, "num-request", std::to_string(*scenario.iterations));
  if (scenario.once) put(load, "once", "true");
  put(load, "wait", format_wait(scenario.wait));
  put(load, "suite-setup", scenario.suite_setup == SuiteSetup::run ? "run" : "user");
  if (scenario.fail_status) put(load, "fail-status", format_status_set(*scenario.fail_status));
  put(load, "trace-header", joined(scenario.trace_headers));
  if (!scenario.host.empty()) put(load, "host", machine_of_host(scenario.host));
  put(load, "arguments", hash_of_texts(scenario.arguments));
  std::vector<std::string> environment;
  for (const auto& [name, value] : scenario.environment) environment.push_back(name + '=' + value);
  put(load, "env", hash_of_texts(environment));
  if (scenario.permits_failures) put(load, "duet", "true");
  return load;
}

std::string hash_of(const Conditions& conditions) {
  ContentHash hash;
  for (const auto& [name, value] : conditions) hash.add(name).add(value);
  return hash.text();
}

std::vector<std::string> differences(const Conditions& theirs, const Conditions& ours) {
  std::vector<std::string> names = {"target", "cpu"};  // who differs in these may well differ in others
  for (const Conditions* conditions : {&theirs, &ours})
    for (const auto& [name, value] : *conditions)
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  std::vector<std::string> found;
  for (const std::string& name : names) {
    const auto there = theirs.find(name);
    const auto here = ours.find(name);
    if (there == theirs.end() && here == ours.end()) continue;
    if (there == theirs.end()) found.push_back("no " + name + ", here " + here->second);
    else if (here == ours.end()) found.push_back(name + ' ' + there->second + ", here none");
    else if (there->second != here->second)
      found.push_back(name + ' ' + there->second + ", not " + here->second);
  }
  return found;
}

std::string difference(const Conditions& theirs, const Conditions& ours) {
  const std::vector<std::string> all = differences(theirs, ours);
  return all.empty() ? std::string() : all.front();
}

}  // namespace brood
