#include "runner/core/check.hpp"

#include <gmock/gmock.h>

#include "runner/core/gate.hpp"

namespace brood {
namespace {

using namespace std::chrono_literals;
using ::testing::Contains;
using ::testing::Each;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::uint64_t kMs = 1'000'000;

Row row_of(std::uint64_t passed, std::uint64_t failed, std::uint64_t ms) {
  Row row;
  row.passed = passed;
  row.failed = failed;
  row.in_time = passed + failed;
  if (passed) row.latency.record(ms * kMs, passed);
  if (failed) row.failed_latency.record(ms * kMs, failed);
  return row;
}

Result a_result() {
  Result result;
  result.complete = true;
  result.footer.duration = 10s;
  result.tasks["Shop.Buy"] = row_of(90, 0, 100);
  result.tasks["Shop.Search"] = row_of(9, 1, 20);
  result.tasks["Other.Idle"] = Row{};
  for (const auto& [name, row] : result.tasks) result.all_tasks.merge(row);
  result.requests[{"GET", "/items"}] = row_of(200, 0, 5);
  result.requests[{"POST", "/orders"}] = row_of(0, 4, 50);
  for (const auto& [key, row] : result.requests) result.all_requests.merge(row);
  return result;
}

std::vector<Check> judged(const std::string& text, const Result& result = a_result()) {
  return CheckFold(*parse_threshold(text)).verdict(result);
}

Check judged_one(const std::string& text, const Result& result = a_result()) {
  const std::vector<Check> checks = judged(text, result);
  EXPECT_EQ(checks.size(), 1u) << text;
  return checks.at(0);
}

TEST(Judge, PassesWhatHolds) {
  const Check check = judged_one("tasks: p95 < 250ms");
  EXPECT_EQ(check.verdict, Verdict::passed);
  EXPECT_EQ(check.text, "tasks: p95 < 250ms");
  EXPECT_EQ(check.subject, Subject::tasks);
  EXPECT_EQ(check.name, "");
  EXPECT_EQ(check.observed, "100ms");
  EXPECT_EQ(check.limit, "< 250ms");
  EXPECT_EQ(check.reason, "");
  EXPECT_FALSE(check.by_default);
}

TEST(Judge, FailsWhatDoesNotHoldAndSaysWhy) {
  const Check check = judged_one("tasks: error_rate == 0%");
  EXPECT_EQ(check.verdict, Verdict::failed);
  EXPECT_EQ(check.observed, "1%");
  EXPECT_EQ(check.limit, "== 0%");
  EXPECT_EQ(check.reason, "error_rate is 1%, not == 0%");
}

TEST(Judge, ShowsAsManyDigitsAsTellTheValueFromTheLimit) {
  Result result = a_result();
  result.all_tasks = row_of(100'000, 0, 1);
  result.all_tasks.failed = 1;
  result.footer.duration = 1s;
  result.all_tasks.in_time = 99'999;
  EXPECT_EQ(judged_one("tasks: rate >= 100000/s", result).observed, "99999/s");
  result.sut = {true, 10s, 512'000'001};
  EXPECT_EQ(judged_one("sut: memory <= 512MB", result).observed, "512000001B");
}

TEST(Judge, JudgesEachMatchOnItsOwn) {
  const std::vector<Check> checks = judged("task 'Shop.*': failures == 0");
  ASSERT_EQ(checks.size(), 2u);
  EXPECT_EQ(checks[0].name, "Shop.Buy");
  EXPECT_EQ(checks[0].verdict, Verdict::passed);
  EXPECT_EQ(checks[1].name, "Shop.Search");
  EXPECT_EQ(checks[1].verdict, Verdict::failed);
}

TEST(Judge, MatchesRequestsByMethodAndName) {
  EXPECT_EQ(judged_one("request 'GET /it*': p95 < 10ms").name, "GET /items");
  EXPECT_EQ(judged("request '*': count > 0").size(), 2u);
}

TEST(Judge, FailsASelectorThatMatchesNothing) {
  const Check check = judged_one("task 'Shop.Byu': p95 < 1s");
  EXPECT_EQ(check.verdict, Verdict::failed);
  EXPECT_EQ(check.observed, "");
  EXPECT_EQ(check.limit, "< 1s");
  EXPECT_EQ(check.reason, "no data: no task matches 'Shop.Byu'");
  EXPECT_EQ(judged_one("request 'PUT *': p95 < 1s").reason, "no data: no request matches 'PUT *'");
}

TEST(Judge, FailsAMetricWithoutSamples) {
  const Check check = judged_one("request 'POST *': p95 < 1s");
  EXPECT_EQ(check.verdict, Verdict::failed);
  EXPECT_EQ(check.name, "POST /orders");
  EXPECT_EQ(check.reason, "no data: no sample to take p95 from");
  EXPECT_THAT(judged_one("sut: cpu < 2").reason, StartsWith("no data: "));
  EXPECT_THAT(judged_one("run: lateness.p99 < 1s").reason, StartsWith("no data: "));
}

TEST(Judge, CountsZeroForAKnownNameThatNeverRan) {
  EXPECT_EQ(judged_one("task 'Other.Idle': failures == 0").verdict, Verdict::passed);
  EXPECT_EQ(judged_one("task 'Other.Idle': count > 0").observed, "0");
  EXPECT_THAT(judged_one("task 'Other.Idle': error_rate == 0%").reason, StartsWith("no data"));
}

TEST(Judge, FailsAnAggregateOfNothing) {
  for (const char* text : {"requests: failures == 0", "requests: rate < 100/s", "tasks: count >= 0"}) {
    const Check check = judged_one(text, Result{});
    EXPECT_EQ(check.verdict, Verdict::failed) << text;
    EXPECT_THAT(check.reason, StartsWith("no data: there are no ")) << text;
  }
}

TEST(Judge, JudgesTheRunAndTheSystemUnderTest) {
  Result result = a_result();
  result.peak_users = 20;
  result.sut = {true, 15s, 100};
  EXPECT_EQ(judged_one("run: users == 20", result).verdict, Verdict::passed);
  EXPECT_EQ(judged_one("sut: cpu < 1", result).verdict, Verdict::failed);
}

Result saturated_result() {
  Result result = a_result();
  result.saturated = true;
  result.saturation = "1 % of starts were more than 100 ms late";
  return result;
}

TEST(Judge, IsInDoubtAboutFailedTimesAndRatesOfASaturatedRun) {
  for (const char* text :
       {"tasks: p95 < 1ms", "tasks: mean < 1ms", "tasks: rate > 1000/s", "task '*.Buy': max < 1ms"}) {
    const Check check = judged_one(text, saturated_result());
    EXPECT_EQ(check.verdict, Verdict::inconclusive) << text;
    EXPECT_THAT(check.reason, HasSubstr("1 % of starts were more than 100 ms late")) << text;
  }
}

TEST(Judge, BelievesASaturatedRunWhatPassed) {
  EXPECT_EQ(judged_one("tasks: p95 < 250ms", saturated_result()).verdict, Verdict::passed);
}

TEST(Judge, BelievesASaturatedRunItsFailures) {
  for (const char* text :
       {"tasks: failures == 0", "tasks: error_rate == 0%", "tasks: count > 1000", "run: duration < 1s"})
    EXPECT_EQ(judged_one(text, saturated_result()).verdict, Verdict::failed) << text;
}

TEST(Judge, NeverExcusesMissingDataBySaturation) {
  EXPECT_EQ(judged_one("task 'Other.Idle': p95 < 1s", saturated_result()).verdict, Verdict::failed);
}

std::vector<Check> judge_all(const std::vector<std::string>& thresholds, const Result& result) {
  return Gate(thresholds).verdict(result);
}

std::vector<std::string> texts(const std::vector<Check>& checks) {
  std::vector<std::string> texts;
  for (const Check& check : checks) {
    if (texts.empty() || texts.back() != check.text) texts.push_back(check.text);
  }
  return texts;
}

TEST(JudgeAll, DemandsThatSomethingRanAndNothingFailed) {
  const std::vector<Check> checks = judge_all({}, a_result());
  EXPECT_EQ(texts(checks), (std::vector<std::string>{"tasks: count > 0", "tasks: passed + failed > 0",
                                                     "task '*': failures == 0", "run: other_errors == 0",
                                                     "tasks: abandoned == 0"}));
  EXPECT_EQ(checks.size(), 7u) << "four of the run, one of each task";
  EXPECT_THAT(checks, Each(Field(&Check::by_default, true)));
  EXPECT_EQ(overall(checks), Verdict::failed);
}

TEST(JudgeAll, JudgesGivenOnesFirst) {
  const std::vector<Check> checks = judge_all({"tasks: p95 < 1s", "requests: p95 < 1s"}, a_result());
  EXPECT_EQ(texts(checks),
            (std::vector<std::string>{"tasks: p95 < 1s", "requests: p95 < 1s", "tasks: count > 0",
                                      "tasks: passed + failed > 0", "task '*': failures == 0",
                                      "run: other_errors == 0", "tasks: abandoned == 0"}));
  EXPECT_FALSE(checks[0].by_default);
}

TEST(JudgeAll, LeavesFailuresToAGivenRuleAboutThem) {
  for (const char* text : {"tasks: failures < 5", "tasks: error_rate < 5%", "task 'Shop.Buy': failures == 0",
                           "task 'Shop.*': error_rate < 20%"})
    EXPECT_EQ(texts(judge_all({text}, a_result())),
              (std::vector<std::string>{text, "tasks: count > 0", "tasks: passed + failed > 0",
                                        "tasks: abandoned == 0"}));
}

TEST(JudgeAll, TakesARuleAboutFailuresInAWindowForOneButNotAboutTheBeginningOnly) {
  for (const char* text : {"tasks: failures < 5 over 10s", "tasks: error_rate < 5% for 10s, abort"})
    EXPECT_THAT(texts(judge_all({text}, a_result())), testing::Not(Contains("task '*': failures == 0")))
        << text;
  EXPECT_THAT(texts(judge_all({"tasks: failures == 0 within 10s"}, a_result())),
              Contains("task '*': failures == 0"));
}

TEST(JudgeAll, DoesNotTakeFailuresOfRequestsForThoseOfTasks) {
  for (const char* text : {"requests: failures < 5", "request '*': error_rate < 100%", "tasks: passed > 0"})
    EXPECT_THAT(texts(judge_all({text}, a_result())), testing::Contains("task '*': failures == 0"));
}

TEST(JudgeAll, DoesNotRepeatADefaultThatIsGiven) {
  const std::vector<std::string> given{"tasks: count>0", "tasks: passed+failed>0", "tasks: failures < 5",
                                       "tasks: abandoned < 3"};
  EXPECT_EQ(texts(judge_all(given, a_result())), given);
}

TEST(JudgeAll, FailsWhatWasNeverSeenToEnd) {
  Result result;
  result.tasks["Shop.Buy"].passed = result.all_tasks.passed = 100;
  EXPECT_EQ(overall(judge_all({}, result)), Verdict::passed);
  result.tasks["Shop.Buy"].abandoned = result.all_tasks.abandoned = 1;
  EXPECT_EQ(overall(judge_all({}, result)), Verdict::failed);
  EXPECT_EQ(overall(judge_all({"tasks: abandoned < 2"}, result)), Verdict::passed);
}

TEST(JudgeAll, FailsOnErrorsOfNoTask) {
  Result result;
  result.tasks["Shop.Buy"].passed = result.all_tasks.passed = 100;
  ErrorGroup group;
  group.example.message = "tear-down of suite Shop: cannot clean up";
  group.example.count = 1;
  result.errors.push_back(group);
  EXPECT_EQ(overall(judge_all({}, result)), Verdict::failed);
  EXPECT_EQ(overall(judge_all({"tasks: failures < 5"}, result)), Verdict::passed) << "failures are permitted";
}

TEST(JudgeAll, NeverPassesARunOfNothing) {
  EXPECT_EQ(overall(judge_all({}, Result{})), Verdict::failed);
  EXPECT_EQ(overall(judge_all({"tasks: error_rate <= 100%"}, Result{})), Verdict::failed);
  Result idle;
  idle.tasks["Shop.Buy"] = Row{};
  EXPECT_EQ(overall(judge_all({}, idle)), Verdict::failed);
}

TEST(JudgeAll, FailsATextThatItCannotRead) {
  const Check check = judge_all({"tasks: p95 < 1s for ever"}, a_result()).at(0);
  EXPECT_EQ(check.verdict, Verdict::failed);
  EXPECT_EQ(check.text, "tasks: p95 < 1s for ever");
  EXPECT_THAT(check.reason, HasSubstr("'ever' is not a"));
}

TEST(Overall, IsTheWorst) {
  const auto of = [](std::vector<Verdict> verdicts) {
    std::vector<Check> checks(verdicts.size());
    for (std::size_t i = 0; i < checks.size(); ++i) checks[i].verdict = verdicts[i];
    return overall(checks);
  };
  EXPECT_EQ(of({}), Verdict::passed);
  EXPECT_EQ(of({Verdict::passed, Verdict::passed}), Verdict::passed);
  EXPECT_EQ(of({Verdict::passed, Verdict::inconclusive}), Verdict::inconclusive);
  EXPECT_EQ(of({Verdict::inconclusive, Verdict::failed, Verdict::passed}), Verdict::failed);
}

}  // namespace
}  // namespace brood
