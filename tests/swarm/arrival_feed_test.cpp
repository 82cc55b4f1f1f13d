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
  void publish(ArrivalFeed& feed) { feed.publish(queue_.claimed()); }

  SharedLayout shared_{{1, 4, 64}};
  channel::ArrivalQueue queue_{*shared_};
};

TEST_F(AnArrivalFeed, PublishesThePlanUpToTheEndOfTheRunTime) {
  ArrivalFeed feed = feed_of(10, seconds{1}, shared_);
  publish(feed);
  EXPECT_EQ(10U, queue_.published());
  EXPECT_NEAR(0, static_cast<double>(queue_.time_of(0) - kStart), 5);
  EXPECT_NEAR(9e8, static_cast<double>(queue_.time_of(9) - kStart), 5);
}

TEST_F(AnArrivalFeed, CountsWhatIsDueOnce) {
  ArrivalFeed feed = feed_of(10, seconds{10}, shared_);
  publish(feed);
  EXPECT_EQ(5U, feed.take_due(milliseconds{450}));
  EXPECT_EQ(0U, feed.take_due(milliseconds{450}));
  EXPECT_EQ(5U, feed.take_due(milliseconds{950}));
}

TEST_F(AnArrivalFeed, KnowsHowManyOfThemAreWaiting) {
  ArrivalFeed feed = feed_of(10, seconds{10}, shared_);
  publish(feed);
  feed.take_due(milliseconds{950});
  EXPECT_EQ(3U, feed.waiting(7));
}

TEST_F(AnArrivalFeed, GoesOnInTheTurnsOfItsRun) {
  const std::uint64_t second = 1'000'000'000;
  shared_->plan().turns = {kStart, second, 4, 0b1010};
  ArrivalFeed feed = feed_of(10, seconds{4}, shared_);
  publish(feed);
  EXPECT_EQ(20U, queue_.published());
  EXPECT_EQ(0U, feed.take_due(seconds{1}));
  EXPECT_EQ(10U, feed.take_due(seconds{3}));
  EXPECT_EQ(10U, feed.take_rest(seconds{4}));
}

TEST_F(AnArrivalFeed, CountsInTheEndThoseThatThereWasNoRoomFor) {
  ArrivalFeed feed = feed_of(1000, seconds{2}, shared_);
  publish(feed);
  EXPECT_EQ(64U, feed.take_due(seconds{1})) << "nobody takes any, so no more fit";
  EXPECT_EQ(1936U, feed.take_rest(seconds{2}));
  EXPECT_EQ(2000U, feed.waiting(0));
}

TEST_F(AnArrivalFeed, MakesRoomAsArrivalsAreClaimed) {
  ArrivalFeed feed = feed_of(1000, seconds{1}, shared_);
  for (int i = 0; i < 100; ++i) {
    publish(feed);
    feed.take_due(milliseconds{20} * (i + 1));
    while (queue_.try_claim(channel::kNoArrival - 1) != channel::kNoArrival) {
    }
  }
  feed.take_rest(seconds{1});
  EXPECT_EQ(1000U, queue_.claimed());
  EXPECT_EQ(0U, feed.waiting(1000));
}

// What users say they took is no reason to publish over what they may still ask for, or no more at all.
TEST_F(AnArrivalFeed, IsNotMovedByAFalseNumberOfClaims) {
  ArrivalFeed feed = feed_of(1000, seconds{2}, shared_);
  feed.publish(~std::uint64_t{0});
  EXPECT_EQ(64U, feed.published());
  feed.take_due(milliseconds{10});
  feed.publish(~std::uint64_t{0});
  EXPECT_EQ(64U + 10U, feed.published());
}

}  // namespace
}  // namespace brood
