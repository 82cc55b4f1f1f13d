#include "tests/fuzz/threshold_property.hpp"

#include <algorithm>

#include "runner/core/threshold.hpp"

namespace brood {

std::string broken_threshold_property(std::string_view text) {
  const Expected<Threshold> threshold = parse_threshold(text);
  if (!threshold) {
    const std::string& message = threshold.error().message;
    if (std::count(message.begin(), message.end(), '\n') > 4)
      return "an error has more than 5 lines: " + message;
    if (message.find('^') == std::string::npos) return "an error marks no place: " + message;
    return "";
  }
  const std::string canonical = format_threshold(*threshold);
  const Expected<Threshold> again = parse_threshold(canonical);
  if (!again) return "the canonical text does not parse: " + canonical;
  if (again->subject != threshold->subject || again->glob != threshold->glob || again->op != threshold->op ||
      again->metric.name != threshold->metric.name || again->limit != threshold->limit ||
      again->window != threshold->window || again->span != threshold->span ||
      again->abort != threshold->abort)
    return "the canonical text means something else: " + canonical;
  if (format_threshold(*again) != canonical) return "the canonical text is not canonical: " + canonical;
  return "";
}

}  // namespace brood
