#include "runner/swarm/aggregator.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>

#include <map>

namespace brood {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::uint64_t kStart = 1'000'000'000'000;
constexpr std::uint64_t kMs = 1'000'000;
constexpr channel::Counts kCounts{2, 3};

// Three users, played by the test, on memory as brood shares it. Users 1 and 2 live in one process.
class AnAggregator : public testing::Test {
 protected:
  AnAggregator()
      : layout_(map(), kCounts),
        placement_(placed()),
        aggregator_(layout_, placement_, {"Shop.Browse", "Shop.Order"}, {"Shop"}) {
    for (std::uint32_t i = 0; i < 2; ++i) rings_.emplace_back(&layout_.slot(i), layout_.ring(i));
    aggregator_.start(kStart, seconds{1});
  }
  ~AnAggregator() override { munmap(memory_, channel::total_bytes(kCounts)); }

  void* map() {
    memory_ = mmap(nullptr, channel::total_bytes(kCounts), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                   -1, 0);
    return memory_;
  }

  const channel::Layout& placed() const {
    for (std::uint32_t i = 0; i < kCounts.users; ++i) layout_.user(i).slot = std::min(i, 1u);
    return layout_;
  }
  channel::RingWriter& ring_of(std::uint32_t user) { return rings_[placement_.slot_of(user)]; }

  void begin(std::uint32_t user, std::uint32_t task, std::uint64_t at_ms = 0) {
    channel::UserState& shared = layout_.user(user);
    shared.task = task;
    shared.since = kStart + at_ms * kMs;
    shared.activity = channel::kIteration;
    ++shared.started;
  }
  void end(std::uint32_t user, std::uint32_t task, Outcome outcome, std::uint64_t end_ms,
           std::uint64_t lasted_ms = 1) {
    IterationSample sample{};
    sample.start = kStart + (end_ms - lasted_ms) * kMs;
    sample.duration = lasted_ms * kMs;
    sample.late = kUnplanned;
    sample.task = task;
    sample.user = user;
    sample.outcome = outcome;
    push(user, channel::kIterationDone, sample);
    layout_.user(user).activity = channel::kIdle;
  }
  void iterate(std::uint32_t user, std::uint32_t task, Outcome outcome, std::uint64_t end_ms,
               std::uint64_t lasted_ms = 1) {
    begin(user, task);
    end(user, task, outcome, end_ms, lasted_ms);
  }
  void define(std::uint32_t user, std::uint32_t id, const std::string& method, const std::string& name,
              bool is_path = false) {
    const channel::DefineRecord record{id, static_cast<std::uint8_t>(method.size()),
                                       static_cast<std::uint8_t>(is_path ? 1 : 0),
                                       static_cast<std::uint16_t>(name.size())};
    const std::string text = method + name;
    ASSERT_TRUE(ring_of(user).try_push(
        channel::kDefine,
        {{&record, sizeof record}, {text.data(), static_cast<std::uint32_t>(text.size())}}));
  }
  void request(std::uint32_t user, std::uint32_t id, std::uint32_t task, Outcome outcome,
               std::uint64_t end_ms) {
    RequestSample sample{};
    sample.start = kStart + (end_ms - 1) * kMs;
    sample.duration = kMs;
    sample.request = id;
    sample.task = task;
    sample.user = user;
    sample.status = outcome == Outcome::passed ? 200 : 503;
    sample.outcome = outcome;
    for (std::uint64_t& phase : sample.phases) phase = kNoPhase;
    push(user, channel::kRequestDone, sample);
  }
  void fail(std::uint32_t user, channel::FailureOf of, std::uint32_t subject, const std::string& file,
            const std::string& text, bool more = false) {
    channel::FailureRecord record{};
    record.user = user;
    record.of = of;
    record.subject = subject;
    record.line = 7;
    record.file_length = static_cast<std::uint16_t>(file.size());
    record.text_length = static_cast<std::uint16_t>(text.size());
    record.more = more;
    const std::string both = file + text;
    ASSERT_TRUE(ring_of(user).try_push(
        channel::kFailure,
        {{&record, sizeof record}, {both.data(), static_cast<std::uint32_t>(both.size())}}));
  }
  template <class Record>
  void push(std::uint32_t user, channel::RecordType type, const Record& record) {
    ASSERT_TRUE(ring_of(user).try_push(type, {{&record, sizeof record}}));
  }

  Interval close(bool drain = false) {
    EXPECT_THAT(aggregator_.drain(), IsEmpty());
    end_ += seconds{1};
    return aggregator_.close(end_, end_ + seconds{1}, drain);
  }

  void* memory_ = nullptr;
  channel::Layout layout_;
  Placement placement_;
  std::vector<channel::RingWriter> rings_;
  Aggregator aggregator_;
  Nanos end_{};
};

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
  layout_.slot(0).stalls = 3;
  layout_.slot(0).stalled = 5 * kMs;
  EXPECT_EQ(3u, close().generator.stalls);
  layout_.slot(0).stalls = 4;
  const Interval second = close();
  EXPECT_EQ(1u, second.generator.stalls);
  EXPECT_EQ(Nanos{0}, second.generator.stalled);
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

TEST_F(AnAggregator, TakesNothingInTheNameOfAnotherProcesssUser) {
  IterationSample sample{};
  sample.user = 0;
  ASSERT_TRUE(rings_[1].try_push(channel::kIterationDone, {{&sample, sizeof sample}}));
  EXPECT_THAT(aggregator_.drain(), ElementsAre(1));
}

}  // namespace
}  // namespace brood
