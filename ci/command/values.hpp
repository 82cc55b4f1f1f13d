// Texts of options as values. Each error names the text and what is accepted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ci/command/command.hpp"
#include "runner/core/expected.hpp"

namespace brood {

// Decimal digits only.
Expected<std::uint64_t> parse_whole(std::string_view text, std::uint64_t least, std::uint64_t most);
// Above zero and finite; at most a million.
Expected<double> parse_spawn_rate(const std::string& text);
// "0.01" or "1%"; finite.
Expected<double> parse_share(std::string_view text);
// Numbers of rounds, as "10,15,20".
Expected<std::vector<int>> parse_looks(std::string_view text);
// "browse/p95=10%".
Expected<std::pair<std::string, double>> parse_limit(std::string_view text);
// "together" or "turns".
Expected<Placement> parse_placement(std::string_view text);
Expected<bool> parse_flag(std::string_view text);
// A duration that is not zero; a number without a unit counts seconds, as with Locust.
Expected<Nanos> parse_time_limit(std::string_view text);
Expected<std::pair<std::string, std::string>> parse_assignment(std::string_view text);
Expected<ReportRequest> parse_report_request(std::string_view text);
// A path that is asked for, or a port.
Expected<std::string> parse_ready(const std::string& text);
Expected<SuiteSetup> parse_suite_setup(std::string_view text);

struct NumberedLine {
  int number = 0;  // of the line in the text, from 1
  std::string text;
};
// The lines that say something, trimmed. What follows a `#` at the beginning of a line or after white space,
// outside single quotes, is a comment.
std::vector<NumberedLine> lines_without_comments(std::string_view text);

// The words between commas or spaces.
std::vector<std::string_view> words_of(std::string_view text);

// Names with commas and an "or" before the last: "json or junit".
std::string one_of(const std::vector<std::string_view>& names);
// 1000000 as "1,000,000".
std::string grouped(std::uint64_t value);

}  // namespace brood
