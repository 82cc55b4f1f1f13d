#include "runner/core/judge.hpp"

#include "runner/core/glob.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

// With as few digits as show that it is not the limit.
std::string observed_text(const Threshold& threshold, double observed) {
  const Unit unit = threshold.metric.unit;
  std::string text = format_value(unit, observed);
  const bool looks_equal = observed != threshold.limit && text == format_value(unit, threshold.limit);
  return looks_equal ? format_exact(unit, observed) : text;
}

Check check_of(const Threshold& threshold, const std::string& name) {
  Check check;
  check.text = threshold.text;
  check.subject = threshold.subject;
  check.name = name;
  check.limit = format_limit(threshold);
  return check;
}

const std::string& text_of(const std::string& task) { return task; }
std::string text_of(const RequestKey& request) { return request.text(); }

void append(std::vector<Check>& checks, std::optional<Check> check) {
  if (check) checks.push_back(*std::move(check));
}

template <class Rows>
std::vector<Check> judge_each(const Threshold& threshold, const Rows& rows, const JudgeName& judge_name) {
  std::vector<Check> checks;
  for (const auto& [key, row] : rows) {
    const std::string name = text_of(key);
    if (glob_match(threshold.glob, name)) append(checks, judge_name(name, &row));
  }
  if (checks.empty()) {
    const std::string kind = threshold.subject == Subject::task ? "task" : "request";
    checks.push_back(no_data(threshold, "", "no " + kind + " matches " + in_quotes(threshold.glob)));
  }
  return checks;
}

template <class Rows>
std::vector<Check> judge_total(const Threshold& threshold, const Rows& rows, const Row& total,
                               const JudgeName& judge_name) {
  if (rows.empty() && total.empty()) {
    const std::string kind = threshold.subject == Subject::tasks ? "tasks" : "requests";
    return {no_data(threshold, "", "there are no " + kind)};
  }
  std::vector<Check> checks;
  append(checks, judge_name("", &total));
  return checks;
}

}  // namespace

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

Check no_data(const Threshold& threshold, const std::string& name, const std::string& why) {
  Check check = check_of(threshold, name);
  check.reason = "no data: " + why;
  return check;
}

Check judge_value(const Threshold& threshold, const std::string& name, double observed) {
  Check check = check_of(threshold, name);
  check.observed = observed_text(threshold, observed);
  if (threshold.holds(observed)) check.verdict = Verdict::passed;
  else check.reason = threshold.metric.name + " is " + check.observed + ", not " + check.limit;
  return check;
}

Check excused_by_saturation(Check check, const Threshold& threshold, const Result& result) {
  const bool failed_on_value = check.verdict == Verdict::failed && !check.observed.empty();
  if (failed_on_value && result.saturated && suffers_from_saturation(threshold.metric)) {
    check.verdict = Verdict::inconclusive;
    check.reason += "; the load generator may be to blame: " + result.saturation;
  }
  return check;
}

// Enough of something may be in what is missing. Too much of it that was seen stays too much, and so does a
// window that was broken.
Check excused_by_missing_records(Check check, const Threshold& threshold) {
  using Op = Threshold::Op;
  const bool is_upper_limit = threshold.op == Op::less || threshold.op == Op::less_equal ||
                              (threshold.op == Op::equal && threshold.limit == 0);
  const bool can_only_grow = threshold.metric.course == Course::grows;
  const bool stands = check.at_s || (!check.observed.empty() && is_upper_limit && can_only_grow);
  if (check.verdict == Verdict::failed && !stands) {
    check.verdict = Verdict::inconclusive;
    check.reason += "; the record is not whole, so there may have been more";
  }
  return check;
}

Check judge_whole_run(const Threshold& threshold, const Result& result, const std::string& name,
                      const Row* row) {
  const std::optional<double> observed = threshold.metric.get(result, row);
  if (!observed) return no_data(threshold, name, why_absent(threshold));
  return excused_by_saturation(judge_value(threshold, name, *observed), threshold, result);
}

std::vector<Check> judge_names(const Threshold& threshold, const Result& result,
                               const JudgeName& judge_name) {
  switch (threshold.subject) {
    case Subject::tasks:
      return judge_total(threshold, result.tasks, result.all_tasks, judge_name);
    case Subject::requests:
      return judge_total(threshold, result.requests, result.all_requests, judge_name);
    case Subject::task:
      return judge_each(threshold, result.tasks, judge_name);
    case Subject::request:
      return judge_each(threshold, result.requests, judge_name);
    case Subject::sut:
    case Subject::run:
      break;
  }
  std::vector<Check> checks;
  append(checks, judge_name("", nullptr));
  return checks;
}

}  // namespace brood
