#include "runner/core/journal_order.hpp"

#include <gmock/gmock.h>

namespace brood {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;

Interval from_to(int begin, int end, bool drain = false) {
  Interval interval;
  interval.begin = seconds{begin};
  interval.end = seconds{end};
  interval.drain = drain;
  return interval;
}

RunFooter lasting(int duration, int drain = 0) {
  return {EndedBy::run_time, "", seconds{duration}, seconds{drain}};
}

class AJournalsOrder : public testing::Test {
 protected:
  void given(const Interval& interval) { EXPECT_EQ(order_.interval(interval), ""); }
  JournalOrder order_;
};

TEST_F(AJournalsOrder, IsThatOfAWholeRun) {
  EXPECT_EQ(order_.tasks(), "");
  EXPECT_EQ(order_.any(), "");
  given(from_to(0, 1));
  EXPECT_EQ(order_.any(), "");
  given(from_to(1, 2));
  given(from_to(2, 3, true));
  given(from_to(3, 4, true));
  EXPECT_EQ(order_.comparison(), "");
  EXPECT_EQ(order_.footer(lasting(2, 2)), "");
  EXPECT_TRUE(order_.is_over());
}

TEST_F(AJournalsOrder, IsThatOfARunThatEndedBeforeItsLoad) { EXPECT_EQ(order_.footer(lasting(0)), ""); }

// The users ended with the load, and nothing was left to wait for.
TEST_F(AJournalsOrder, LetsADrainTakeNoTime) {
  given(from_to(0, 1));
  given(from_to(1, 1, true));
  EXPECT_EQ(order_.footer(lasting(1)), "");
}

TEST_F(AJournalsOrder, BeginsAtZero) {
  EXPECT_THAT(order_.interval(from_to(1, 2)),
              HasSubstr("from 1000000000 ns on, but the one before ends at 0"));
}

TEST_F(AJournalsOrder, HasNoGapAndNoOverlap) {
  given(from_to(0, 2));
  EXPECT_NE(order_.interval(from_to(3, 4)), "");
  EXPECT_NE(order_.interval(from_to(1, 3)), "");
  EXPECT_NE(order_.interval(from_to(0, 2)), "");
}

TEST_F(AJournalsOrder, HasNoIntervalThatTakesNoTimeOrLess) {
  EXPECT_NE(order_.interval(from_to(0, 0)), "");
  given(from_to(0, 1));
  EXPECT_NE(order_.interval(from_to(1, 0, true)), "");
}

TEST_F(AJournalsOrder, HasTheDrainLast) {
  given(from_to(0, 1, true));
  EXPECT_THAT(order_.interval(from_to(1, 2)), HasSubstr("after one of the drain"));
}

TEST_F(AJournalsOrder, NamesTasksOnceAndFirst) {
  EXPECT_EQ(order_.tasks(), "");
  EXPECT_NE(order_.tasks(), "");
  JournalOrder late;
  EXPECT_EQ(late.interval(from_to(0, 1)), "");
  EXPECT_NE(late.tasks(), "");
}

TEST_F(AJournalsOrder, HasOneComparisonAfterAllIntervals) {
  EXPECT_EQ(order_.comparison(), "");
  EXPECT_NE(order_.comparison(), "");
  EXPECT_NE(order_.interval(from_to(0, 1)), "");
}

TEST_F(AJournalsOrder, HasOneHeader) { EXPECT_NE(order_.header(), ""); }

TEST_F(AJournalsOrder, HasAFooterThatKnowsHowLongTheIntervalsAre) {
  given(from_to(0, 2));
  given(from_to(2, 3, true));
  for (const RunFooter& other : {lasting(3, 1), lasting(1, 1), lasting(2, 0), lasting(2, 2), lasting(3, 0)})
    EXPECT_NE(order_.footer(other), "") << other.duration.count();
  EXPECT_EQ(order_.footer(lasting(2, 1)), "");
}

TEST_F(AJournalsOrder, HasNothingAfterTheFooter) {
  EXPECT_EQ(order_.footer(lasting(0)), "");
  EXPECT_EQ(order_.any(), kAfterFooter);
  EXPECT_EQ(order_.tasks(), kAfterFooter);
  EXPECT_EQ(order_.comparison(), kAfterFooter);
  EXPECT_EQ(order_.interval(from_to(0, 1)), kAfterFooter);
  EXPECT_NE(order_.footer(lasting(0)), "");
  EXPECT_NE(order_.header(), "");
}

}  // namespace
}  // namespace brood
