// Windows on runs of a few seconds.
#include "runner/core/check_fold.hpp"

#include <gmock/gmock.h>

#include "tests/core/a_run.hpp"

namespace brood {
namespace {

using std::chrono::seconds;
using testing::StartsWith;

Check judged(const std::string& threshold, const Seconds& rows) { return ARun(threshold).with(rows).check(); }
Verdict verdict(const std::string& threshold, const Seconds& rows) { return judged(threshold, rows).verdict; }

TEST(For, IsBrokenWhenEachSecondOfAStretchBreaksTheLimit) {
  const char* text = "tasks: p95 < 100ms for 3s";
  EXPECT_EQ(verdict(text, repeated(kFast, 2) + repeated(kSlow, 2) + repeated(kFast, 2)), Verdict::passed);
  EXPECT_EQ(verdict(text, repeated(kFast, 2) + repeated(kSlow, 3) + repeated(kFast, 2)), Verdict::failed);
  EXPECT_EQ(verdict(text, repeated(kSlow, 2) + repeated(kFast, 1) + repeated(kSlow, 2)), Verdict::passed);
}

TEST(For, TellsWhereItBrokeAndTheMildestSecondOfThatStretch) {
  const Check check = judged("tasks: p95 < 100ms for 3s",
                             {kFast, took(300), took(200), took(400), took(900), kFast, took(999)});
  EXPECT_EQ(check.at_s, 4);
  EXPECT_EQ(check.observed, "200ms");
  EXPECT_EQ(check.limit, "< 100ms for 3s");
  EXPECT_EQ(check.reason, "p95 is 200ms, not < 100ms for 3s");
}

TEST(For, TellsTheWorstStretchOfARunThatPassed) {
  const Check check =
      judged("tasks: p95 < 100ms for 2s", {took(10), took(60), took(50), took(10), took(900), took(20)});
  EXPECT_EQ(check.verdict, Verdict::passed);
  EXPECT_EQ(check.observed, "50ms") << "of each two seconds the milder, of these the worst";
  EXPECT_EQ(check.at_s, std::nullopt);
}

TEST(For, ASecondWithoutDataContinuesABrokenStretch) {
  const char* text = "tasks: p95 < 100ms for 3s";
  EXPECT_EQ(verdict(text, {kFast, kSlow, nothing(), kSlow, kFast}), Verdict::failed);
  EXPECT_EQ(verdict(text, {kFast, kSlow, nothing(), kFast, kFast}), Verdict::passed);
}

TEST(For, SecondsWithoutDataAloneAreABrokenWindow) {
  const Check check = judged("tasks: p95 < 100ms for 3s", repeated(kFast, 2) + repeated(nothing(), 4));
  EXPECT_EQ(check.verdict, Verdict::failed);
  EXPECT_EQ(check.observed, "");
  EXPECT_EQ(check.at_s, 5);
  EXPECT_EQ(check.reason, "no data: no sample to take p95 from for 3s");
}

TEST(For, NothingCountsBeforeTheFirstSample) {
  EXPECT_EQ(verdict("tasks: p95 < 100ms for 3s", repeated(nothing(), 9) + repeated(kFast, 3)),
            Verdict::passed);
  EXPECT_EQ(verdict("tasks: rate > 0.5/s for 3s", repeated(nothing(), 9) + repeated(kFast, 3)),
            Verdict::passed);
}

TEST(For, CountsAreZeroInASecondWithoutSamples) {
  EXPECT_EQ(verdict("tasks: failures == 0 for 2s", {kFast, nothing(), nothing(), kFast}), Verdict::passed);
  const Check hang = judged("tasks: rate > 0.5/s for 2s", {kFast, nothing(), nothing(), kFast});
  EXPECT_EQ(hang.observed, "0/s");
  EXPECT_EQ(hang.at_s, 3);
}

TEST(For, AWindowThatIsNoWholeNumberOfSecondsNeedsTheFewestThatHoldIt) {
  const char* text = "tasks: p95 < 100ms for 1.5s";
  EXPECT_EQ(verdict(text, {kFast, kSlow, kFast}), Verdict::passed);
  EXPECT_EQ(judged(text, {kFast, kSlow, kSlow, kFast}).at_s, 3);
}

TEST(For, ANameThatWasSeenForLessThanTheWindowPasses) {
  const Check check = judged("task 'Shop.Buy': p95 < 100ms for 3s", {nothing(), nothing(), kSlow, kSlow});
  EXPECT_EQ(check.verdict, Verdict::passed);
  EXPECT_EQ(check.reason, "seen for 2s only, less than the window");
}

TEST(For, AWindowLongerThanTheRunIsInconclusive) {
  const Check check = judged("tasks: p95 < 100ms for 3s", {kSlow, kSlow});
  EXPECT_EQ(check.verdict, Verdict::inconclusive);
  EXPECT_EQ(check.reason, "the run was shorter than the window: 2s");
}

TEST(For, AWindowLongerThanARunOfEachTestOnceIsNoReasonForDoubt) {
  RunHeader header;
  header.scenario.thresholds = {"tasks: p95 < 100ms for 3s"};
  header.scenario.once = true;
  ResultFold fold;
  fold.observe(header);
  Interval second;
  second.end = seconds{1};
  second.tasks = {{"Shop.Buy", kFast}};
  fold.observe(second);
  EXPECT_EQ(fold.finish().checks.at(0).verdict, Verdict::passed);
}

TEST(Over, JudgesTheMetricOfTheLastSecondsTogether) {
  const char* text = "tasks: error_rate < 50% over 2s";
  EXPECT_EQ(verdict(text, {took(1, 9), failed(3), took(1, 9), failed(3)}), Verdict::passed);
  const Check check = judged(text, {took(1, 9), failed(3), took(1, 1), failed(3), took(1, 9)});
  EXPECT_EQ(check.verdict, Verdict::failed);
  EXPECT_EQ(check.observed, "75%") << "3 of 4, in the first window that is broken";
  EXPECT_EQ(check.at_s, 3);
}

TEST(Over, IsARateOverTheWindow) {
  EXPECT_EQ(judged("tasks: rate < 6/s over 2s", {took(1, 3), took(1, 7), took(1, 9)}).observed, "8/s");
}

TEST(Over, DoesNotJudgeWindowsThatAreNotFullYet) {
  EXPECT_EQ(verdict("tasks: rate > 5/s over 3s", {took(1, 1), took(1, 1), took(1, 20)}), Verdict::passed);
}

TEST(Over, ForgetsWhatIsOlder) {
  EXPECT_EQ(judged("tasks: max < 1s over 2s", {took(2000), kFast, kFast, kFast}).at_s, 2);
  EXPECT_EQ(verdict("tasks: max < 1s over 2s", repeated(kFast, 4)), Verdict::passed);
  EXPECT_EQ(judged("tasks: max < 3s over 2s", {took(2000), took(20), took(30), took(40)}).observed, "2s");
  EXPECT_EQ(judged("tasks: min > 15ms over 2s", {took(20), took(30), took(10), took(40)}).at_s, 3);
}

TEST(Over, AWindowWithoutDataIsBroken) {
  const Check check = judged("tasks: p95 < 100ms over 2s", {kFast, kFast, nothing(), nothing(), kFast});
  EXPECT_EQ(check.at_s, 4);
  EXPECT_THAT(check.reason, StartsWith("no data"));
}

TEST(Within, LooksAtTheBeginningOnly) {
  EXPECT_EQ(verdict("tasks: p95 < 100ms within 2s", {kFast, kFast, kSlow, kSlow}), Verdict::passed);
  const Check check = judged("tasks: failures < 3 within 2s", {failed(2), failed(2), failed(9)});
  EXPECT_EQ(check.verdict, Verdict::failed);
  EXPECT_EQ(check.observed, "4");
  EXPECT_EQ(check.at_s, 2);
}

TEST(Within, CountsSecondsThatEndInIt) {
  EXPECT_EQ(verdict("tasks: p95 < 100ms within 1.5s", {kFast, kSlow, kSlow}), Verdict::passed);
}

TEST(Within, JudgesARunThatIsShorterAsFarAsItGoes) {
  EXPECT_EQ(verdict("tasks: p95 < 100ms within 9s", {kFast, kFast}), Verdict::passed);
  EXPECT_EQ(verdict("tasks: p95 < 100ms within 9s", {kSlow, kSlow}), Verdict::failed);
}

TEST(Within, ATaskWithoutSamplesInItHasNoDataButCountsOfZero) {
  EXPECT_EQ(verdict("task 'Shop.Idle': failures == 0 within 2s", repeated(kFast, 3)), Verdict::passed);
  EXPECT_EQ(judged("task 'Shop.Buy': p95 < 1s within 2s", {nothing(), nothing(), kFast}).reason,
            "no data: no sample within the first 2s");
}

TEST(Within, ARequestThatCameLaterIsLeftOut) {
  ARun run("request '*': p95 < 100ms within 1s");
  Interval early, late;
  early.requests = {{"Shop.Buy", "GET", "/early", kFast}};
  late.requests = {{"Shop.Buy", "GET", "/late", kSlow}};
  const Result result = run.with(early, seconds{1}).with(late, seconds{1}).end();
  EXPECT_EQ(result.checks[0].name, "GET /early");
  EXPECT_NE(result.checks[1].name, "GET /late");
}

TEST(AnyWindow, JudgesEachNameApart) {
  ARun run("request 'GET *': p95 < 100ms for 2s");
  Interval second;
  second.requests = {{"Shop.Buy", "GET", "/slow", kSlow},
                     {"Shop.Browse", "GET", "/slow", kSlow},
                     {"Shop.Buy", "GET", "/fast", kFast},
                     {"Shop.Buy", "POST", "/slow", kSlow}};
  const Result result = run.with(second, seconds{1}).with(second, seconds{1}).end();
  EXPECT_EQ(result.checks[0].name, "GET /fast");
  EXPECT_EQ(result.checks[0].verdict, Verdict::passed);
  EXPECT_EQ(result.checks[1].name, "GET /slow");
  EXPECT_EQ(result.checks[1].at_s, 2);
}

TEST(AnyWindow, ANameThatNeverHadASampleIsJudgedAsWithoutAWindow) {
  for (const char* window : {"for 2s", "over 2s"}) {
    const std::string text = "task 'Shop.Idle': ";
    EXPECT_EQ(verdict(text + "failures == 0 " + window, repeated(kFast, 4)), Verdict::passed);
    EXPECT_THAT(judged(text + "p95 < 1s " + window, repeated(kFast, 4)).reason, StartsWith("no data"));
  }
}

TEST(AnyWindow, DoesNotLookAtTheDrain) {
  for (const char* window : {"for 2s", "over 2s", "within 4s"}) {
    ARun run(std::string("tasks: p95 < 100ms ") + window);
    run.with(repeated(kFast, 3)).draining(kSlow).draining(kSlow).draining(kSlow);
    EXPECT_EQ(run.check().verdict, Verdict::passed) << window;
  }
}

TEST(AnyWindow, JudgesTheRunAndTheSystemUnderTest) {
  const auto run_with = [](const std::string& threshold) {
    ARun run(threshold);
    for (const std::uint64_t load : {1u, 2u, 9u, 8u, 1u}) {
      Interval interval;
      interval.sut = {true, seconds{load}, load * 1'000'000};
      interval.users = static_cast<std::uint32_t>(load);
      interval.generator.stalls = load;
      if (load > 7) interval.errors = {{"", "gone", "", "", "", load}};
      run.with(interval, seconds{1});
    }
    return run.check();
  };
  EXPECT_EQ(run_with("sut: cpu < 7 for 2s").observed, "8");
  EXPECT_EQ(run_with("sut: memory < 9MB over 2s").at_s, 3);
  EXPECT_EQ(run_with("run: users < 9 for 2s").verdict, Verdict::passed);
  EXPECT_EQ(run_with("run: stalls < 17 over 2s").observed, "17");
  EXPECT_EQ(run_with("run: other_errors == 0 for 2s").at_s, 4);
  EXPECT_EQ(run_with("run: stalls <= 3 within 2s").verdict, Verdict::passed);
}

TEST(AnyWindow, ForgetsTheGeneratorsLatenessToo) {
  ARun run("run: lateness.max > 100ms over 2s");
  Interval late, prompt;
  late.generator.lateness.record(200'000'000);
  prompt.generator.lateness.record(50'000'000);
  run.with(late, seconds{1}).with(prompt, seconds{1}).with(prompt, seconds{1});
  EXPECT_EQ(run.check().at_s, 3);
}

TEST(AnyWindow, CountsTheUsersThatWereReplacedInIt) {
  ARun run("run: replaced_users < 2 over 2s");
  run.replace_user().with(Interval{}, seconds{1}).with(Interval{}, seconds{1});
  run.replace_user().with(Interval{}, seconds{1}).replace_user().with(Interval{}, seconds{1});
  EXPECT_EQ(run.check().at_s, 4);
}

TEST(AnyWindow, TakesRequestsBeyondTheNamesThatAreKeptAsOthers) {
  ARun run("request '(other)': p95 < 100ms for 2s");
  Interval many, another;
  for (std::size_t i = 0; i < kMaxRequestNames; ++i)
    many.requests.push_back({"", "GET", "/" + std::to_string(i), kSlow});
  another.requests = {{"", "GET", "/one/more", kSlow}, {"", "GET", "/and/more", kFast}};
  run.with(many, seconds{1}).with(another, seconds{1}).with(another, seconds{1});
  EXPECT_EQ(run.check().at_s, 3);
}

}  // namespace
}  // namespace brood
