// How the text of an option becomes part of a Command: what the rows of the option table name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "ci/command/command.hpp"
#include "ci/command/values.hpp"
#include "runner/core/expected.hpp"
#include "runner/core/text.hpp"

namespace brood::setters {

// Where a member of a Command or of its Scenario is.
template <auto member>
auto& place_of(Command& command) {
  if constexpr (std::is_invocable_v<decltype(member), Command&>) return command.*member;
  else return command.scenario.*member;
}

template <auto member>
Status keep(const std::string& text, Command& command) {
  place_of<member>(command) = text;
  return Done{};
}

template <auto member>
Status append(const std::string& text, Command& command) {
  place_of<member>(command).push_back(text);
  return Done{};
}

template <auto member, auto parse>
Status set(const std::string& text, Command& command) {
  const auto value = parse(text);
  if (!value) return value.error();
  auto& place = place_of<member>(command);
  place = static_cast<std::remove_reference_t<decltype(place)>>(*value);
  return Done{};
}

template <auto member, auto parse>
Status add(const std::string& text, Command& command) {
  const auto value = parse(text);
  if (!value) return value.error();
  place_of<member>(command).push_back(*value);
  return Done{};
}

template <std::vector<std::string> Scenario::*member>
Status add_words(const std::string& text, Command& command) {
  for (std::string_view word : words_of(text)) (command.scenario.*member).emplace_back(word);
  return Done{};
}

// Checks the gate's options with the new value, and keeps it if they are right.
template <class Change>
Status change_gate(Command& command, Change&& change) {
  GateOptions& place = command.verb == Verb::duet ? command.duet.gate : command.baseline.gate;
  GateOptions options = place;
  change(options);
  Status status = check_options(options);
  if (status) place = std::move(options);
  return status;
}

template <double GateOptions::*member>
Status set_share(const std::string& text, Command& command) {
  const Expected<double> share = parse_share(text);
  if (!share) return share.error();
  return change_gate(command, [&](GateOptions& options) { options.*member = *share; });
}

template <auto group, auto member>
Status keep_of(const std::string& text, Command& command) {
  command.*group.*member = text;
  return Done{};
}

template <auto group, auto member, auto parse>
Status set_of(const std::string& text, Command& command) {
  const auto value = parse(text);
  if (!value) return value.error();
  command.*group.*member = *value;
  return Done{};
}

Expected<std::uint64_t> parse_users(std::string_view text);
Expected<std::uint64_t> parse_iterations(std::string_view text);
Expected<std::uint64_t> parse_seed(std::string_view text);
Expected<Nanos> parse_grace(std::string_view text);
Status add_csv(const std::string& prefix, Command& command);
Status name_file(const std::string&, Command&);
Status set_rate(const std::string& text, Command& command);
Status set_host(const std::string& text, Command& command);
Status add_name_rule(const std::string& text, Command& command);
Status add_trace_header(const std::string& text, Command& command);
Status set_looks(const std::string& text, Command& command);
Status add_limit(const std::string& text, Command& command);
Status add_prior(const std::string& text, Command& command);
Status allow_missing_tasks(const std::string& text, Command& command);
Status add_baseline(const std::string& text, Command& command);
Expected<std::uint64_t> parse_keep(std::string_view text);
Status set_sut(const std::string& text, Command& command);
Status set_ready(const std::string& text, Command& command);
Status set_ready_timeout(const std::string& text, Command& command);
Status add_page(const std::string& text, Command& command);
Status accept(const std::string& text, Command&);
Status refuse(const std::string&, Command&);

}  // namespace brood::setters
