#include "runner/core/gate.hpp"

#include <algorithm>
#include <iterator>

namespace brood {
namespace {

constexpr std::string_view kSomethingRan = "tasks: count > 0";
constexpr std::string_view kNothingFailed = "task '*': failures == 0";
constexpr std::string_view kNothingElseFailed = "run: other_errors == 0";
constexpr std::string_view kEverythingEnded = "tasks: abandoned == 0";

// Texts are parsed before any load; this one stands in the journal of another version.
Check unreadable(const std::string& text, const Error& error) {
  Check check;
  check.text = text;
  check.subject = Subject::run;
  check.reason = error.message;
  return check;
}

bool judges_failures(const Threshold& threshold) {
  const bool of_tasks = threshold.subject == Subject::tasks || threshold.subject == Subject::task;
  const bool of_failures = threshold.metric.name == "failures" || threshold.metric.name == "error_rate";
  return of_tasks && of_failures && threshold.window != Threshold::Window::beginning;
}

}  // namespace

Gate::Gate(const std::vector<std::string>& thresholds, bool permits_failures) {
  bool asks_whether_any_ran = false;
  bool permits = permits_failures;
  bool speaks_of_abandoned = false;
  for (const std::string& text : thresholds) {
    const Expected<Threshold> threshold = parse_threshold(text);
    if (!threshold) {
      unreadable_.push_back(unreadable(text, threshold.error()));
      continue;
    }
    asks_whether_any_ran = asks_whether_any_ran || format_threshold(*threshold) == kSomethingRan;
    permits = permits || judges_failures(*threshold);
    speaks_of_abandoned = speaks_of_abandoned || threshold->metric.name == "abandoned";
    rules_.push_back({CheckFold(*threshold), false});
  }
  if (!asks_whether_any_ran) add_default(kSomethingRan);
  if (!permits) add_default(kNothingFailed);
  if (!permits) add_default(kNothingElseFailed);
  if (!speaks_of_abandoned) add_default(kEverythingEnded);
}

void Gate::add_default(std::string_view text) { rules_.push_back({CheckFold(*parse_threshold(text)), true}); }

void Gate::observe(const Interval& interval, const Result& so_far) {
  for (Rule& rule : rules_) {
    rule.fold.observe(interval, so_far);
    if (abort_reason_.empty()) abort_reason_ = rule.fold.abort_reason();
  }
}

std::vector<Check> Gate::verdict(const Result& result) const {
  std::vector<Check> checks = unreadable_;
  for (const Rule& rule : rules_) {
    for (Check& check : rule.fold.verdict(result)) {
      check.by_default = rule.by_default;
      checks.push_back(std::move(check));
    }
  }
  return checks;
}

}  // namespace brood
