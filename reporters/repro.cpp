#include "reporters/repro.hpp"

#include <algorithm>
#include <string_view>

namespace brood {
namespace {

// A GoogleTest filter that matches the name: its separators are written as the wildcard for one character.
std::string filter_for(const Result& result, const std::string& task) {
  if (task.empty()) return result.header.scenario.filter;
  std::string filter = task;
  std::replace_if(
      filter.begin(), filter.end(), [](char c) { return c == ':' || c == '-'; }, '?');
  return result.tasks.contains(task) ? filter : filter + ".*";
}

}  // namespace

std::string shell_quoted(const std::string& word) {
  constexpr std::string_view kSafe =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:=+,@%-";
  if (!word.empty() && word.find_first_not_of(kSafe) == std::string::npos) return word;
  std::string quoted = "'";
  for (const char c : word) {
    if (c == '\'') quoted += "'\\''";
    else quoted += c;
  }
  return quoted + '\'';
}

std::string repro_line(const Result& result, const std::string& task) {
  const Scenario& scenario = result.header.scenario;
  const std::string& brood = result.header.environment.brood;
  std::string line =
      (brood.empty() ? "brood" : shell_quoted(brood)) + " run " + shell_quoted(scenario.target) + " --once";
  const auto option = [&](const char* name, const std::string& value) {
    if (value.empty()) return;
    line += std::string(" ") + name + (value.front() == '-' ? '=' : ' ') + shell_quoted(value);
  };
  const std::string filter = filter_for(result, task);
  if (filter != "*") option("--filter", filter);
  option("--only-with-param", scenario.only_with_param);
  if (scenario.suite_setup == SuiteSetup::run) line += " --suite-setup run";
  if (scenario.task_timeout != Scenario().task_timeout)
    option("--task-timeout", format_duration(scenario.task_timeout));
  option("--cwd", scenario.working_directory);
  option("--host", scenario.host);
  for (const auto& [name, value] : scenario.environment) option("--env", name + '=' + value);
  if (scenario.sut) {
    option("--sut", scenario.sut->command);
    option("--ready", scenario.sut->ready);
  }
  if (!scenario.arguments.empty()) line += " --";
  for (const std::string& argument : scenario.arguments) line += ' ' + shell_quoted(argument);
  return line;
}

}  // namespace brood
