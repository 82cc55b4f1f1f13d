// A run in which every iteration skipped itself tested nothing, and says why.
#include "runner/core/skips.hpp"

#include <gmock/gmock.h>

#include "runner/core/gate.hpp"
#include "runner/core/result_fold.hpp"

namespace brood {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kRule = "tasks: passed + failed > 0";

ErrorCount skip(const std::string& task, const std::string& message, std::uint64_t count,
                const std::string& where = "") {
  ErrorCount reason;
  reason.task = task;
  reason.message = message;
  reason.where = where;
  reason.count = count;
  return reason;
}

class ARunOfSkips {
 public:
  explicit ARunOfSkips(const Scenario& scenario = {}) {
    RunHeader header;
    header.scenario = scenario;
    fold_.observe(header);
    fold_.observe_tasks({"Shop.Buy", "Shop.Search"});
  }
  ARunOfSkips& with(const ErrorCount& reason) {
    interval_.skips.push_back(reason);
    Row row;
    row.skipped = reason.count;
    return with(reason.task, row);
  }
  ARunOfSkips& with(const std::string& task, const Row& row) {
    interval_.tasks.push_back({task, row});
    return *this;
  }
  Result end() {
    interval_.end = std::chrono::seconds{1};
    fold_.observe(interval_);
    fold_.observe(RunFooter{EndedBy::run_time, "", interval_.end, {}});
    return fold_.finish();
  }

 private:
  ResultFold fold_;
  Interval interval_;
};

std::string reason_of(const Result& result) {
  for (const Check& check : result.checks)
    if (check.text == kRule) return check.reason;
  return "there is no such check";
}

TEST(ARunOfSkips, FailsWithItsCommonestReason) {
  const Result result = ARunOfSkips()
                            .with(skip("Shop.Buy", "no stock", 3, "shop_test.cpp:9"))
                            .with(skip("Shop.Search", "no server at 127.0.0.1:80", 5, "shop_test.cpp:12"))
                            .end();
  EXPECT_EQ(result.verdict, Verdict::failed);
  EXPECT_EQ(reason_of(result),
            "all 8 iterations were skipped, so nothing was tested; most often (5 of 8): no server at "
            "127.0.0.1:80 [shop_test.cpp:12]. With --allow-skipped such a run may pass");
}

TEST(ARunOfSkips, CountsOneReasonOfManyTasksTogether) {
  const Result result = ARunOfSkips()
                            .with(skip("Shop.Buy", "no server, attempt 17", 3))
                            .with(skip("Shop.Buy", "sold out", 4))
                            .with(skip("Shop.Search", "no server, attempt 4", 2))
                            .end();
  EXPECT_THAT(reason_of(result), HasSubstr("most often (5 of 9): no server, attempt 17"));
}

TEST(ARunOfSkips, MayGiveNoReason) {
  EXPECT_THAT(
      reason_of(ARunOfSkips().with(skip("Shop.Buy", "", 1, "shop_test.cpp:3")).end()),
      AllOf(HasSubstr("the only iteration was skipped"), HasSubstr("no reason was given [shop_test.cpp:3]")));
  Row row;
  row.skipped = 5;
  EXPECT_THAT(reason_of(ARunOfSkips().with("Shop.Buy", row).end()), HasSubstr("why is not recorded"))
      << "a journal of before they were";
}

TEST(ARunOfSkips, TellsALongReasonOnOneShortLine) {
  const std::string long_text = "first\nsecond\t" + std::string(10'000, 'x');
  const std::string reason = reason_of(ARunOfSkips().with(skip("Shop.Buy", long_text, 2)).end());
  EXPECT_THAT(reason, AllOf(HasSubstr("first second x"), Not(HasSubstr("\n"))));
  EXPECT_LT(reason.size(), 800u);
}

TEST(ARunOfSkips, PassesWhereItMay) {
  Scenario scenario;
  scenario.allows_skipped = true;
  const Result result = ARunOfSkips(scenario).with(skip("Shop.Buy", "no stock", 3)).end();
  EXPECT_EQ(result.verdict, Verdict::passed);
  EXPECT_EQ(reason_of(result), "there is no such check");
}

TEST(ARunOfSkips, FailsByTheGivenRuleEvenWhereItMayPass) {
  Scenario scenario;
  scenario.allows_skipped = true;
  scenario.thresholds = {kRule};
  EXPECT_THAT(reason_of(ARunOfSkips(scenario).with(skip("Shop.Buy", "no stock", 3)).end()),
              HasSubstr("no stock"));
}

TEST(ARunOfSkips, FailsWhateverOtherThresholdsSay) {
  Scenario scenario;
  scenario.thresholds = {"tasks: skipped >= 0", "tasks: count > 0", "tasks: failures == 0",
                         "tasks: passed + failed > 0 within 1s"};
  EXPECT_EQ(ARunOfSkips(scenario).with(skip("Shop.Buy", "no stock", 3)).end().verdict, Verdict::failed);
}

TEST(ATaskOfSkips, IsAWarningWithItsReason) {
  Row good;
  good.passed = good.in_time = 1;
  good.latency.record(1000);
  const Result result = ARunOfSkips().with(skip("Shop.Buy", "no stock", 3)).with("Shop.Search", good).end();
  EXPECT_EQ(result.verdict, Verdict::passed);
  EXPECT_THAT(result.warnings,
              Contains("1 task skipped every iteration: Shop.Buy; most often (3 of 3): no stock."));
}

TEST(ARunOfNothing, IsToldOnce) {
  const Result result = ARunOfSkips().end();
  EXPECT_EQ(result.verdict, Verdict::failed);
  EXPECT_EQ(reason_of(result), "there is no such check") << "tasks: count > 0 says it";
}

TEST(ARunWithAFailure, WasTried) {
  Row bad;
  bad.failed = bad.in_time = 1;
  bad.failed_latency.record(1000);
  EXPECT_EQ(reason_of(ARunOfSkips().with(skip("Shop.Buy", "no stock", 3)).with("Shop.Buy", bad).end()), "");
}

}  // namespace
}  // namespace brood
