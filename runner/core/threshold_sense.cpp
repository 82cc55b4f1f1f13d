#include "runner/core/threshold_sense.hpp"

#include <cmath>

namespace brood {
namespace {

using Op = Threshold::Op;

bool is_lower_bound(Op op) { return op == Op::greater || op == Op::greater_equal; }
bool is_upper_bound(Op op) { return op == Op::less || op == Op::less_equal; }

}  // namespace

std::string why_no_window(const Threshold& threshold) {
  if (threshold.metric.course != Course::late) return {};
  return '\'' + threshold.metric.name + "' is known only when the run is over, so it has no window";
}

std::string why_no_abort(const Threshold& threshold) {
  const Metric& metric = threshold.metric;
  const std::string name = '\'' + metric.name + '\'';
  if (metric.course == Course::late) return name + " is known only when the run is over, too late to stop it";
  if (threshold.window != Threshold::Window::whole_run) return {};
  const bool can_mend =
      (metric.course == Course::grows && !is_upper_bound(threshold.op) && threshold.op != Op::equal) ||
      (metric.course == Course::falls && !is_lower_bound(threshold.op) && threshold.op != Op::equal);
  if (can_mend)
    return name + " only " + (metric.course == Course::grows ? "grows" : "falls") +
           ", so this limit can be judged only at the end of the run";
  if (metric.unit == Unit::rate && !is_upper_bound(threshold.op))
    return name + " begins at nothing, so this limit would stop every run in its first second";
  return {};
}

bool is_broken_so_far(const Threshold& threshold, double so_far) {
  if (threshold.holds(so_far)) return false;
  switch (threshold.metric.course) {
    case Course::free:
      return true;
    case Course::grows:
      return so_far >= threshold.limit && !is_lower_bound(threshold.op) && threshold.op != Op::not_equal;
    case Course::falls:
      return so_far <= threshold.limit && !is_upper_bound(threshold.op) && threshold.op != Op::not_equal;
    case Course::late:
      break;
  }
  return false;
}

double badness(const Threshold& threshold, double value) {
  switch (threshold.op) {
    case Op::less:
    case Op::less_equal:
      return value;
    case Op::greater:
    case Op::greater_equal:
      return -value;
    case Op::equal:
      return std::abs(value - threshold.limit);
    case Op::not_equal:
      return -std::abs(value - threshold.limit);
  }
  return value;
}

}  // namespace brood
