// What the death of a process costs.
#include <gmock/gmock.h>

#include "tests/swarm/an_aggregator.hpp"

namespace brood {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST_F(AnAggregator, ChargesADeathToTheIterationItEnded) {
  iterate(0, 0, Outcome::passed, 10);
  begin(0, 1, 100);
  aggregator_.end_process(0, "was killed by SIGSEGV", false, kStart + 250 * kMs);
  const Interval interval = close();
  EXPECT_EQ(1u, interval.tasks.at(0).row.passed);
  EXPECT_EQ(1u, interval.tasks.at(1).row.failed);
  EXPECT_EQ(150 * kMs, interval.tasks.at(1).row.failed_latency.max());
  EXPECT_EQ("the user's process was killed by SIGSEGV", interval.errors.at(0).message);
  EXPECT_EQ("Shop.Order", interval.errors.at(0).task);
}

TEST_F(AnAggregator, DoesNotChargeADeathToAnIterationWhoseSampleCame) {
  begin(0, 0);
  end(0, 0, Outcome::passed, 10);
  layout_.user(0).activity = channel::kIteration;  // as if it died before it could say that it was through
  aggregator_.end_process(0, "was killed by SIGKILL", false, kStart + 20 * kMs);
  const Interval interval = close();
  EXPECT_EQ(1u, interval.tasks.at(0).row.passed);
  EXPECT_EQ(0u, interval.tasks.at(0).row.failed);
}

TEST_F(AnAggregator, CountsWhatWasEndedWithTheRunAsAbandoned) {
  begin(0, 1);
  aggregator_.end_process(0, "was ended with the run", true, kStart + 20 * kMs);
  const Interval interval = close();
  EXPECT_EQ(1u, interval.tasks.at(0).row.abandoned);
  EXPECT_EQ(0u, interval.tasks.at(0).row.count());
  ASSERT_THAT(interval.errors, SizeIs(1));
  EXPECT_EQ("Shop.Order", interval.errors[0].task);
  EXPECT_THAT(interval.errors[0].message, HasSubstr("abandoned"));
}

TEST_F(AnAggregator, StartsAnewWithTheNextProcessOfASlot) {
  define(0, 0, "GET", "/old");
  begin(0, 0);
  aggregator_.end_process(0, "exited with code 0", false, kStart);
  rings_[0] = channel::RingWriter(&layout_.slot(0), layout_.ring(0));
  define(0, 0, "GET", "/new");
  request(0, 0, 0, Outcome::passed, 5);
  iterate(0, 1, Outcome::passed, 6);
  const Interval interval = close();
  EXPECT_EQ("/new", interval.requests.at(0).name);
  EXPECT_EQ(1u, interval.tasks.at(1).row.passed);
}

TEST_F(AnAggregator, FindsASlotThatWasOverwritten) {
  iterate(0, 0, Outcome::passed, 10);
  begin(1, 0);
  layout_.slot(1).head = 1 << 20;
  EXPECT_THAT(aggregator_.drain(), ElementsAre(1));
  EXPECT_THAT(aggregator_.drain(), IsEmpty());
  aggregator_.end_process(1, "overwrote the memory it shares with brood", false, kStart);
  const Interval interval = close();
  EXPECT_EQ(1u, interval.generator.lost);
  EXPECT_THAT(interval.errors.at(0).message, HasSubstr("a worker overwrote"));
  EXPECT_EQ(1u, interval.tasks.at(0).row.passed);
}

TEST_F(AnAggregator, ChargesADeathInASetUpToTheTaskThatNeededIt) {
  layout_.user(0).next_task = 1;
  layout_.user(0).task = 0;
  layout_.user(0).since = kStart;
  layout_.user(0).activity = channel::kGroupSetUp;
  aggregator_.end_process(0, "was killed by SIGSEGV", false, kStart + 20 * kMs);
  const Interval interval = close();
  ASSERT_THAT(interval.tasks, SizeIs(1));
  EXPECT_EQ("Shop.Order", interval.tasks[0].task);
  EXPECT_EQ(1u, interval.tasks[0].row.failed);
  EXPECT_EQ("set-up of suite Shop: the user's process was killed by SIGSEGV", interval.errors.at(0).message);
}

TEST_F(AnAggregator, ChargesADeathToEveryUserThatWasInAnIteration) {
  begin(1, 0, 100);
  begin(2, 1, 100);
  aggregator_.end_process(1, "was killed by SIGSEGV", false, kStart + 200 * kMs);
  const Interval interval = close();
  ASSERT_THAT(interval.tasks, SizeIs(2));
  EXPECT_EQ(1u, interval.tasks[0].row.failed);
  EXPECT_EQ(1u, interval.tasks[1].row.failed);
}

TEST_F(AnAggregator, ChargesTheDeathOfIdleUsersOnce) {
  iterate(1, 0, Outcome::passed, 10);
  aggregator_.end_process(1, "was killed by SIGKILL", false, kStart + 200 * kMs);
  const Interval interval = close();
  ASSERT_THAT(interval.errors, SizeIs(1));
  EXPECT_EQ(1u, interval.errors[0].count);
  EXPECT_EQ("between iterations a user's process was killed by SIGKILL", interval.errors[0].message);
}

}  // namespace
}  // namespace brood
