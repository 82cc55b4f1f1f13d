#include "runner/core/window_warnings.hpp"

#include "runner/core/text.hpp"
#include "runner/core/threshold.hpp"

namespace brood {

std::vector<std::string> window_warnings(const Scenario& scenario) {
  std::vector<std::string> warnings;
  if (!scenario.run_time) return warnings;
  for (const std::string& text : scenario.thresholds) {
    const Expected<Threshold> threshold = parse_threshold(text);
    if (!threshold || threshold->span <= *scenario.run_time) continue;
    const bool is_beginning = threshold->window == Threshold::Window::beginning;
    warnings.push_back("The window of " + in_quotes(threshold->text) + " is longer than the run time of " +
                       format_duration(*scenario.run_time) +
                       (is_beginning ? ": the whole run is judged." : ": it will be inconclusive.") +
                       " Run longer, or make it shorter.");
  }
  return warnings;
}

}  // namespace brood
