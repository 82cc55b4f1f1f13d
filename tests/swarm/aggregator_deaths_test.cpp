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
  start_process(0);
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
  EXPECT_EQ("its write position is impossible in the ring of worker 1", aggregator_.corruption());
  aggregator_.end_process(1, "was ended", false, kStart);
  const Interval interval = close();
  EXPECT_EQ(1u, interval.generator.lost);
  EXPECT_THAT(interval.errors, IsEmpty()) << "the run has no verdict, which is another thing than a failure";
  EXPECT_EQ(1u, interval.tasks.at(0).row.passed);
}

TEST_F(AnAggregator, ChargesADeathInASetUpToTheTaskThatNeededIt) {
  layout_.user(0).next_task = 1;
  layout_.user(0).task = 0;
  layout_.user(0).since = kStart;
  layout_.user(0).activity = channel::kGroupSetUp;
  EXPECT_FALSE(aggregator_.said_goodbye(0));
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

TEST_F(AnAggregator, KnowsAProcessThatSaidItHadNothingMoreToDo) {
  iterate(0, 0, Outcome::passed, 10);
  EXPECT_FALSE(aggregator_.said_goodbye(0));
  goodbye(0);
  EXPECT_TRUE(aggregator_.said_goodbye(0));
  aggregator_.end_process(0, "exited with code 0", false, kStart);
  EXPECT_THAT(close().errors, IsEmpty());
  EXPECT_EQ(0u, aggregator_.deaths());
}

TEST_F(AnAggregator, FindsAProcessThatGoesOnAfterItsGoodbye) {
  goodbye(0);
  iterate(0, 0, Outcome::passed, 10);
  EXPECT_THAT(aggregator_.drain(), ElementsAre(0));
}

TEST_F(AnAggregator, FindsIterationsOfWhichNoSampleCame) {
  iterate(0, 0, Outcome::passed, 10);
  layout_.user(0).started = 3;
  goodbye(0);
  EXPECT_TRUE(aggregator_.said_goodbye(0));
  aggregator_.end_process(0, "exited with code 0", false, kStart);
  EXPECT_EQ("user 0 is said to have begun 3 iterations, and 1 came", aggregator_.corruption());
  EXPECT_EQ(2u, close().generator.lost);
}

TEST_F(AnAggregator, FindsSamplesOfIterationsThatDidNotBegin) {
  iterate(0, 0, Outcome::passed, 10);
  layout_.user(0).started = 0;
  aggregator_.drain();
  EXPECT_THAT(aggregator_.inspect(), ElementsAre(0));
}

TEST_F(AnAggregator, BelievesNoImpossibleNumberOfIterations) {
  layout_.user(0).started = ~std::uint64_t{0};
  EXPECT_THAT(aggregator_.inspect(), ElementsAre(0));
  EXPECT_THAT(aggregator_.inspect(), IsEmpty());
  aggregator_.end_process(0, "was ended", false, kStart);
  EXPECT_GE(10'000u, close().generator.lost);
}

struct ScribbledState {
  const char* name;
  void (*scribble)(channel::UserState&);
};
class AnAggregatorOfScribbledStates : public AnAggregator,
                                      public testing::WithParamInterface<ScribbledState> {};

TEST_P(AnAggregatorOfScribbledStates, ChargesNothingByThem) {
  begin(0, 1, 100);
  GetParam().scribble(layout_.user(0));
  aggregator_.end_process(0, "was killed by SIGSEGV", false, kStart + 200 * kMs);
  EXPECT_EQ("user 0 was at something impossible when its process ended", aggregator_.corruption());
  const Interval interval = close();
  EXPECT_THAT(interval.tasks, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(All, AnAggregatorOfScribbledStates,
                         testing::Values(ScribbledState{"Task", [](auto& user) { user.task = 77; }},
                                         ScribbledState{"NoTime", [](auto& user) { user.since = 0; }},
                                         ScribbledState{"FarTime", [](auto& user) { user.since = ~0ULL; }}),
                         [](const auto& kind) { return std::string(kind.param.name); });

struct ImpossibleSample {
  const char* name;
  void (*make)(IterationSample&);
};
class AnAggregatorOfImpossibleSamples : public AnAggregator,
                                        public testing::WithParamInterface<ImpossibleSample> {};

TEST_P(AnAggregatorOfImpossibleSamples, CountsNoneOfThem) {
  IterationSample sample{};
  sample.start = kStart + kMs;
  sample.late = kUnplanned;
  GetParam().make(sample);
  push(0, channel::kIterationDone, sample);
  EXPECT_THAT(aggregator_.drain(), ElementsAre(0));
  EXPECT_THAT(aggregator_.corruption(), HasSubstr("user 0"));
  EXPECT_THAT(close().tasks, IsEmpty());
}

constexpr std::uint64_t kFar = std::uint64_t{1} << 63;
INSTANTIATE_TEST_SUITE_P(All, AnAggregatorOfImpossibleSamples,
                         testing::Values(ImpossibleSample{"Early", [](auto& s) { s.start = 1; }},
                                         ImpossibleSample{"Late", [](auto& s) { s.start = kFar; }},
                                         ImpossibleSample{"Long", [](auto& s) { s.duration = kFar; }},
                                         ImpossibleSample{"Wrapping", [](auto& s) { s.duration = ~s.start; }},
                                         ImpossibleSample{"Queued", [](auto& s) { s.queued = kFar; }},
                                         ImpossibleSample{"Behind", [](auto& s) { s.late = kFar; }}),
                         [](const auto& kind) { return std::string(kind.param.name); });

TEST_F(AnAggregator, CountsWhatBeganByItself) {
  iterate(0, 0, Outcome::passed, 10);
  begin(0, 1, 100);
  aggregator_.end_process(0, "was killed by SIGSEGV", false, kStart + 250 * kMs);
  begin(1, 0, 100);
  aggregator_.end_process(1, "was ended with the run", true, kStart + 250 * kMs);
  EXPECT_EQ(3u, aggregator_.begun());
  EXPECT_EQ(3u, aggregator_.deaths()) << "of users: two live in the second process";
}

}  // namespace
}  // namespace brood
