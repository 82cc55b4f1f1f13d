// An absolute limit on a metric, as people write it:
//
//   SELECTOR: METRIC OP VALUE [for|over|within DURATION][, abort]
//   selector  tasks | requests | sut | run | task 'GLOB' | request 'GLOB'
//   glob      * and ?; a quote is doubled to escape it; for requests it is matched against "METHOD NAME"
//   op        <  <=  >  >=  ==  !=
//   value     number with the metric's unit: 250ms  0.5%  100/s  512MB; counts have none; 0 needs none
//   for D     broken where each second of any stretch of D breaks it
//   over D    judged on the last D, again each second
//   within D  judged on the first D of the run only
//   abort     the run stops gently as soon as it is known to be broken
//
// A share is written in percent only: a bare 0.01 might mean 1 % or 0.01 %. Space between the parts is free.
#pragma once

#include <string>
#include <string_view>

#include "runner/core/check.hpp"
#include "runner/core/expected.hpp"
#include "runner/core/metric_table.hpp"
#include "runner/core/units.hpp"

namespace brood {

struct Threshold {
  enum class Op : std::uint8_t { less, less_equal, greater, greater_equal, equal, not_equal };
  enum class Window : std::uint8_t { whole_run, each_second, sliding, beginning };

  std::string text;  // as written, trimmed
  Subject subject = Subject::tasks;
  std::string glob;  // for `task` and `request`
  Metric metric;
  Op op = Op::less;
  double limit = 0;  // base units
  Window window = Window::whole_run;
  Nanos span{};  // of the window, at least a second; 0 for the whole run
  bool abort = false;

  bool holds(double observed) const;
};

// An error shows the text and a mark under the offending place, names what is accepted there, and fits in 5
// lines.
Expected<Threshold> parse_threshold(std::string_view text);

// The canonical text, which parses to an equal threshold.
std::string format_threshold(const Threshold& threshold);

// Its limit with the operator and the window: "< 250ms", "< 250ms for 10s".
std::string format_limit(const Threshold& threshold);

}  // namespace brood
