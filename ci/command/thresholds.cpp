#include "ci/command/thresholds.hpp"

#include "ci/command/values.hpp"
#include "runner/core/text.hpp"
#include "runner/core/threshold.hpp"

namespace brood {

Status add_threshold(const std::string& text, Command& command) {
  const Expected<Threshold> threshold = parse_threshold(text);
  if (!threshold) {
    constexpr std::string_view kWhat = "threshold: ";  // the place, told in front, says as much
    const std::string& message = threshold.error().message;
    return Error{message.substr(message.starts_with(kWhat) ? kWhat.size() : 0)};
  }
  constexpr std::size_t kMost = 10'000;  // each is looked at for each name, each second
  if (command.scenario.thresholds.size() == kMost) return Error{"there are more than 10,000 thresholds"};
  command.scenario.thresholds.push_back(text);
  return Done{};
}

Status add_thresholds_of(const std::string& text, const std::string& file, Command& command) {
  const std::vector<NumberedLine> lines = lines_without_comments(text);
  for (const NumberedLine& line : lines) {
    if (const Status status = add_threshold(line.text, command); !status)
      return Error{in_quotes(file) + " line " + std::to_string(line.number) + ": " + status.error().message};
  }
  if (!lines.empty()) return Done{};
  return Error{in_quotes(file) + " holds no threshold; give one a line, such as requests: p95 < 250ms"};
}

}  // namespace brood
