#include "runner/agent/sample_times.hpp"

#include <gtest/gtest.h>

namespace brood::agent {
namespace {

IterationSample begun(const Due& due, std::uint64_t now) {
  IterationSample sample{};
  set_begin(sample, due, now);
  return sample;
}

TEST(SampleTimes, AreUnplannedWhereAnIterationFollowsTheLastAtOnce) {
  const IterationSample sample = begun({0, 90, false}, 100);
  EXPECT_EQ(100U, sample.start);
  EXPECT_EQ(kUnplanned, sample.late);
}

TEST(SampleTimes, CountFromTheRealBeginAfterAPause) {
  const IterationSample sample = begun({95, 50, false}, 100);
  EXPECT_EQ(100U, sample.start);
  EXPECT_EQ(5U, sample.late);
  EXPECT_EQ(0U, sample.queued);
}

TEST(SampleTimes, OfAnArrivalCountFromWhenItWasToBegin) {
  const IterationSample sample = begun({95, 50, true}, 100);
  EXPECT_EQ(95U, sample.start);
  EXPECT_EQ(0U, sample.queued) << "a user was free";
  EXPECT_EQ(5U, sample.late);
}

TEST(SampleTimes, TellWaitingForAUserFromALateGenerator) {
  const IterationSample sample = begun({50, 98, true}, 100);
  EXPECT_EQ(50U, sample.start);
  EXPECT_EQ(48U, sample.queued);
  EXPECT_EQ(2U, sample.late);
}

TEST(SampleTimes, LeaveOutWhatBroodMadeItWait) {
  IterationSample sample = begun({0, 0, false}, 100);
  set_end(sample, 130, 10);
  EXPECT_EQ(20U, sample.duration);
  set_end(sample, 130, 40);
  EXPECT_EQ(0U, sample.duration);
}

}  // namespace
}  // namespace brood::agent
