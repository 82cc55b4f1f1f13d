// When a threshold stops a run, and when not.
#include <gmock/gmock.h>

#include "tests/core/a_run.hpp"

namespace brood {
namespace {

using std::chrono::seconds;

TEST(Abort, ComesAtTheFirstFailure) {
  ARun run("task '*': failures == 0, abort");
  run.with({kFast, kFast, failed(2), kFast});
  EXPECT_EQ(run.aborted(), seconds{3});
  EXPECT_EQ(run.abort_reason(),
            "stopped after 3s by \"task '*': failures == 0, abort\" [Shop.Buy]: failures is 2, not == 0");
  EXPECT_EQ(run.check().at_s, 3);
}

TEST(Abort, WithoutAWindowJudgesTheRunSoFarAndStandsByIt) {
  ARun run("tasks: p95 < 100ms, abort");
  run.with({took(10, 100), took(500, 50)});
  EXPECT_EQ(run.aborted(), seconds{2});
  run.draining(took(10, 10'000));
  const Check check = run.check();
  EXPECT_EQ(check.verdict, Verdict::failed) << "though the p95 of the whole run holds";
  EXPECT_EQ(check.observed, "500ms");
  EXPECT_EQ(check.at_s, 2);
}

TEST(Abort, WithAWindowComesWhenTheWindowIsBroken) {
  ARun run("tasks: p95 < 100ms for 2s, abort");
  run.with({kFast, kSlow, kFast, kSlow, kSlow, kFast});
  EXPECT_EQ(run.aborted(), seconds{5});
  ARun hang("tasks: p95 < 100ms over 2s, abort");
  EXPECT_EQ(hang.with({kFast, kFast, nothing(), nothing()}).aborted(), seconds{4});
}

TEST(Abort, WithinABeginningComesAtItsEndOrWhenNothingCanMendIt) {
  ARun slow("tasks: p95 < 100ms within 3s, abort");
  EXPECT_EQ(slow.with(repeated(kSlow, 4)).aborted(), seconds{3});
  ARun failing("tasks: failures == 0 within 3s, abort");
  EXPECT_EQ(failing.with({failed(1), kFast, kFast}).aborted(), seconds{1});
  ARun idle("tasks: count > 100 within 3s, abort");
  EXPECT_EQ(idle.with(repeated(kFast, 4)).aborted(), seconds{3});
}

TEST(Abort, IsNotAskedForByOthersNorInTheDrain) {
  ARun plain("tasks: failures == 0 for 1s");
  EXPECT_EQ(plain.with(repeated(failed(), 3)).aborted(), std::nullopt);
  ARun draining("tasks: failures == 0, abort");
  EXPECT_EQ(draining.with({kFast}).draining(failed()).aborted(), std::nullopt);
  EXPECT_EQ(draining.check().verdict, Verdict::failed);
}

// A second of which the generator took its samples too late.
Interval late_second(const Row& row) {
  Interval interval;
  interval.tasks = {{"Shop.Buy", row}};
  interval.generator.lateness.record(500'000'000, 100);
  return interval;
}

TEST(ASaturatedRun, KeepsALimitOnLatencyFromStoppingTheRun) {
  ARun run("tasks: p95 < 100ms for 2s, abort");
  run.with(late_second(kSlow), seconds{1}).with(late_second(kSlow), seconds{1});
  EXPECT_EQ(run.aborted(), std::nullopt);
  EXPECT_EQ(run.check().verdict, Verdict::inconclusive);
  ARun failing("tasks: failures == 0, abort");
  EXPECT_EQ(failing.with(late_second(failed()), seconds{1}).aborted(), seconds{1});
}

TEST(ASaturatedRun, ThatComesAfterTheAbortDoesNotExcuseIt) {
  ARun run("tasks: p95 < 100ms, abort");
  run.with({kSlow}).with(late_second(kSlow), seconds{1});
  EXPECT_TRUE(run.end().saturated);
  ARun again("tasks: p95 < 100ms, abort");
  EXPECT_EQ(again.with({kSlow}).with(late_second(kSlow), seconds{1}).check().verdict, Verdict::failed);
}

TEST(ASaturatedRun, NeverExcusesAWindowWithoutData) {
  ARun run("tasks: p95 < 100ms over 2s");
  run.with(late_second(kFast), seconds{1}).with(repeated(nothing(), 3));
  EXPECT_EQ(run.check().verdict, Verdict::failed);
}

}  // namespace
}  // namespace brood
