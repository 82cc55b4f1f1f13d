#include "runner/core/gate.hpp"

#include <algorithm>
#include <iterator>

#include "runner/core/skips.hpp"

namespace brood {
namespace {

constexpr std::string_view kSomethingRan = "tasks: count > 0";
constexpr std::string_view kSomethingWasTried = "tasks: passed + failed > 0";
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

Gate::Gate(const std::vector<std::string>& thresholds, Exemptions exempt) {
  bool asks_whether_any_ran = false;
  bool asks_whether_any_was_tried = exempt.skipped;
  bool permits = exempt.failures;
  bool speaks_of_abandoned = false;
  for (const std::string& text : thresholds) {
    const Expected<Threshold> threshold = parse_threshold(text);
    if (!threshold) {
      unreadable_.push_back(unreadable(text, threshold.error()));
      continue;
    }
    const std::string plain = format_threshold(*threshold);
    const bool is_of_skips = plain == kSomethingWasTried;
    asks_whether_any_ran = asks_whether_any_ran || plain == kSomethingRan;
    asks_whether_any_was_tried = asks_whether_any_was_tried || is_of_skips;
    permits = permits || judges_failures(*threshold);
    speaks_of_abandoned = speaks_of_abandoned || threshold->metric.name == "abandoned";
    rules_.push_back({CheckFold(*threshold), false, is_of_skips});
  }
  if (!asks_whether_any_ran) add_default(kSomethingRan);
  if (!asks_whether_any_was_tried) add_default(kSomethingWasTried);
  if (!permits) add_default(kNothingFailed);
  if (!permits) add_default(kNothingElseFailed);
  if (!speaks_of_abandoned) add_default(kEverythingEnded);
}

void Gate::add_default(std::string_view text) {
  rules_.push_back({CheckFold(*parse_threshold(text)), true, text == kSomethingWasTried});
}

void Gate::observe(const Interval& interval, const Result& so_far) {
  for (Rule& rule : rules_) {
    rule.fold.observe(interval, so_far);
    if (abort_reason_.empty()) abort_reason_ = rule.fold.abort_reason();
  }
}

std::vector<Check> Gate::verdict(const Result& result) const {
  std::vector<Check> checks = unreadable_;
  for (const Rule& rule : rules_) {
    // Where nothing ran at all there is a rule that says so.
    if (rule.is_of_skips && rule.by_default && result.all_tasks.count() == 0) continue;
    for (Check& check : rule.fold.verdict(result)) {
      if (rule.is_of_skips) explain_skips(check, result);
      check.by_default = rule.by_default;
      checks.push_back(std::move(check));
    }
  }
  return checks;
}

}  // namespace brood
