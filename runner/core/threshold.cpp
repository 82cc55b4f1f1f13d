#include "runner/core/threshold.hpp"

#include "runner/core/threshold_words.hpp"

namespace brood {
namespace {

std::string in_single_quotes(std::string_view text) {
  std::string quoted = "'";
  for (const char c : text) quoted.append(c == '\'' ? 2 : 1, c);
  return quoted + '\'';
}

}  // namespace

bool Threshold::holds(double observed) const {
  switch (op) {
    case Op::less:
      return observed < limit;
    case Op::less_equal:
      return observed <= limit;
    case Op::greater:
      return observed > limit;
    case Op::greater_equal:
      return observed >= limit;
    case Op::equal:
      return observed == limit;
    case Op::not_equal:
      return observed != limit;
  }
  return false;
}

std::string format_limit(const Threshold& threshold) {
  std::string text =
      std::string{word_of(threshold.op)} + ' ' + format_exact(threshold.metric.unit, threshold.limit);
  if (threshold.window != Threshold::Window::whole_run)
    text += ' ' + std::string{word_of(threshold.window)} + ' ' + format_duration(threshold.span);
  return text;
}

std::string format_threshold(const Threshold& threshold) {
  std::string text{word_of(threshold.subject)};
  if (takes_glob(threshold.subject)) text += ' ' + in_single_quotes(threshold.glob);
  return text + ": " + threshold.metric.name + ' ' + format_limit(threshold) +
         (threshold.abort ? ", abort" : "");
}

}  // namespace brood
