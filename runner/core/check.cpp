#include "runner/core/check.hpp"

#include <algorithm>
#include <iterator>

#include "runner/core/text.hpp"
#include "runner/core/threshold.hpp"

namespace brood {
namespace {

constexpr std::string_view kSomethingRan = "tasks: count > 0";
constexpr std::string_view kNothingFailed = "task '*': failures == 0";
constexpr std::string_view kNothingElseFailed = "run: other_errors == 0";
constexpr std::string_view kEverythingEnded = "tasks: abandoned == 0";

Check check_of(const Threshold& threshold) {
  Check check;
  check.text = threshold.text;
  check.subject = threshold.subject;
  check.limit = format_limit(threshold);
  return check;
}

Check no_data(const Threshold& threshold, std::string name, const std::string& why) {
  Check check = check_of(threshold);
  check.name = std::move(name);
  check.reason = "no data: " + why;
  return check;
}

// Texts are parsed before any load; this one stands in the journal of another version.
Check unreadable(const std::string& text, const Error& error) {
  Check check;
  check.text = text;
  check.subject = Subject::run;
  check.reason = error.message;
  return check;
}

std::string why_absent(const Threshold& threshold) {
  switch (threshold.subject) {
    case Subject::sut:
      return "the system under test was not observed";
    case Subject::run:
      return "the run has no " + threshold.metric.name;
    default:
      return "no sample to take " + threshold.metric.name + " from";
  }
}

// With as few digits as show that it is not the limit.
std::string observed_text(const Threshold& threshold, double observed) {
  const Unit unit = threshold.metric.unit;
  std::string text = format_value(unit, observed);
  const bool looks_equal = observed != threshold.limit && text == format_value(unit, threshold.limit);
  return looks_equal ? format_exact(unit, observed) : text;
}

Check judge_one(const Threshold& threshold, const Result& result, std::string name, const Row* row) {
  const std::optional<double> observed = threshold.metric.get(result, row);
  if (!observed) return no_data(threshold, std::move(name), why_absent(threshold));
  Check check = check_of(threshold);
  check.name = std::move(name);
  check.observed = observed_text(threshold, *observed);
  if (threshold.holds(*observed)) {
    check.verdict = Verdict::passed;
    return check;
  }
  check.reason = threshold.metric.name + " is " + check.observed + ", not " + check.limit;
  if (result.saturated && suffers_from_saturation(threshold.metric)) {
    check.verdict = Verdict::inconclusive;
    check.reason += "; the load generator may be to blame: " + result.saturation;
  }
  return check;
}

const std::string& text_of(const std::string& task) { return task; }
std::string text_of(const RequestKey& request) { return request.text(); }

template <class Rows>
std::vector<Check> judge_each(const Threshold& threshold, const Result& result, const Rows& rows) {
  std::vector<Check> checks;
  for (const auto& [key, row] : rows) {
    std::string name = text_of(key);
    if (glob_match(threshold.glob, name))
      checks.push_back(judge_one(threshold, result, std::move(name), &row));
  }
  if (checks.empty()) {
    const std::string kind = threshold.subject == Subject::task ? "task" : "request";
    checks.push_back(no_data(threshold, "", "no " + kind + " matches " + in_quotes(threshold.glob)));
  }
  return checks;
}

template <class Rows>
Check judge_total(const Threshold& threshold, const Result& result, const Rows& rows, const Row& total) {
  if (rows.empty() && total.empty()) {
    const std::string kind = threshold.subject == Subject::tasks ? "tasks" : "requests";
    return no_data(threshold, "", "there are no " + kind);
  }
  return judge_one(threshold, result, "", &total);
}

bool permits_failures(const Threshold& threshold) {
  const bool of_tasks = threshold.subject == Subject::tasks || threshold.subject == Subject::task;
  return of_tasks && (threshold.metric.name == "failures" || threshold.metric.name == "error_rate");
}

void append(std::vector<Check>& checks, std::vector<Check> more) {
  std::move(more.begin(), more.end(), std::back_inserter(checks));
}

}  // namespace

std::vector<Check> judge(const Threshold& threshold, const Result& result) {
  switch (threshold.subject) {
    case Subject::tasks:
      return {judge_total(threshold, result, result.tasks, result.all_tasks)};
    case Subject::requests:
      return {judge_total(threshold, result, result.requests, result.all_requests)};
    case Subject::task:
      return judge_each(threshold, result, result.tasks);
    case Subject::request:
      return judge_each(threshold, result, result.requests);
    case Subject::sut:
    case Subject::run:
      break;
  }
  return {judge_one(threshold, result, "", nullptr)};
}

std::vector<Check> judge_all(const std::vector<std::string>& thresholds, const Result& result) {
  std::vector<Check> checks;
  bool asks_whether_any_ran = false;
  bool permits = false;
  bool speaks_of_abandoned = false;
  for (const std::string& text : thresholds) {
    const Expected<Threshold> threshold = parse_threshold(text);
    if (!threshold) {
      checks.push_back(unreadable(text, threshold.error()));
      continue;
    }
    append(checks, judge(*threshold, result));
    asks_whether_any_ran = asks_whether_any_ran || format_threshold(*threshold) == kSomethingRan;
    permits = permits || permits_failures(*threshold);
    speaks_of_abandoned = speaks_of_abandoned || threshold->metric.name == "abandoned";
  }
  const auto add_default = [&](std::string_view text) {
    std::vector<Check> more = judge(*parse_threshold(text), result);
    for (Check& check : more) check.by_default = true;
    append(checks, std::move(more));
  };
  if (!asks_whether_any_ran) add_default(kSomethingRan);
  if (!permits) add_default(kNothingFailed);
  if (!permits) add_default(kNothingElseFailed);
  if (!speaks_of_abandoned) add_default(kEverythingEnded);
  return checks;
}

Verdict overall(const std::vector<Check>& checks) {
  const auto any = [&](Verdict verdict) {
    return std::any_of(checks.begin(), checks.end(),
                       [&](const Check& check) { return check.verdict == verdict; });
  };
  if (any(Verdict::failed)) return Verdict::failed;
  return any(Verdict::inconclusive) ? Verdict::inconclusive : Verdict::passed;
}

}  // namespace brood
