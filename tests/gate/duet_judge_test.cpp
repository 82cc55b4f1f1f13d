#include "ci/gate/duet_judge.hpp"

#include <algorithm>
#include <functional>

#include "tests/gate/printed.hpp"
#include "tests/gate/rounds.hpp"

namespace brood::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using MakeRound = std::function<Round(int number)>;

// Rounds until the judge is sure.
DuetReport judge(const MakeRound& make, const GateOptions& options = {}, std::vector<Variances> prior = {}) {
  DuetJudge judge(options, std::move(prior));
  for (int number = 1; !judge.observe(make(number)); ++number) EXPECT_LT(number, options.looks.back());
  return judge.report();
}
DuetReport judge(const Plan& plan, const GateOptions& options = {}, std::vector<Variances> prior = {}) {
  return judge([&](int number) { return round_of(number, plan); }, options, std::move(prior));
}

const MetricResult& result(const DuetReport& report, const std::string& name) {
  const auto named = [&](const MetricResult& one) { return one.metric.name() == name; };
  return *std::find_if(report.metrics.begin(), report.metrics.end(), named);
}

std::vector<std::string> names(const DuetReport& report, Finding finding) {
  std::vector<std::string> found;
  for (const MetricResult& one : report.metrics)
    if (one.finding == finding) found.push_back(one.metric.name());
  return found;
}

GateOptions with_looks(std::vector<int> looks) {
  GateOptions options;
  options.looks = std::move(looks);
  return options;
}

TEST(DuetJudge, PassesAtTheFirstLookWhenNothingChanged) {
  const DuetReport report = judge(Plan{});
  EXPECT_EQ(report.verdict, Finding::passed);
  EXPECT_EQ(report.rounds, 10);
  EXPECT_THAT(names(report, Finding::passed),
              ElementsAre("browse/p50", "browse/p95", "browse/errors", "pay/p50", "pay/p95", "pay/errors"));
}

TEST(DuetJudge, FailsByTheTasksThatBecameSlower) {
  const DuetReport report = judge(Plan{.slower = 0.1});
  EXPECT_EQ(report.verdict, Finding::failed);
  EXPECT_EQ(report.rounds, 10);
  EXPECT_THAT(names(report, Finding::failed), ElementsAre("browse/p50", "browse/p95"));
  EXPECT_THAT(result(report, "browse/p50").test->ratio(), ::testing::DoubleNear(1.105, 0.005));
}

TEST(DuetJudge, SmallerSlowdownsThanTheFloorDoNotMatter) {
  const DuetReport report = judge(Plan{.slower = 0.009, .noise = 0.0001});
  EXPECT_EQ(report.verdict, Finding::passed) << "0.9 % is certain, and below 1 %";
}

TEST(DuetJudge, GoesOnWhileInDoubt) {
  const DuetReport report = judge(Plan{.slower = 0.03, .noise = 0.026});
  EXPECT_GT(report.rounds, 10);
  EXPECT_EQ(report.looks.size(), static_cast<std::size_t>(report.rounds) / 5 - 1);
  EXPECT_LT(report.looks.front().doubt, 0.5);
  EXPECT_THAT(report.looks.front().alpha, Prints("0.00333333"));
}

TEST(DuetJudge, IsInconclusiveWhenDoubtStaysToTheEnd) {
  const DuetReport report = judge(Plan{.slower = 0.03, .noise = 0.026}, with_looks({10}));
  EXPECT_EQ(report.verdict, Finding::inconclusive);
  EXPECT_THAT(names(report, Finding::inconclusive), ElementsAre("browse/p50", "browse/p95"));
}

TEST(DuetJudge, NamesImprovements) {
  const DuetReport report = judge(Plan{.slower = -0.1});
  EXPECT_EQ(report.verdict, Finding::improved);
  EXPECT_THAT(names(report, Finding::improved), ElementsAre("browse/p50", "browse/p95"));
}

TEST(DuetJudge, SomethingWorseIsNoImprovement) {
  const DuetReport report = judge([](int number) {
    Round round = round_of(number, {.slower = 0.1});
    round.after.tasks["pay"] = task_round(40 * std::exp(0.01 * wobble(number, 1)));
    return round;
  });
  EXPECT_EQ(report.verdict, Finding::failed);
  EXPECT_THAT(names(report, Finding::improved), ElementsAre("pay/p50", "pay/p95")) << "named all the same";
}

TEST(DuetJudge, FailsByErrors) {
  const DuetReport report = judge(Plan{.requests = 1000, .old_errors = 2, .new_errors = 20});
  EXPECT_EQ(report.verdict, Finding::failed);
  EXPECT_THAT(names(report, Finding::failed), ElementsAre("browse/errors"));
  const ErrorRates& rates = *result(report, "browse/errors").rates;
  EXPECT_DOUBLE_EQ(rates.before, 0.002);
  EXPECT_DOUBLE_EQ(rates.after, 0.02);
  EXPECT_GT(rates.noticeable, 0.002);
  EXPECT_LT(rates.noticeable, 0.02);
}

TEST(DuetJudge, FailsByThroughput) {
  const DuetReport report = judge([](int number) {
    Round round = round_of(number, {});
    round.before.throughput = 100;
    round.after.throughput = 90 + wobble(number, 2);
    return round;
  });
  EXPECT_THAT(names(report, Finding::failed), ElementsAre("throughput"));
}

TEST(DuetJudge, EarlierDuetsMakeASmallChangeVisible) {
  const Plan plan{.slower = 0.045, .noise = 0.025};
  EXPECT_NE(judge(plan, with_looks({5})).verdict, Finding::failed);
  const Variances known = {{"browse/p50", 4e-4}, {"browse/p95", 4e-4}};
  const DuetReport report = judge(plan, with_looks({5}), {known, known, known});
  EXPECT_EQ(report.verdict, Finding::failed);
  EXPECT_EQ(result(report, "browse/p50").test->df, 24);
}

TEST(DuetJudge, TellsItsOwnVariancesWithoutThePrior) {
  const DuetReport report = judge(Plan{}, {}, {{{"browse/p50", 1.0}}});
  EXPECT_LT(report.variances().at("browse/p50"), 2e-4);
  EXPECT_EQ(report.variances().size(), 4U) << "none of errors";
}

TEST(DuetJudge, LeavesNoisyRoundsOutOfLatencyButNotOfErrors) {
  const DuetReport report = judge([](int number) {
    Round round = round_of(number, {.new_errors = number == 3 ? 5U : 0U});
    if (number != 3) return round;
    for (Side* side : {&round.before, &round.after})
      for (auto& [name, task] : side->tasks)
        for (Bucket& bucket : task.latency) bucket = {bucket.low * 2, bucket.high * 2, bucket.count};
    return round;
  });
  EXPECT_THAT(report.noisy, ElementsAre(3));
  EXPECT_EQ(result(report, "pay/p50").sample->count, 9);
  EXPECT_DOUBLE_EQ(result(report, "browse/errors").rates->after, 5.0 / 4000);
}

TEST(DuetJudge, AQuantileNeedsFiveRequestsBeyondIt) {
  const DuetReport report = judge(Plan{.requests = 99});
  EXPECT_THAT(names(report, Finding::untested),
              ElementsAre("browse/p95", "browse/p99", "pay/p95", "pay/p99"));
  EXPECT_THAT(result(report, "browse/p95").reason, HasSubstr("99 requests; it takes 100"));
  EXPECT_THAT(names(judge(Plan{.requests = 100}), Finding::untested), ElementsAre("browse/p99", "pay/p99"));
  EXPECT_THAT(names(judge(Plan{.requests = 500}), Finding::untested), IsEmpty());
}

TEST(DuetJudge, AMetricNeedsFiveRoundsOfBothVersions) {
  const DuetReport report = judge([](int number) {
    Round round = round_of(number, {});
    if (number <= 6) round.after.tasks["pay"].latency.clear();
    return round;
  });
  EXPECT_THAT(result(report, "pay/p50").reason, HasSubstr("only 4 quiet rounds"));
  EXPECT_EQ(result(report, "browse/p50").finding, Finding::passed);
}

TEST(DuetJudge, ChoosesItsMetricsOnce) {
  DuetReport report = judge([](int number) {
    Round round = round_of(number, {.slower = 0.03, .noise = 0.026});
    if (number > 10) round.before.tasks["late"] = round.after.tasks["late"] = task_round(9);
    return round;
  });
  EXPECT_GT(report.rounds, 15);
  for (const MetricResult& one : report.metrics) EXPECT_NE(one.metric.task, "late");
}

MakeRound without(Side Round::*side, const std::string& task) {
  return [=](int number) {
    Round round = round_of(number, {});
    (round.*side).tasks.erase(task);
    return round;
  };
}

TEST(DuetJudge, ATaskOfOneVersionOnlyFails) {
  const DuetReport gone = judge(without(&Round::after, "pay"));
  EXPECT_EQ(gone.verdict, Finding::failed);
  ASSERT_EQ(gone.missing.size(), 1U);
  EXPECT_EQ(gone.missing[0].task, "pay");
  EXPECT_TRUE(gone.missing[0].in_old);
  EXPECT_FALSE(judge(without(&Round::before, "pay")).missing[0].in_old);
}

TEST(DuetJudge, ATaskOfOneVersionOnlyMayBeAllowed) {
  GateOptions options;
  options.allow_missing_tasks = true;
  const DuetReport report = judge(without(&Round::after, "pay"), options);
  EXPECT_EQ(report.verdict, Finding::passed);
  EXPECT_EQ(report.missing.size(), 1U) << "told all the same";
}

TEST(DuetJudge, ARareTaskIsNotTakenForAMissingOne) {
  const DuetReport report = judge([](int number) {
    Round round = round_of(number, {});
    if (number == 4) round.before.tasks["rare"] = task_round(9, 1);
    return round;
  });
  EXPECT_EQ(report.verdict, Finding::passed);
  EXPECT_THAT(result(report, "rare/errors").reason, HasSubstr("only the old version"));
}

TEST(DuetJudge, NothingToTestIsNoVerdict) {
  const DuetReport report = judge(Plan{.requests = 4});
  EXPECT_EQ(report.verdict, std::nullopt);
  EXPECT_EQ(report.rounds, 10) << "more rounds would not help";
}

TEST(DuetJudge, LooksAgainWhenThereWereTooFewQuietRounds) {
  const auto noisy_at_first = [](int number) {
    Round round = round_of(number, {});
    if (number != 2) return round;
    for (Side* side : {&round.before, &round.after})
      for (auto& [name, task] : side->tasks)
        for (Bucket& bucket : task.latency) bucket = {bucket.low * 3, bucket.high * 3, bucket.count};
    return round;
  };
  const DuetReport report = judge(noisy_at_first, with_looks({5, 8}));
  EXPECT_EQ(report.verdict, Finding::passed);
  EXPECT_EQ(report.rounds, 8);
}

TEST(DuetJudge, ErrorsAloneCanFail) {
  EXPECT_EQ(judge(Plan{.requests = 9, .new_errors = 9}).verdict, Finding::failed);
}

TEST(DuetJudge, PassesOnlyIfItCouldHaveSeenTheLimit) {
  GateOptions options;
  options.limits = {{"browse/p50", 0.03}};
  const DuetReport seen = judge(Plan{.noise = 0.005}, options);
  EXPECT_EQ(seen.verdict, Finding::passed);
  EXPECT_EQ(seen.rounds, 10);
  const DuetReport unseen = judge(Plan{.noise = 0.05}, options);
  EXPECT_EQ(unseen.verdict, Finding::inconclusive);
  EXPECT_EQ(unseen.rounds, 30) << "it goes on while the limit is not reached";
  EXPECT_THAT(result(unseen, "browse/p50").reason, HasSubstr("too noisy to see +3 %"));
}

TEST(DuetJudge, ALimitOfNoMetricIsNotSeen) {
  GateOptions options;
  options.limits = {{"brwose/p50", 0.1}};
  const DuetReport report = judge(Plan{}, options);
  EXPECT_EQ(report.verdict, Finding::inconclusive);
  EXPECT_THAT(report.unseen, ElementsAre(HasSubstr("brwose/p50")));
}

}  // namespace
}  // namespace brood::testing
