#include "ci/command/thresholds.hpp"

#include <algorithm>

#include "runner/core/text.hpp"
#include "runner/core/threshold.hpp"

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

Status add_threshold(const std::string& text, Command& command) {
  const Expected<Threshold> threshold = parse_threshold(text);
  if (!threshold) {
    constexpr std::string_view kWhat = "threshold: ";  // the place, told in front, says as much
    const std::string& message = threshold.error().message;
    return Error{message.substr(message.starts_with(kWhat) ? kWhat.size() : 0)};
  }
  command.scenario.thresholds.push_back(text);
  return Done{};
}

Status add_thresholds_of(const std::string& text, const std::string& file, Command& command) {
  std::string_view rest(text);
  if (rest.starts_with(kByteOrderMark)) rest.remove_prefix(kByteOrderMark.size());
  bool any = false;
  for (int number = 1; !rest.empty(); ++number) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    const std::string line(trim(without_comment(rest.substr(0, end))));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty()) continue;
    any = true;
    if (const Status status = add_threshold(line, command); !status)
      return Error{in_quotes(file) + " line " + std::to_string(number) + ": " + status.error().message};
  }
  if (any) return Done{};
  return Error{in_quotes(file) + " holds no threshold; give one a line, such as requests: p95 < 250ms"};
}

}  // namespace brood
