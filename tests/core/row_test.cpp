#include "runner/core/row.hpp"

#include <gtest/gtest.h>

namespace brood {
namespace {

IterationSample iteration(Outcome outcome, std::uint64_t duration) {
  IterationSample sample{};
  sample.outcome = outcome;
  sample.duration = duration;
  return sample;
}

RequestSample request(Outcome outcome, std::uint64_t duration) {
  RequestSample sample{};
  sample.outcome = outcome;
  sample.duration = duration;
  sample.bytes_in = 100;
  sample.bytes_out = 10;
  sample.redirects = 1;
  sample.status = outcome == Outcome::passed ? 200 : 500;
  for (std::uint64_t& phase : sample.phases) phase = kNoPhase;
  sample.phases[kWait] = duration / 2;
  return sample;
}

TEST(Row, IsEmptyAtFirst) {
  EXPECT_TRUE(Row{}.empty());
  EXPECT_EQ(Row{}.count(), 0u);
}

TEST(Row, CountsEachOutcome) {
  Row row;
  row.add(iteration(Outcome::passed, 10), true);
  row.add(iteration(Outcome::passed, 20), true);
  row.add(iteration(Outcome::failed, 30), true);
  row.add(iteration(Outcome::skipped, 40), true);
  row.add(iteration(Outcome::abandoned, 50), true);
  EXPECT_EQ(row.passed, 2u);
  EXPECT_EQ(row.failed, 1u);
  EXPECT_EQ(row.skipped, 1u);
  EXPECT_EQ(row.abandoned, 1u);
  EXPECT_EQ(row.count(), 4u) << "abandoned iterations did not end";
}

TEST(Row, TimesPassedAndFailedApartAndNothingElse) {
  Row row;
  row.add(iteration(Outcome::passed, 10), true);
  row.add(iteration(Outcome::failed, 30), true);
  row.add(iteration(Outcome::skipped, 40), true);
  row.add(iteration(Outcome::abandoned, 50), true);
  EXPECT_EQ(row.latency.count(), 1u);
  EXPECT_EQ(row.latency.max(), 10u);
  EXPECT_EQ(row.failed_latency.count(), 1u);
  EXPECT_EQ(row.failed_latency.max(), 30u);
}

TEST(Row, KeepsTheDrainAndTheAbandonedOutOfTheRate) {
  Row row;
  row.add(iteration(Outcome::passed, 1), true);
  row.add(iteration(Outcome::skipped, 1), true);
  row.add(iteration(Outcome::passed, 1), false);
  row.add(iteration(Outcome::abandoned, 1), true);
  EXPECT_EQ(row.in_time, 2u);
  EXPECT_EQ(row.count(), 3u);
}

TEST(Row, IsNotEmptyWithOnlyAbandonedIterations) {
  Row row;
  row.add(iteration(Outcome::abandoned, 1), false);
  EXPECT_FALSE(row.empty());
}

TEST(Row, AddsUpWhatARequestCarried) {
  Row row;
  row.add(request(Outcome::passed, 10), true);
  row.add(request(Outcome::failed, 30), true);
  EXPECT_EQ(row.bytes_in, 200u);
  EXPECT_EQ(row.bytes_out, 20u);
  EXPECT_EQ(row.redirects, 2u);
  EXPECT_EQ(row.statuses, (std::map<int, std::uint64_t>{{200, 1}, {500, 1}}));
}

TEST(Row, KnowsNoStatusWhereThereWasNoAnswer) {
  RequestSample sample = request(Outcome::failed, 10);
  sample.status = 0;
  Row row;
  row.add(sample, true);
  EXPECT_TRUE(row.statuses.empty());
}

TEST(Row, HasThePhasesThatTookPlace) {
  RequestSample sample = request(Outcome::passed, 10);
  sample.phases[kConnect] = 4;
  Row row;
  row.add(sample, true);
  sample.phases[kConnect] = 6;
  row.add(sample, true);
  EXPECT_EQ(row.phases[kConnect], (PhaseSum{2, 10, 6}));
  EXPECT_EQ(row.phases[kTls], PhaseSum{});
  EXPECT_EQ(row.phases[kWait], (PhaseSum{2, 10, 5}));
  EXPECT_EQ(row.wait.count(), 2u);
}

TEST(Row, HasPhasesOfPassedRequestsOnly) {
  Row row;
  row.add(request(Outcome::failed, 10), true);
  EXPECT_EQ(row.phases[kWait], PhaseSum{});
  EXPECT_TRUE(row.wait.empty());
}

TEST(Row, MergesAsIfAllWereAddedToOne) {
  Row left, right, both;
  const auto add = [&](Row& row, const auto& sample, bool in_time) {
    row.add(sample, in_time);
    both.add(sample, in_time);
  };
  add(left, request(Outcome::passed, 10), true);
  add(left, request(Outcome::abandoned, 11), true);
  add(right, request(Outcome::failed, 1'000'000), false);
  add(right, request(Outcome::passed, 3), true);
  add(right, iteration(Outcome::skipped, 3), true);
  left.merge(right);
  EXPECT_EQ(left, both);
}

TEST(Row, ForgetsEverythingWhenCleared) {
  Row row;
  row.add(request(Outcome::passed, 10), true);
  row.add(request(Outcome::failed, 10), true);
  row.add(request(Outcome::skipped, 10), true);
  row.add(request(Outcome::abandoned, 10), true);
  row.clear();
  EXPECT_EQ(row, Row{});
}

}  // namespace
}  // namespace brood
