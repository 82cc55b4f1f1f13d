#include "ci/command/values.hpp"

#include <algorithm>
#include <charconv>

#include "ci/command/report_format.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

std::string_view without_comment(std::string_view line) {
  bool is_quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '\'') is_quoted = !is_quoted;
    const bool begins_word = i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t';
    if (line[i] == '#' && begins_word && !is_quoted) return line.substr(0, i);
  }
  return line;
}

}  // namespace

Expected<std::uint64_t> parse_whole(std::string_view text, std::uint64_t least, std::uint64_t most) {
  std::uint64_t value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, value);
  if (failure == std::errc{} && stop == end && value >= least && value <= most) return value;
  return Error{in_quotes(text) + " is not a whole number from " + grouped(least) + " to " + grouped(most)};
}

Expected<double> parse_spawn_rate(const std::string& text) {
  constexpr double kMost = 1e6;
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, failure] = std::from_chars(text.data(), end, value);
  if (failure == std::errc{} && stop == end && value > 0 && value <= kMost) return value;
  return Error{in_quotes(text) + " is not a number of users a second above 0 and up to 1,000,000"};
}

Expected<double> parse_share(std::string_view text) {
  const bool percent = text.ends_with('%');
  const Expected<double> number = parse_number(percent ? text.substr(0, text.size() - 1) : text);
  if (!number) return Error{in_quotes(text) + " is not a share, as 0.01 or 1%"};
  return percent ? *number / 100 : *number;
}

Expected<std::vector<int>> parse_looks(std::string_view text) {
  constexpr std::uint64_t kMost = 1'000'000;
  std::vector<int> looks;
  for (const std::string_view word : words_of(text)) {
    const Expected<std::uint64_t> rounds = parse_whole(word, 1, kMost);
    if (!rounds) return rounds.error();
    looks.push_back(static_cast<int>(*rounds));
  }
  return looks;
}

Expected<std::pair<std::string, double>> parse_limit(std::string_view text) {
  const std::size_t equals = text.rfind('=');
  if (equals == std::string_view::npos || equals == 0)
    return Error{in_quotes(text) + " is not of the form METRIC=SHARE, such as browse/p95=10%"};
  const Expected<double> share = parse_share(text.substr(equals + 1));
  if (!share) return share.error();
  return std::pair{std::string(text.substr(0, equals)), *share};
}

Expected<Placement> parse_placement(std::string_view text) {
  if (text == "together") return Placement::together;
  if (text == "turns") return Placement::turns;
  return Error{in_quotes(text) + " is neither 'together' nor 'turns'"};
}

std::vector<NumberedLine> lines_without_comments(std::string_view text) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::vector<NumberedLine> lines;
  for (int number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = trim(without_comment(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty()) lines.push_back({number, std::string(line)});
  }
  return lines;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find_first_of(", "));
    if (!word.empty()) words.push_back(word);
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  return words;
}

Expected<bool> parse_flag(std::string_view text) {
  if (text == "true") return true;
  if (text == "false") return false;
  return Error{in_quotes(text) + " is neither true nor false"};
}

Expected<Nanos> parse_time_limit(std::string_view text) {
  Expected<Nanos> duration = parse_duration(text, std::chrono::seconds{1});
  if (duration && *duration == Nanos{0})
    return Error{in_quotes(text) + " leaves no time; give a duration above 0, such as 30s"};
  return duration;
}

Expected<std::pair<std::string, std::string>> parse_assignment(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0)
    return Error{in_quotes(text) + " is not of the form NAME=VALUE"};
  return std::pair{std::string(text.substr(0, equals)), std::string(text.substr(equals + 1))};
}

Expected<ReportRequest> parse_report_request(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view format = text.substr(0, colon);
  std::vector<std::string_view> names;
  for (const ReportFormat& known : report_formats()) names.push_back(known.name);
  if (find_report_format(format) == nullptr)
    return Error{in_quotes(format) + " is no report format; give " + one_of(names) + ", as in json:PATH"};
  if (colon == std::string_view::npos || colon + 1 == text.size())
    return Error{in_quotes(text) + " names no file; the form is FORMAT:PATH"};
  return ReportRequest{std::string(format), std::string(text.substr(colon + 1))};
}

Expected<std::string> parse_ready(const std::string& text) {
  constexpr std::uint64_t kLastPort = 65535;
  if (text.starts_with('/') || parse_whole(text, 1, kLastPort)) return text;
  return Error{in_quotes(text) + " is neither a path that starts with '/' nor a port from 1 to 65,535"};
}

Expected<SuiteSetup> parse_suite_setup(std::string_view text) {
  if (text == "user") return SuiteSetup::user;
  if (text == "run") return SuiteSetup::run;
  return Error{in_quotes(text) + " is neither 'user' (once in each user) nor 'run' (once for the run)"};
}

std::string one_of(const std::vector<std::string_view>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}

std::string grouped(std::uint64_t value) {
  std::string digits = std::to_string(value);
  for (std::size_t place = digits.size(); place > 3; place -= 3) digits.insert(place - 3, ",");
  return digits;
}

}  // namespace brood
