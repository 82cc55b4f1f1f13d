#include "ci/duet/side_fold.hpp"

#include <gtest/gtest.h>

namespace brood {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

Interval second(int number, const std::string& task, std::uint64_t passed, std::uint64_t failed,
                Nanos latency) {
  Interval interval;
  interval.begin = seconds(number);
  interval.end = seconds(number + 1);
  Row row;
  row.passed = passed;
  row.failed = failed;
  row.latency.record(static_cast<std::uint64_t>(latency.count()), passed);
  interval.tasks.push_back({task, row});
  return interval;
}

TEST(OneSide, IsWhatEndedInTheMeasuredSeconds) {
  SideFold fold(seconds(1), seconds(3), seconds(2), true);
  for (const int number : {0, 1, 2, 3}) fold.observe(second(number, "browse", 10, 2, milliseconds(5)));
  const Side side = fold.side(1);
  EXPECT_EQ(1, side.slot);
  EXPECT_EQ(2, side.seconds);
  const TaskRound& browse = side.tasks.at("browse");
  EXPECT_EQ(24u, browse.requests);
  EXPECT_EQ(4u, browse.errors);
  EXPECT_EQ(20u, browse.latency.front().count);
  EXPECT_EQ(12, side.throughput);
}

TEST(OneSide, CountsTheTimeThatItWorkedFor) {
  SideFold fold(seconds(1), seconds(3), seconds(1), true);
  fold.observe(second(1, "browse", 10, 0, milliseconds(5)));
  EXPECT_EQ(10, fold.side(0).throughput);
}

TEST(OneSide, HasNoThroughputWhereThePlanSaysIt) {
  SideFold fold(seconds(1), seconds(3), seconds(2), false);
  fold.observe(second(1, "browse", 10, 0, milliseconds(5)));
  EXPECT_FALSE(fold.side(0).throughput);
}

TEST(OneSide, CountsWhatNeverEndedAsErrors) {
  SideFold fold(seconds(1), seconds(3), seconds(2), true);
  fold.observe(second(1, "browse", 10, 0, milliseconds(5)));
  Interval drain = second(3, "browse", 0, 0, milliseconds(5));
  drain.drain = true;
  drain.tasks[0].row.abandoned = 3;
  fold.observe(drain);
  EXPECT_EQ(13u, fold.side(0).tasks.at("browse").requests);
  EXPECT_EQ(3u, fold.side(0).tasks.at("browse").errors);
  EXPECT_EQ(5, fold.side(0).throughput) << "they did not end";
}

TEST(OneSide, LeavesOutTheDrainAndTasksThatDidNotRun) {
  SideFold fold(seconds(1), seconds(3), seconds(2), true);
  Interval drain = second(2, "browse", 10, 0, milliseconds(5));
  drain.drain = true;
  fold.observe(drain);
  fold.observe(second(1, "idle", 0, 0, milliseconds(5)));
  EXPECT_TRUE(fold.side(0).tasks.empty());
  EXPECT_FALSE(fold.side(0).throughput);
}

}  // namespace
}  // namespace brood
