#include "runner/swarm/arrival_feed.hpp"

#include <gtest/gtest.h>

#include "tests/support/shared_layout.hpp"

namespace brood {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr std::uint64_t kStart = 1'000'000'000'000;

class AnArrivalFeed : public testing::Test {
 protected:
  ArrivalFeed feed_of(double rate, Nanos run_time, const SharedLayout& shared) {
    Scenario scenario;
    scenario.stages = steady_rate(rate);
    scenario.run_time = run_time;
    return ArrivalFeed(scenario, *shared, kStart);
  }
  void begin(std::uint64_t iterations) { (*shared_).header().arrivals_begun += iterations; }

  SharedLayout shared_{{1, 4, 64}};
};

TEST_F(AnArrivalFeed, PublishesThePlanUpToTheEndOfTheRunTime) {
  ArrivalFeed feed = feed_of(10, seconds{1}, shared_);
  feed.publish();
  channel::ArrivalQueue queue(*shared_);
  EXPECT_EQ(10U, queue.published());
  EXPECT_NEAR(0, static_cast<double>(queue.time_of(0) - kStart), 5);
  EXPECT_NEAR(9e8, static_cast<double>(queue.time_of(9) - kStart), 5);
}

TEST_F(AnArrivalFeed, CountsWhatIsDueOnce) {
  ArrivalFeed feed = feed_of(10, seconds{10}, shared_);
  feed.publish();
  EXPECT_EQ(5U, feed.take_due(milliseconds{450}));
  EXPECT_EQ(0U, feed.take_due(milliseconds{450}));
  EXPECT_EQ(5U, feed.take_due(milliseconds{950}));
}

TEST_F(AnArrivalFeed, KnowsHowManyOfThemAreWaiting) {
  ArrivalFeed feed = feed_of(10, seconds{10}, shared_);
  feed.publish();
  feed.take_due(milliseconds{950});
  begin(7);
  EXPECT_EQ(3U, feed.waiting());
}

TEST_F(AnArrivalFeed, GoesOnInTheTurnsOfItsRun) {
  const std::uint64_t second = 1'000'000'000;
  (*shared_).header().turns = {kStart, second, 4, 0b1010};
  ArrivalFeed feed = feed_of(10, seconds{4}, shared_);
  feed.publish();
  EXPECT_EQ(20U, channel::ArrivalQueue(*shared_).published());
  EXPECT_EQ(0U, feed.take_due(seconds{1}));
  EXPECT_EQ(10U, feed.take_due(seconds{3}));
  EXPECT_EQ(10U, feed.take_rest(seconds{4}));
}

TEST_F(AnArrivalFeed, CountsInTheEndThoseThatThereWasNoRoomFor) {
  ArrivalFeed feed = feed_of(1000, seconds{2}, shared_);
  feed.publish();
  EXPECT_EQ(64U, feed.take_due(seconds{1})) << "nobody takes any, so no more fit";
  EXPECT_EQ(1936U, feed.take_rest(seconds{2}));
  EXPECT_EQ(2000U, feed.waiting());
}

TEST_F(AnArrivalFeed, MakesRoomAsArrivalsAreClaimed) {
  ArrivalFeed feed = feed_of(1000, seconds{1}, shared_);
  channel::ArrivalQueue queue(*shared_);
  for (int i = 0; i < 100; ++i) {
    feed.publish();
    feed.take_due(milliseconds{20} * (i + 1));
    while (queue.try_claim(channel::kNoArrival - 1) != channel::kNoArrival) begin(1);
  }
  feed.take_rest(seconds{1});
  EXPECT_EQ(1000U, queue.claimed());
  EXPECT_EQ(0U, feed.waiting());
}

}  // namespace
}  // namespace brood
