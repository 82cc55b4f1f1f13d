#include "runner/core/result_fold.hpp"

#include <gmock/gmock.h>

#include "tests/support/recorded_run.hpp"

namespace brood {
namespace {

using std::chrono::seconds;
using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Row passed(std::uint64_t count) {
  Row row;
  row.passed = row.in_time = count;
  row.latency.record(1'000'000, count);
  return row;
}

Interval second_with_error(const std::string& message, std::uint64_t count = 1) {
  Interval interval;
  interval.end = seconds{1};
  interval.errors = {{"shop_test.cpp:41", message, "Shop.Buy", "", "", count}};
  return interval;
}

TEST(ResultFold, AddsUpRowsOfTasksAndRequests) {
  const Result result = test::live_result_of(test::small_run());
  EXPECT_EQ(result.tasks.at("Shop.Browse").count(), 7u);
  EXPECT_EQ(result.tasks.at("Shop.Browse").in_time, 6u);
  EXPECT_EQ(result.requests.at({"GET", "/items/:id"}).passed, 5u);
  EXPECT_EQ(result.by_task.at({"Shop.Buy", {"POST", "/orders"}}).passed, 1u);
  EXPECT_EQ(result.all_tasks.count(), 9u);
  EXPECT_EQ(result.all_requests.latency.count(), 6u);
}

TEST(ResultFold, KeepsOnePointOfTheSeriesForEachInterval) {
  const Result result = test::live_result_of(test::small_run());
  ASSERT_THAT(result.series, SizeIs(3));
  EXPECT_EQ(result.series[0].tasks.passed, 4u);
  EXPECT_EQ(result.series[0].tasks.failed, 1u);
  EXPECT_NEAR(static_cast<double>(result.series[0].tasks.p50), 12e6, 12e3);
  EXPECT_TRUE(result.series[2].drain);
  EXPECT_EQ(result.peak_users, 2u);
}

TEST(ResultFold, ARequestOfSeveralTasksIsOneRow) {
  Interval interval;
  interval.requests = {{"Shop.Browse", "GET", "/", passed(2)}, {"Shop.Buy", "GET", "/", passed(3)}};
  ResultFold fold;
  fold.observe(interval);
  EXPECT_EQ(fold.so_far().requests.at({"GET", "/"}).passed, 5u);
  EXPECT_THAT(fold.so_far().by_task, SizeIs(2));
}

TEST(ResultFold, BeforeTheFooterTheDurationEndsWithTheLastIntervalBeforeTheDrain) {
  ResultFold fold;
  Interval interval;
  interval.end = seconds{1};
  fold.observe(interval);
  interval.drain = true;
  interval.end = seconds{3};
  fold.observe(interval);
  EXPECT_EQ(fold.so_far().duration(), seconds{1});
  EXPECT_EQ(fold.so_far().footer.drain, seconds{2});
}

TEST(ResultFold, ErrorsThatDifferInNumbersOnlyAreOneGroup) {
  ResultFold fold;
  fold.observe(second_with_error("order 7 at 0x7f00ab is gone"));
  fold.observe(second_with_error("order 1234 at 0x55d3 is gone", 2));
  fold.observe(second_with_error("basket 7 at 0x7f00ab is gone"));
  ASSERT_THAT(fold.so_far().errors, SizeIs(2));
  EXPECT_EQ(fold.so_far().errors[0].example.message, "order 7 at 0x7f00ab is gone");
  EXPECT_EQ(fold.so_far().errors[0].example.count, 3u);
}

TEST(ResultFold, ErrorsOfDifferentTasksAndPlacesAreDifferentGroups) {
  const ErrorCount error{"a.cpp:1", "gone", "Shop.Buy", "GET", "/", 1};
  ErrorCount elsewhere = error, of_other_task = error, of_other_request = error;
  elsewhere.where = "a.cpp:2";
  of_other_task.task = "Shop.Browse";
  of_other_request.name = "/items";
  for (const ErrorCount& other : {elsewhere, of_other_task, of_other_request})
    EXPECT_NE(error_key(error), error_key(other));
}

TEST(ResultFold, TheMostFrequentErrorComesFirst) {
  ResultFold fold;
  fold.observe(second_with_error("rare"));
  fold.observe(second_with_error("usual", 5));
  EXPECT_THAT(fold.finish().errors,
              ElementsAre(Field(&ErrorGroup::example, Field(&ErrorCount::message, "usual")),
                          Field(&ErrorGroup::example, Field(&ErrorCount::message, "rare"))));
}

TEST(ResultFold, AfterAThousandGroupsErrorsAreOther) {
  ResultFold fold;
  for (std::size_t i = 0; i < kMaxErrorGroups + 10; ++i)
    fold.observe(second_with_error(std::string(i + 1, 'x')));
  fold.observe(second_with_error("x", 2));
  const Result result = fold.finish();
  ASSERT_THAT(result.errors, SizeIs(kMaxErrorGroups + 1));
  EXPECT_EQ(result.errors[0].example.message, "(other)");
  EXPECT_EQ(result.errors[0].example.count, 10u);
  EXPECT_EQ(result.errors[1].example.count, 3u);
}

TEST(ResultFold, AfterAThousandNamesRequestsAreOtherAndAWarningSaysSo) {
  ResultFold fold;
  Interval interval;
  for (std::size_t i = 0; i < kMaxRequestNames + 10; ++i)
    interval.requests.push_back({"", "GET", "/" + std::to_string(i), passed(1)});
  fold.observe(interval);
  fold.observe(interval);
  const Result result = fold.finish();
  EXPECT_THAT(result.requests, SizeIs(kMaxRequestNames + 1));
  EXPECT_EQ(result.requests.at({"", kOtherName}).passed, 20u);
  EXPECT_EQ(result.all_requests.passed, 2 * (kMaxRequestNames + 10));
  EXPECT_THAT(result.warnings, Contains(HasSubstr("More than 1000 different requests")));
}

TEST(ResultFold, KeepsTheFiveSlowestIterationsOfEachTask) {
  ResultFold fold;
  Interval interval;
  for (const int duration : {3, 9, 1, 7, 5, 8, 2}) {
    interval.slowest = {{"Shop.Buy", 0, {}, seconds{duration}, Outcome::passed, {}, 0}};
    fold.observe(interval);
  }
  std::vector<Nanos> durations;
  for (const SlowIteration& slow : fold.so_far().slowest.at("Shop.Buy")) durations.push_back(slow.duration);
  EXPECT_THAT(durations, ElementsAre(seconds{9}, seconds{8}, seconds{7}, seconds{5}, seconds{3}));
}

TEST(ResultFold, ATaskThatNeverRanIsARowAndAWarning) {
  test::RecordedRun run = test::small_run();
  run.tasks.emplace_back("Shop.Idle");
  const Result result = test::live_result_of(run);
  EXPECT_EQ(result.tasks.at("Shop.Idle").count(), 0u);
  EXPECT_THAT(result.warnings,
              ElementsAre("1 task was selected but never got a turn: Shop.Idle. Run longer, or "
                          "with more users."));
}

TEST(ResultFold, ManyTasksThatNeverRanAreNamedInPart) {
  test::RecordedRun run = test::small_run();
  run.tasks = {"A.1", "A.2", "A.3", "A.4", "A.5", "A.6", "A.7"};
  EXPECT_THAT(test::live_result_of(run).warnings,
              Contains(HasSubstr("7 tasks were selected but never got a turn: A.1, A.2, A.3, "
                                 "A.4, A.5 and 2 more.")));
}

TEST(ResultFold, LostSamplesAreAWarning) {
  test::RecordedRun run = test::small_run();
  run.intervals[0].generator.lost = 3;
  EXPECT_THAT(test::live_result_of(run).warnings, ElementsAre(HasSubstr("3 samples were lost")));
}

TEST(ResultFold, ASaturatedGeneratorIsSaid) {
  test::RecordedRun run = test::small_run();
  run.intervals[0].generator.lateness.record(1'000'000'000, 20);
  const Result result = test::live_result_of(run);
  EXPECT_TRUE(result.saturated);
  EXPECT_THAT(result.warnings, ElementsAre(result.saturation));
}

TEST(ResultFold, ACompleteRunWhoseChecksHoldPasses) {
  const Result result = test::live_result_of(test::small_run());
  EXPECT_TRUE(result.complete);
  EXPECT_EQ(result.verdict, Verdict::passed);
  EXPECT_THAT(result.warnings, IsEmpty());
}

TEST(ResultFold, ABrokenThresholdFailsTheRun) {
  test::RecordedRun run = test::small_run();
  run.header.scenario.thresholds = {"requests: p95 < 1ms"};
  EXPECT_EQ(test::live_result_of(run).verdict, Verdict::failed);
}

TEST(ResultFold, KnowsItsVerdictWithoutTheComparison) {
  test::RecordedRun run = test::small_run();
  ResultFold fold;
  fold.observe(run.header);
  fold.observe_tasks(run.tasks);
  for (const Interval& interval : run.intervals) fold.observe(interval);
  Comparison worse;
  worse.finding = Finding::failed;
  fold.observe(worse);
  fold.observe(run.footer);
  EXPECT_EQ(fold.verdict_without_comparison(), Verdict::passed);
  EXPECT_EQ(fold.finish().verdict, Verdict::failed);
}

class IncompleteRun : public testing::TestWithParam<EndedBy> {};

TEST_P(IncompleteRun, DoesNotPass) {
  test::RecordedRun run = test::small_run();
  run.footer.ended_by = GetParam();
  const Result result = test::live_result_of(run);
  EXPECT_FALSE(result.complete);
  EXPECT_EQ(result.verdict, Verdict::inconclusive);
}
INSTANTIATE_TEST_SUITE_P(Endings, IncompleteRun,
                         testing::Values(EndedBy::threshold, EndedBy::signal, EndedBy::target_died,
                                         EndedBy::sut_died, EndedBy::environment_failed, EndedBy::not_ready,
                                         EndedBy::corrupted, EndedBy::unknown));

}  // namespace
}  // namespace brood
