#include "ci/duet/duet_comparison.hpp"

#include <gmock/gmock.h>

namespace brood {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::DoubleNear;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Optional;

// Rounds in which the new version takes `slower` times as long, does `less` of the old one's throughput, and
// has a task of its own.
DuetReport report(double slower, double less = 1) {
  GateOptions options;
  options.looks = {5};
  options.allow_missing_tasks = true;
  DuetJudge judge(options, {});
  for (int number = 1; number <= 5; ++number) {
    const double wobble = 1 + 0.001 * (number % 3);
    Round round;
    round.number = number;
    round.before.tasks["browse"] = {400, 4, {{20e6, 20.01e6, 396}}};
    round.after.tasks["browse"] = {400, 8, {{20e6 * slower * wobble, 20.01e6 * slower * wobble, 392}}};
    round.after.tasks["extra"] = {400, 0, {{1e6, 1.01e6, 400}}};
    round.before.throughput = 100;
    round.after.throughput = 100 * less * wobble;
    judge.observe(round);
  }
  return judge.report();
}

const ComparedMetric& metric(const Comparison& comparison, const std::string& name) {
  for (const ComparedMetric& one : comparison.metrics)
    if (one.name == name) return one;
  throw std::out_of_range(name);
}

TEST(ADuetsComparison, ShowsLatenciesInSecondsAndTheirRatio) {
  const Comparison comparison = comparison_of(report(1.5), "the old version");
  EXPECT_EQ(Finding::failed, comparison.finding);
  const ComparedMetric& p50 = metric(comparison, "browse/p50");
  EXPECT_EQ(Finding::failed, p50.finding);
  EXPECT_THAT(p50.before, Optional(DoubleNear(0.020, 1e-4)));
  EXPECT_THAT(p50.after, Optional(DoubleNear(0.030, 1e-4)));
  EXPECT_THAT(p50.ratio, Optional(DoubleNear(1.5, 0.01)));
  EXPECT_LT(*p50.low, *p50.ratio);
  EXPECT_LT(*p50.ratio, *p50.high);
  EXPECT_GT(*p50.noticeable, 0);
}

TEST(ADuetsComparison, ShowsAThroughputThatFellAsAFall) {
  const ComparedMetric throughput = metric(comparison_of(report(1, 0.5), "the old version"), "throughput");
  EXPECT_EQ(Finding::failed, throughput.finding);
  EXPECT_THAT(throughput.before, Optional(DoubleNear(100, 0.1)));
  EXPECT_THAT(throughput.after, Optional(DoubleNear(50, 0.1)));
  EXPECT_THAT(throughput.ratio, Optional(DoubleNear(0.5, 0.01)));
  EXPECT_LT(*throughput.low, *throughput.high);
  EXPECT_LT(*throughput.noticeable, 0);
}

TEST(ADuetsComparison, ShowsErrorsAsRates) {
  const ComparedMetric errors = metric(comparison_of(report(1), "the old version"), "browse/errors");
  EXPECT_THAT(errors.before, Optional(0.01));
  EXPECT_THAT(errors.after, Optional(0.02));
  EXPECT_FALSE(errors.ratio);
}

TEST(ADuetsComparison, NamesTasksOfOneVersion) {
  const ComparedMetric extra = metric(comparison_of(report(1), "the old version"), "extra");
  EXPECT_EQ(Finding::untested, extra.finding);
  EXPECT_THAT(extra.reason, HasSubstr("only the new version"));
}

TEST(ADuetsComparison, TellsWhyItWentOnLonger) {
  DuetReport two_looks;
  two_looks.looks = {{10, 0.003, 0.25, "of doubt"}, {15, 0.002, 0.8, ""}};
  EXPECT_EQ("It went on after 10 rounds because of doubt.", why_longer(two_looks));
  two_looks.looks.erase(two_looks.looks.begin());
  EXPECT_THAT(why_longer(two_looks), IsEmpty());
}

TEST(ADuetsComparison, TellsWhichLimitsCouldNotBeSeen) {
  DuetReport blind;
  blind.verdict = Finding::inconclusive;
  blind.unseen = {"browse/p95: too noisy", "pay/p95: untested"};
  EXPECT_EQ("browse/p95: too noisy; pay/p95: untested", comparison_of(blind, "x").reason);
}

TEST(ADuetsComparison, SaysThatMostOfBothFailed) {
  DuetReport broken;
  broken.metrics.resize(1);
  broken.metrics[0].metric = {"pay", MetricKind::errors};
  broken.metrics[0].rates = ErrorRates{1, 1};
  EXPECT_THAT(comparison_of(broken, "x").remarks, Contains(HasSubstr("failed in both versions: pay")));
}

TEST(ADuetsComparison, NamesNoisyRounds) {
  DuetReport noisy;
  noisy.verdict = Finding::passed;
  noisy.noisy = {3, 7};
  EXPECT_THAT(comparison_of(noisy, "x").remarks, Contains(HasSubstr("Rounds 3, 7 were left out")));
  noisy.noisy = {3};
  EXPECT_THAT(comparison_of(noisy, "x").remarks, Contains(HasSubstr("Round 3 was left out")));
}

}  // namespace
}  // namespace brood
