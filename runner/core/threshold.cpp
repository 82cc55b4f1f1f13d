#include "runner/core/threshold.hpp"

#include "runner/core/threshold_words.hpp"

namespace brood {
namespace {

std::string_view rest_of_character(std::string_view text) {
  const auto is_continuation = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
  text.remove_prefix(1);
  while (!text.empty() && is_continuation(text.front())) text.remove_prefix(1);
  return text;
}

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

bool glob_match(std::string_view pattern, std::string_view text) {
  // On a mismatch, the latest star takes one character more; earlier stars need not be tried again.
  std::string_view after_star;
  std::string_view star_text;
  bool has_star = false;
  while (!text.empty()) {
    if (!pattern.empty() && pattern.front() == '*') {
      pattern.remove_prefix(1);
      after_star = pattern;
      star_text = text;
      has_star = true;
    } else if (!pattern.empty() && pattern.front() == '?') {
      pattern.remove_prefix(1);
      text = rest_of_character(text);
    } else if (!pattern.empty() && pattern.front() == text.front()) {
      pattern.remove_prefix(1);
      text.remove_prefix(1);
    } else if (has_star) {
      star_text = rest_of_character(star_text);
      text = star_text;
      pattern = after_star;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*') == std::string_view::npos;
}

}  // namespace brood
