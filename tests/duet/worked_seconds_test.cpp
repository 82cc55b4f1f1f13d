#include "ci/duet/worked_seconds.hpp"

#include <gtest/gtest.h>

namespace brood {
namespace {

using std::chrono::seconds;

Interval second(int number, std::uint64_t passed, bool drain = false) {
  Interval interval;
  interval.begin = seconds(number);
  interval.end = seconds(number + 1);
  interval.drain = drain;
  interval.tasks.push_back({"browse", {}});
  interval.tasks.back().row.passed = passed;
  return interval;
}

std::uint64_t passed(const Interval& interval) {
  std::uint64_t sum = 0;
  for (const TaskRow& task : interval.tasks) sum += task.row.passed;
  return sum;
}

TEST(WorkedSeconds, BeginBehindTheWarmUp) {
  WorkedSeconds worked(seconds(1), seconds(3), {});
  for (const int number : {0, 1, 2, 3}) worked.observe(second(number, 1));
  const std::vector<Interval> found = worked.take();
  ASSERT_EQ(2u, found.size());
  EXPECT_EQ(Nanos(seconds(0)), found[0].begin);
  EXPECT_EQ(Nanos(seconds(2)), found[1].end);
}

TEST(WorkedSeconds, AreThoseOfOnesOwnTurns) {
  const auto length = static_cast<std::uint64_t>(Nanos(seconds(1)).count());
  WorkedSeconds worked(seconds(1), seconds(5), {0, length, 4, 0b1001});
  for (const auto& [number, count] : {std::pair{1, 10}, {2, 1}, {3, 0}, {4, 20}})
    worked.observe(second(number, static_cast<std::uint64_t>(count)));
  const std::vector<Interval> found = worked.take();
  ASSERT_EQ(2u, found.size());
  EXPECT_EQ(11u, passed(found[0])) << "with what ended a little later";
  EXPECT_EQ(20u, passed(found[1]));
  EXPECT_EQ(Nanos(seconds(2)), found[1].end);
}

TEST(WorkedSeconds, KnowWhatNeverEnded) {
  WorkedSeconds worked(seconds(1), seconds(2), {});
  worked.observe(second(1, 5));
  Interval drain = second(2, 3, true);
  drain.tasks[0].row.abandoned = 2;
  worked.observe(drain);
  const std::vector<Interval> found = worked.take();
  ASSERT_EQ(1u, found.size());
  EXPECT_EQ(5u, passed(found[0])) << "the drain's other iterations do not count";
  ASSERT_EQ(1u, found[0].tasks.size());
  EXPECT_EQ(2u, found[0].tasks[0].row.abandoned);
}

}  // namespace
}  // namespace brood
