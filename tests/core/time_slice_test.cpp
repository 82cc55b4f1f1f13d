#include "runner/core/time_slice.hpp"

#include <gmock/gmock.h>

#include <random>

namespace brood {
namespace {

using std::chrono::seconds;

Interval second_number(int number) {
  Interval interval;
  interval.begin = seconds{number};
  interval.end = seconds{number + 1};
  interval.users = 3;
  interval.sut = {true, std::chrono::milliseconds{100}, 1000};
  return interval;
}

Row some_samples(std::mt19937& random) {
  Row row;
  for (int i = 0; i < 5; ++i) row.latency.record(1'000'000 + random() % 100'000'000);
  row.passed = 5;
  row.failed = 1;
  return row;
}

std::vector<TimeSlice> slices_of(int length, const Row& tasks, const Row& requests) {
  TimeSlices fold;
  std::vector<TimeSlice> slices;
  for (int i = 0; i < length; ++i) fold.add(slice_of(second_number(i), tasks, requests), slices);
  return slices;
}

TEST(TimeSlices, AreSecondsOfAShortRun) {
  const std::vector<TimeSlice> slices = slices_of(600, {}, {});
  ASSERT_EQ(slices.size(), 600u);
  EXPECT_EQ(slices[599].end - slices[599].begin, seconds{1});
}

TEST(TimeSlices, GrowWithTheRunAndFollowOneAnother) {
  for (const int length : {601, 1199, 1200, 1201, 3600, 86'400}) {
    const std::vector<TimeSlice> slices = slices_of(length, {}, {});
    ASSERT_LE(slices.size(), TimeSlices::kMost) << length;
    ASSERT_GT(slices.size(), TimeSlices::kMost / 2) << length;
    EXPECT_EQ(slices.front().begin, seconds{0});
    EXPECT_EQ(slices.back().end, seconds{length});
    for (std::size_t i = 1; i < slices.size(); ++i) {
      EXPECT_EQ(slices[i].begin, slices[i - 1].end);
      EXPECT_EQ(slices[i - 1].end - slices[i - 1].begin, slices[0].end) << length << ' ' << i;
    }
  }
}

TEST(TimeSlices, MergeExactly) {
  std::mt19937 random(1);
  TimeSlices fold;
  std::vector<TimeSlice> slices;
  Row sum;
  for (int i = 0; i < 5000; ++i) {
    const Row row = some_samples(random);
    sum.passed += row.passed;
    sum.failed += row.failed;
    sum.latency.merge(row.latency);
    fold.add(slice_of(second_number(i), row, {}), slices);
  }
  TimeSlice::Samples all;
  for (const TimeSlice& slice : slices) {
    all.passed += slice.tasks.passed;
    all.failed += slice.tasks.failed;
    all.latency.merge(slice.tasks.latency);
  }
  EXPECT_EQ(all.passed, sum.passed);
  EXPECT_EQ(all.failed, sum.failed);
  for (const double q : {0.5, 0.95, 0.99}) {
    const auto exact = static_cast<double>(*sum.latency.quantile(q));
    EXPECT_NEAR(static_cast<double>(*all.latency.quantile(q)), exact, exact * 0.01) << q;
  }
}

TEST(TimeSlices, AddUpWhatTheSystemUnderTestUsed) {
  const std::vector<TimeSlice> slices = slices_of(1200, {}, {});
  EXPECT_EQ(slices[0].sut_cpu, std::chrono::milliseconds{200});
  EXPECT_EQ(slices[0].sut_memory, 1000u);
  EXPECT_EQ(slices[0].users, 3u);
}

TEST(TimeSlices, KeepTheDrainApart) {
  TimeSlices fold;
  std::vector<TimeSlice> slices;
  for (int i = 0; i < 1201; ++i) fold.add(slice_of(second_number(i), {}, {}), slices);
  Interval drain = second_number(1201);
  drain.drain = true;
  fold.add(slice_of(drain, {}, {}), slices);
  EXPECT_TRUE(slices.back().drain);
  EXPECT_EQ(slices.back().begin, seconds{1201});
  EXPECT_FALSE(slices[slices.size() - 2].drain);
}

}  // namespace
}  // namespace brood
