#include "ci/command/option_setters.hpp"

#include "runner/core/address.hpp"
#include "runner/core/name_rule.hpp"

namespace brood::setters {

Expected<std::uint64_t> parse_users(std::string_view text) { return parse_whole(text, 1, 1'000'000); }
Expected<std::uint64_t> parse_iterations(std::string_view text) {
  return parse_whole(text, 1, 1'000'000'000'000'000);
}
Expected<std::uint64_t> parse_seed(std::string_view text) { return parse_whole(text, 0, UINT64_MAX); }
Expected<Nanos> parse_grace(std::string_view text) { return parse_duration(text, std::chrono::seconds{1}); }

Status add_csv(const std::string& prefix, Command& command) {
  if (prefix.empty()) return Error{"names no file; give what the names of the files begin with"};
  command.reports.push_back({"csv", prefix});
  return Done{};
}

// Files are read where there is a way to.
Status name_file(const std::string&, Command&) { return Done{}; }

Status set_rate(const std::string& text, Command& command) {
  const Expected<double> rate = parse_rate(text);
  if (!rate) return rate.error();
  if (*rate == 0) return Error{in_quotes(text) + " is no load at all"};
  command.scenario.stages = steady_rate(*rate);
  return Done{};
}

Status set_host(const std::string& text, Command& command) {
  const Expected<Address> address = parse_address(text);
  if (!address) return address.error();
  command.scenario.host = address->url;
  return Done{};
}

Status add_name_rule(const std::string& text, Command& command) {
  const Expected<NameRule> rule = parse_name_rule(text);
  if (!rule) return rule.error();
  if (command.scenario.name_rules.size() == kMostNameRules)
    return Error{"there are more than " + std::to_string(kMostNameRules) +
                 " rules, which would all be tried on each new path; $1 in a NAME serves many paths"};
  command.scenario.name_rules.push_back(text);
  return Done{};
}

Status add_trace_header(const std::string& text, Command& command) {
  for (const std::string_view known : {"traceparent", "X-Brood-Task"}) {
    if (text != known) continue;
    command.scenario.trace_headers.push_back(text);
    return Done{};
  }
  return Error{in_quotes(text) + " is neither 'traceparent' nor 'X-Brood-Task'"};
}

Status set_looks(const std::string& text, Command& command) {
  const Expected<std::vector<int>> looks = parse_looks(text);
  if (!looks) return looks.error();
  return change_gate(command, [&](GateOptions& options) { options.looks = *looks; });
}

Status add_limit(const std::string& text, Command& command) {
  const auto limit = parse_limit(text);
  if (!limit) return limit.error();
  const auto& known = command.duet.gate.limits;
  if (known.contains(limit->first))
    return Error{in_quotes(text) + " is a second limit of " + in_quotes(limit->first) + "; give one"};
  if (known.size() == 1000) return Error{"there are more than 1,000 limits"};
  return change_gate(command, [&](GateOptions& options) { options.limits.insert(*limit); });
}

Status add_prior(const std::string& text, Command& command) {
  command.duet.priors.push_back(text);
  return Done{};
}

Status allow_missing_tasks(const std::string& text, Command& command) {
  const Expected<bool> allowed = parse_flag(text);
  if (!allowed) return allowed.error();
  command.duet.gate.allow_missing_tasks = *allowed;
  return Done{};
}

Status add_baseline(const std::string& text, Command& command) {
  if (text.empty()) return Error{"a folder of baselines, or a file, is missing"};
  command.baseline.places.push_back(text);
  return Done{};
}

Expected<std::uint64_t> parse_keep(std::string_view text) { return parse_whole(text, 1, 1'000'000); }

Status set_sut(const std::string& text, Command& command) {
  if (text.empty()) return Error{"a command that starts the system under test is missing"};
  command.scenario.sut.emplace().command = text;
  return Done{};
}

Status set_ready(const std::string& text, Command& command) {
  if (!command.scenario.sut && command.verb != Verb::duet)
    return Error{in_quotes(text) +
                 " tells when the system under test is ready, but there is none; give --sut CMD too"};
  const Expected<std::string> ready = parse_ready(text);
  if (!ready) return ready.error();
  if (!command.scenario.sut) command.scenario.sut.emplace();  // whose command is that of each version
  command.scenario.sut->ready = *ready;
  return Done{};
}

Status set_ready_timeout(const std::string& text, Command& command) {
  Status status = set<&Scenario::ready_timeout, parse_time_limit>(text, command);
  if (command.scenario.sut) command.scenario.sut->ready_timeout = command.scenario.ready_timeout;
  return status;
}

Status add_page(const std::string& text, Command& command) {
  return add<&Command::reports, parse_report_request>("html:" + text, command);
}

Status accept(const std::string& text, Command&) {
  const Expected<bool> ignored = parse_flag(text);
  if (!ignored) return ignored.error();
  return Done{};
}

Status refuse(const std::string&, Command&) { return Error{"is not in this version of Brood yet"}; }

}  // namespace brood::setters
