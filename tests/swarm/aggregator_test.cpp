#include <gmock/gmock.h>

#include "tests/swarm/an_aggregator.hpp"

namespace brood {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

TEST_F(AnAggregator, CountsIterationsByTaskAndOutcome) {
  iterate(0, 0, Outcome::passed, 10);
  iterate(1, 0, Outcome::passed, 20);
  iterate(1, 1, Outcome::skipped, 30);
  const Interval interval = close();
  ASSERT_THAT(interval.tasks, SizeIs(2));
  EXPECT_EQ("Shop.Browse", interval.tasks[0].task);
  EXPECT_EQ(2u, interval.tasks[0].row.passed);
  EXPECT_EQ(2u, interval.tasks[0].row.latency.count());
  EXPECT_EQ(1u, interval.tasks[1].row.skipped);
  EXPECT_EQ(0u, interval.tasks[1].row.latency.count());
}

TEST_F(AnAggregator, KeepsWhatEndedAfterTheIntervalForTheNext) {
  iterate(0, 0, Outcome::passed, 999);
  iterate(0, 0, Outcome::passed, 1000);
  EXPECT_EQ(1u, close().tasks.at(0).row.passed);
  EXPECT_EQ(1u, close().tasks.at(0).row.passed);
  EXPECT_THAT(close().tasks, IsEmpty());
}

TEST_F(AnAggregator, CountsNothingOfTheDrainAsEndedInTime) {
  iterate(0, 0, Outcome::passed, 10);
  iterate(0, 0, Outcome::passed, 1500);
  EXPECT_EQ(1u, close().tasks.at(0).row.in_time);
  EXPECT_EQ(0u, close(true).tasks.at(0).row.in_time);
}

TEST_F(AnAggregator, JoinsTheSameRequestOfDifferentUsers) {
  define(0, 0, "GET", "/items/:id");
  define(1, 0, "POST", "/orders");
  define(1, 1, "GET", "/items/:id");
  request(0, 0, 0, Outcome::passed, 5);
  request(1, 1, 0, Outcome::passed, 6);
  request(1, 0, 1, Outcome::passed, 7);
  const Interval interval = close();
  ASSERT_THAT(interval.requests, SizeIs(2));
  EXPECT_EQ("Shop.Browse", interval.requests[0].task);
  EXPECT_EQ("/items/:id", interval.requests[0].name);
  EXPECT_EQ(2u, interval.requests[0].row.passed);
  EXPECT_EQ("/orders", interval.requests[1].name);
}

TEST_F(AnAggregator, TakesANumberThatIsDefinedAgainForAnotherRequest) {
  define(0, 0, "GET", "/a");
  request(0, 0, 0, Outcome::passed, 5);
  define(0, 0, "GET", "/b");
  request(0, 0, 0, Outcome::passed, 6);
  const Interval interval = close();
  ASSERT_THAT(interval.requests, SizeIs(2));
  EXPECT_EQ("/a", interval.requests[0].name);
  EXPECT_EQ("/b", interval.requests[1].name);
}

TEST_F(AnAggregator, MakesNamesOfPaths) {
  define(0, 0, "GET", "/items/1?a", true);
  define(0, 1, "GET", "/items/2?b", true);
  request(0, 0, 0, Outcome::passed, 5);
  request(0, 1, 0, Outcome::passed, 6);
  const Interval interval = close();
  ASSERT_THAT(interval.requests, SizeIs(1));
  EXPECT_EQ("/items/:id", interval.requests[0].name);
}

TEST_F(AnAggregator, TellsQueuedArrivalsApartFromALateGenerator) {
  IterationSample sample{};
  sample.start = kStart;
  sample.queued = 3 * kMs;
  sample.late = 1 * kMs;
  sample.duration = 10 * kMs;
  push(0, channel::kIterationDone, sample);
  const Interval interval = close();
  EXPECT_EQ(1U, interval.arrivals.late());
  EXPECT_EQ(3 * kMs, interval.arrivals.queued.max());
  EXPECT_EQ(1 * kMs, interval.generator.lateness.max());
}

TEST_F(AnAggregator, KeepsRequestsOutsideAnyTaskApart) {
  define(0, 0, "GET", "/login");
  request(0, 0, kNoTask, Outcome::passed, 5);
  EXPECT_EQ("", close().requests.at(0).task);
}

TEST_F(AnAggregator, ReportsAFailureWithPlaceAndMessageInAllItsPieces) {
  begin(0, 1);
  fail(0, channel::kOfIteration, 1, "shop_test.cpp", "Expected: ", true);
  fail(0, channel::kOfIteration, 1, "", "201");
  end(0, 1, Outcome::failed, 10);
  const Interval interval = close();
  ASSERT_THAT(interval.errors, SizeIs(1));
  EXPECT_EQ("shop_test.cpp:7", interval.errors[0].where);
  EXPECT_EQ("Expected: 201", interval.errors[0].message);
  EXPECT_EQ("Shop.Order", interval.errors[0].task);
  EXPECT_EQ(1u, interval.errors[0].count);
}

TEST_F(AnAggregator, CountsLikeFailuresTogether) {
  for (const char* text : {"order 17 is lost", "order 18 is lost"}) {
    begin(0, 1);
    fail(0, channel::kOfIteration, 1, "t.cpp", text);
    end(0, 1, Outcome::failed, 10);
  }
  const Interval interval = close();
  ASSERT_THAT(interval.errors, SizeIs(1));
  EXPECT_EQ(2u, interval.errors[0].count);
}

TEST_F(AnAggregator, TakesNoReasonOfASkipForAnError) {
  begin(0, 0);
  fail(0, channel::kOfIteration, 0, "t.cpp", "not on this platform");
  end(0, 0, Outcome::skipped, 10);
  iterate(0, 0, Outcome::passed, 11);
  EXPECT_THAT(close().errors, IsEmpty());
}

TEST_F(AnAggregator, KeepsTheFirstReasonOfASkip) {
  for (const char* text : {"no server at port 17", "no server at port 18"}) {
    begin(0, 0);
    fail(0, channel::kOfIteration, 0, "t.cpp", text);
    fail(0, channel::kOfIteration, 0, "t.cpp", "nor is there another");
    end(0, 0, Outcome::skipped, 10);
  }
  iterate(0, 1, Outcome::skipped, 11);
  iterate(0, 1, Outcome::passed, 12);
  const Interval interval = close();
  ASSERT_THAT(interval.skips, SizeIs(2));
  EXPECT_EQ("Shop.Order", interval.skips[0].task);
  EXPECT_EQ("", interval.skips[0].message) << "it gave none";
  EXPECT_EQ("Shop.Browse", interval.skips[1].task);
  EXPECT_EQ("no server at port 17", interval.skips[1].message);
  EXPECT_EQ("t.cpp:7", interval.skips[1].where);
  EXPECT_EQ(2u, interval.skips[1].count);
  EXPECT_THAT(close().skips, IsEmpty());
}

TEST_F(AnAggregator, NamesTheStatusOfAFailedRequest) {
  define(0, 0, "GET", "/items");
  request(0, 0, 0, Outcome::failed, 5);
  const Interval interval = close();
  ASSERT_THAT(interval.errors, SizeIs(1));
  EXPECT_EQ("answered with status 503", interval.errors[0].message);
  EXPECT_EQ("GET", interval.errors[0].method);
}

TEST_F(AnAggregator, ReportsAFailedSetUpOfASuiteAtOnce) {
  fail(0, channel::kOfGroupSetUp, 0, "t.cpp", "no database");
  const Interval interval = close();
  ASSERT_THAT(interval.errors, SizeIs(1));
  EXPECT_EQ("set-up of suite Shop: no database", interval.errors[0].message);
}

TEST_F(AnAggregator, FindsSamplesThatMakeNoSense) {
  iterate(0, 99, Outcome::passed, 10);
  EXPECT_THAT(aggregator_.drain(), ElementsAre(0));
}

TEST_F(AnAggregator, KeepsTheSlowestIterationsWithTheirRequests) {
  define(0, 0, "GET", "/items");
  for (std::uint64_t lasted = 1; lasted <= 7; ++lasted) {
    begin(0, 0);
    request(0, 0, 0, Outcome::passed, 100 * lasted);
    end(0, 0, Outcome::passed, 100 * lasted, lasted);
  }
  iterate(0, 0, Outcome::passed, 900, 2);  // not among the five slowest
  const Interval interval = close();
  ASSERT_THAT(interval.slowest, SizeIs(7));  // each was when it ended
  EXPECT_EQ(milliseconds{7}, interval.slowest.back().duration);
  ASSERT_THAT(interval.slowest.back().requests, SizeIs(1));
  EXPECT_EQ(milliseconds{6}, interval.slowest.back().requests[0].offset);
}

TEST_F(AnAggregator, AddsUpStalls) {
  push(0, channel::kStalled, channel::StalledRecord{3, 5 * kMs});
  push(1, channel::kStalled, channel::StalledRecord{1, kMs});
  const Interval first = close();
  EXPECT_EQ(4u, first.generator.stalls);
  EXPECT_EQ(milliseconds{6}, first.generator.stalled);
  EXPECT_EQ(0u, close().generator.stalls);
}

TEST_F(AnAggregator, BelievesNoStallsThatAreLongerThanTheRun) {
  push(0, channel::kStalled, channel::StalledRecord{3, ~std::uint64_t{0}});
  EXPECT_THAT(aggregator_.drain(), ElementsAre(0));
}

TEST_F(AnAggregator, KeepsATestsOwnFailureBesideAnyNumberOfItsRequests) {
  define(0, 0, "GET", "/x");
  begin(0, 0);
  for (int i = 0; i < 100; ++i) fail(0, channel::kOfRequest, 0, "", "connection refused");
  fail(0, channel::kOfIteration, 0, "shop_test.cpp", "the reason");
  end(0, 0, Outcome::failed, 10);
  const Interval interval = close();
  ASSERT_THAT(interval.errors, SizeIs(1));
  EXPECT_EQ("the reason", interval.errors[0].message);
}

TEST_F(AnAggregator, CountsTheFailuresThatAreTooManyToKeep) {
  begin(0, 0);
  for (int i = 0; i < 100; ++i) {
    fail(0, channel::kOfIteration, 0, "shop_test.cpp", "begins ", true);
    fail(0, channel::kOfIteration, 0, "", "and ends");
  }
  end(0, 0, Outcome::failed, 10);
  const Interval interval = close();
  std::map<std::string, std::uint64_t> counts;
  for (const ErrorCount& error : interval.errors) counts[error.message] = error.count;
  EXPECT_THAT(counts, ElementsAre(testing::Pair("begins and ends", 64),
                                  testing::Pair("more failures than are kept of one iteration", 36)));
}

TEST_F(AnAggregator, TellsUsersOfOneProcessApart) {
  begin(1, 0);
  begin(2, 1);
  fail(1, channel::kOfIteration, 0, "shop_test.cpp", "of user 1");
  fail(2, channel::kOfIteration, 1, "shop_test.cpp", "of user 2");
  end(2, 1, Outcome::failed, 20);
  end(1, 0, Outcome::failed, 30);
  const Interval interval = close();
  std::vector<std::string> told;
  for (const ErrorCount& error : interval.errors) told.push_back(error.task + ": " + error.message);
  EXPECT_THAT(told, testing::UnorderedElementsAre("Shop.Browse: of user 1", "Shop.Order: of user 2"));
}

TEST_F(AnAggregator, TakesNothingInTheNameOfAnotherProcesssUser) {
  IterationSample sample{};
  sample.user = 0;
  ASSERT_TRUE(rings_[1].try_push(channel::kIterationDone, {{&sample, sizeof sample}}));
  EXPECT_THAT(aggregator_.drain(), ElementsAre(1));
}

}  // namespace
}  // namespace brood
