#include "reporters/junit_cases.hpp"

#include <set>

#include "reporters/check_text.hpp"
#include "reporters/comparison_text.hpp"
#include "reporters/figures.hpp"
#include "reporters/printable.hpp"

namespace brood {
namespace {

constexpr std::size_t kMaxName = 1000;
constexpr std::size_t kMaxMessage = 500;
constexpr std::size_t kMaxBody = 10'000;
constexpr std::size_t kMaxOutput = 2'000;
constexpr std::size_t kExamples = 3;
constexpr std::size_t kMaxExample = 2'000;

using Checks = std::vector<const Check*>;
using Wanted = std::function<bool(const ErrorCount&)>;

// A reader that sees the first and last 500 characters of this still sees the percentiles.
std::string row_output(const Result& result, const Row& row) {
  std::string text = std::to_string(row.count()) + " in all, " + std::to_string(row.failed) + " failed, " +
                     std::to_string(row.skipped) + " skipped, " + std::to_string(row.abandoned) +
                     " abandoned, rate " + figure_text(result, row, "rate") + '\n';
  for (const char* metric : {"mean", "p50", "p95", "p99", "max"})
    text += std::string(metric) + ' ' + figure_text(result, row, metric) +
            (metric[1] == 'a' && metric[2] == 'x' ? "\n" : ", ");
  return text;
}

void fail(JUnitCase& test, const Result& result, const Checks& failed, const Wanted& wanted) {
  test.outcome = JUnitCase::Outcome::failure;
  test.type = "check";
  test.message = failed.front()->text + ": " + check_finding(*failed.front());
  if (failed.size() > 1) test.message += " (and " + std::to_string(failed.size() - 1) + " more)";
  for (const Check* check : failed) test.body += check->text + '\n' + check_finding(*check) + "\n\n";
  test.body += error_examples(result, wanted, kExamples, kMaxExample);
}

// Tells the checks that were judged on a row in the row's own case.
void tell_checks(JUnitCase& test, const Result& result, const Row& row, const Checks& checks,
                 const Wanted& wanted) {
  Checks failed;
  for (const Check* check : checks) {
    if (check->verdict == Verdict::failed) failed.push_back(check);
    test.output +=
        std::string(to_string(check->verdict)) + ": " + check->text + ": " + check_finding(*check) + '\n';
  }
  if (!failed.empty()) return fail(test, result, failed, wanted);
  if (row.failed > 0)
    test.output += "These failures are permitted: no check on this name failed.\n" +
                   error_examples(result, wanted, 1, kMaxExample / 10) + '\n';
}

class Builder {
 public:
  explicit Builder(const Result& result) : result_(result), scenario_(result.header.scenario.name) {
    for (const Check& check : result.checks) {
      if (check.subject == Subject::task) by_task_[check.name].push_back(&check);
      if (check.subject == Subject::request) by_request_[check.name].push_back(&check);
    }
  }

  std::vector<JUnitCase> build() {
    add_run();
    for (const auto& [name, row] : result_.tasks) add_task(name, row);
    for (const auto& [key, row] : result_.requests) add_request(key, row);
    for (const Check& check : result_.checks)
      if (!is_told_by_a_row(check)) add_check(check);
    if (result_.comparison)
      for (const ComparedMetric& metric : result_.comparison->metrics) add_compared(metric);
    return std::move(cases_);
  }

 private:
  void add(JUnitCase test) {
    test.classname = shorten(one_line(test.classname), kMaxName);
    test.name = shorten(one_line(test.name), kMaxName);
    const std::string name = test.name;
    for (int again = 2; !taken_.emplace(test.classname, test.name).second; ++again)
      test.name = name + " (" + std::to_string(again) + ')';
    test.message = shorten(one_line(test.message), kMaxMessage);
    test.body = shorten(printable(test.body), kMaxBody);
    test.output = shorten(printable(test.output), kMaxOutput);
    cases_.push_back(std::move(test));
  }

  void add_run() {
    JUnitCase test;
    test.classname = scenario_;
    test.name = "run";
    test.seconds = to_seconds(result_.footer.duration);
    test.output = verdict_sentence(result_) + "\ntasks: " + row_output(result_, result_.all_tasks) +
                  "requests: " + row_output(result_, result_.all_requests);
    for (const std::string& warning : result_.warnings) test.output += "warning: " + warning + '\n';
    const bool in_doubt = result_.header.scenario.strict && result_.verdict == Verdict::inconclusive;
    const bool decided = has_verdict(result_);
    if (!decided || in_doubt) {
      test.outcome = JUnitCase::Outcome::error;
      test.type = decided ? "inconclusive" : "incomplete";
      test.body = decided ? verdict_sentence(result_) : end_reason(result_.footer);
      test.message = test.body;
    }
    add(std::move(test));
  }

  void add_task(const std::string& name, const Row& row) {
    JUnitCase test;
    const std::size_t dot = name.find('.');
    test.classname = dot == std::string::npos ? scenario_ : scenario_ + '.' + name.substr(0, dot);
    test.name = dot == std::string::npos ? name : name.substr(dot + 1);
    add_row(std::move(test), row, by_task_[name],
            [&](const ErrorCount& error) { return error.task == name; });
  }

  void add_request(const RequestKey& key, const Row& row) {
    JUnitCase test;
    test.classname = scenario_ + ".requests";
    test.name = key.text();
    add_row(std::move(test), row, by_request_[key.text()],
            [&](const ErrorCount& error) { return error.method == key.method && error.name == key.name; });
  }

  void add_row(JUnitCase test, const Row& row, const Checks& checks, const Wanted& wanted) {
    test.seconds = figure(result_, row, "mean").value_or(0);
    test.output = row_output(result_, row);
    tell_checks(test, result_, row, checks, wanted);
    if (test.outcome == JUnitCase::Outcome::passed && row.passed + row.failed == 0) {
      test.outcome = JUnitCase::Outcome::skipped;
      test.message = row.empty() ? "never got a turn" : row.skipped > 0 ? "skipped each time" : "abandoned";
    }
    add(std::move(test));
  }

  bool is_told_by_a_row(const Check& check) const {
    if (check.subject == Subject::task) return result_.tasks.contains(check.name);
    if (check.subject != Subject::request) return false;
    for (const auto& [key, row] : result_.requests)
      if (key.text() == check.name) return true;
    return false;
  }

  void add_check(const Check& check) {
    JUnitCase test;
    test.classname = scenario_ + ".checks";
    test.name = check_title(check);
    test.output = std::string(to_string(check.verdict)) + ": " + check_finding(check) + '\n';
    if (check.verdict == Verdict::failed) {
      const bool of_requests = check.subject == Subject::requests || check.subject == Subject::request;
      fail(test, result_, {&check},
           [&](const ErrorCount& error) { return of_requests ? !error.name.empty() : true; });
    } else if (check.verdict == Verdict::inconclusive) {
      test.outcome = JUnitCase::Outcome::skipped;
      test.message = "inconclusive: " + check_finding(check);
    }
    add(std::move(test));
  }

  // Where the comparison fails nothing, so do its metrics.
  void add_compared(const ComparedMetric& metric) {
    JUnitCase test;
    test.classname = scenario_ + ".comparison";
    test.name = metric.name;
    test.output = metric_sentence(metric) + '\n';
    if (metric.finding == Finding::failed && result_.comparison->counts) {
      test.outcome = JUnitCase::Outcome::failure;
      test.type = "comparison";
      test.message = metric_sentence(metric);
      test.body = test.message + "\ncompared with " + result_.comparison->with + '\n';
    } else if (metric.finding == Finding::inconclusive || metric.finding == Finding::untested) {
      test.outcome = JUnitCase::Outcome::skipped;
      test.message = metric_sentence(metric);
    }
    add(std::move(test));
  }

  const Result& result_;
  const std::string scenario_;
  std::map<std::string, Checks> by_task_;
  std::map<std::string, Checks> by_request_;  // by the request's text
  std::set<std::pair<std::string, std::string>> taken_;
  std::vector<JUnitCase> cases_;
};

}  // namespace

std::vector<JUnitCase> junit_cases(const Result& result) { return Builder(result).build(); }

}  // namespace brood
