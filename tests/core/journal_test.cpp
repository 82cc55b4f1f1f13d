#include "runner/core/journal.hpp"

#include <gmock/gmock.h>

#include <sstream>

#include "tests/support/recorded_run.hpp"

namespace brood {
namespace {

using test::journal_of;
using test::small_run;
using testing::HasSubstr;

Expected<ResultFold> read(const std::string& text) {
  std::istringstream in(text);
  return read_journal(in);
}

// Lines as they are encoded.
Expected<ResultFold> read_lines(const std::string& lines) { return read(test::sealed(lines)); }

std::string header_line() { return encode_line(small_run().header) + '\n'; }

// The run that is read from a header and one line more.
Result read_after_header(const std::string& line) {
  Expected<ResultFold> fold = read_lines(header_line() + line + '\n');
  return fold->so_far();
}

TEST(Journal, IsOneLinePerRecord) {
  const std::string text = journal_of(small_run());
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 6);
  EXPECT_THAT(text, testing::StartsWith(R"({"brood":"journal","version":2,"header":{)"));
}

TEST(Journal, ShowsItsHeaderBeforeItsIntervals) {
  std::istringstream in(journal_of(small_run()));
  std::vector<std::string> seen;
  JournalReading how;
  how.on_header = [&](const RunHeader& header) { seen.push_back(header.scenario.name); };
  how.on_interval = [&](const Interval&) { seen.emplace_back("interval"); };
  ASSERT_TRUE(read_journal(in, how));
  ASSERT_EQ(seen.size(), 1 + small_run().intervals.size());
  EXPECT_EQ(seen[0], small_run().header.scenario.name);
  EXPECT_EQ(seen[1], "interval");
}

// It is read ahead, which nobody may notice.
TEST(Journal, GivesItsRecordsInOrder) {
  std::string text = header_line();
  const auto second = [](int i) {
    Interval interval;
    interval.begin = std::chrono::seconds{i};
    interval.end = std::chrono::seconds{i + 1};
    return interval;
  };
  for (int i = 0; i < 100; ++i) {
    text += encode_line(second(i)) + '\n';
    if (i % 7 == 0) text += encode_warning(std::to_string(i)) + '\n';
  }
  text += encode_line(RunFooter{EndedBy::run_time, "", std::chrono::seconds{100}, {}}) + '\n';
  std::istringstream in(test::sealed(text));
  int seen = 0;
  JournalReading how;
  how.on_interval = [&](const Interval& interval) { EXPECT_EQ(interval, second(seen++)); };
  const Expected<ResultFold> fold = read_journal(in, how);
  ASSERT_TRUE(fold);
  EXPECT_EQ(seen, 100);
  EXPECT_TRUE(fold->so_far().complete);
  EXPECT_EQ(fold->so_far().series.size(), 100u);
  ASSERT_EQ(fold->so_far().warnings.size(), 15u);
  EXPECT_EQ(fold->so_far().warnings.back(), "98");
}

TEST(Journal, LeavesOutWhatIsZeroOrEmpty) {
  Interval interval;
  interval.end = std::chrono::seconds{1};
  EXPECT_EQ(encode_line(interval), R"({"interval":{"begin":0,"end":1000000000}})");
}

TEST(Journal, KeepsHistogramsAsPairsOfStepAndCount) {
  Interval interval;
  interval.generator.lateness.record(5, 3);
  interval.generator.lateness.record(9);
  EXPECT_THAT(encode_line(interval),
              HasSubstr(R"("lateness":{"sum":24,"min":5,"max":9,"buckets":[5,3,4,1]})"));
}

TEST(Journal, GivesBackTheHeader) {
  RunHeader header = test::random_run(1).header;
  header.scenario.name = "shop_e2e";
  header.scenario.target = "./shop";
  header.scenario.arguments = {"--a", "b c"};
  header.scenario.environment = {{"A", "1=2"}, {"A", ""}};
  header.scenario.host = "http://localhost";
  header.scenario.iterations = 7;
  header.scenario.wait = {Wait::Kind::between, std::chrono::milliseconds{500}, std::chrono::seconds{2}};
  header.scenario.suite_setup = SuiteSetup::run;
  header.scenario.fail_status = StatusSet{{{500, 599}, {404, 404}}};
  header.scenario.thresholds = {"tasks: p95 < 1s"};
  header.environment.pipeline = {{"job", "17"}};
  header.environment.cpu = "some";
  header.environment.virtualisation = "none";
  header.environment.governor = "performance";
  Expected<ResultFold> fold = read_lines(encode_line(header) + '\n');
  ASSERT_TRUE(fold) << fold.error().message;
  EXPECT_EQ(fold->so_far().header.scenario, header.scenario);
  EXPECT_EQ(fold->so_far().header.environment, header.environment);
  EXPECT_EQ(fold->so_far().header.started_at, header.started_at);
}

class JournalRoundTrip : public testing::TestWithParam<std::uint32_t> {};

TEST_P(JournalRoundTrip, GivesTheSameResultAsTheLiveRun) {
  const test::RecordedRun run = test::random_run(GetParam());
  const Result live = test::live_result_of(run);
  const Result replayed = test::replayed_result_of(journal_of(run));
  EXPECT_EQ(replayed.tasks, live.tasks);
  EXPECT_EQ(replayed.requests, live.requests);
  EXPECT_EQ(replayed.by_task, live.by_task);
  EXPECT_EQ(replayed.errors, live.errors);
  EXPECT_EQ(replayed.slowest, live.slowest);
  EXPECT_EQ(replayed.series, live.series);
  EXPECT_EQ(replayed.generator, live.generator);
  EXPECT_EQ(replayed.sut, live.sut);
  EXPECT_EQ(replayed.checks, live.checks);
  EXPECT_EQ(replayed.verdict, live.verdict);
  EXPECT_EQ(replayed.footer.ended_by, live.footer.ended_by);
}
INSTANTIATE_TEST_SUITE_P(Seeds, JournalRoundTrip, testing::Range(1u, 101u));

TEST(Journal, CutAfterEveryByteNeverPassesAndIsABeginningOfTheRun) {
  const test::RecordedRun run = small_run();
  const Result whole = test::live_result_of(run);
  ASSERT_EQ(whole.verdict, Verdict::passed);
  const std::string text = journal_of(run);
  const std::size_t header = text.find('\n');
  for (std::size_t bytes = 0; bytes < text.size(); ++bytes) {
    Expected<ResultFold> fold = read(text.substr(0, bytes));
    ASSERT_EQ(static_cast<bool>(fold), bytes > header) << bytes;
    if (!fold) continue;
    const Result cut = fold->finish();
    ASSERT_FALSE(cut.complete) << bytes;
    ASSERT_NE(cut.verdict, Verdict::passed) << bytes;
    ASSERT_EQ(cut.footer.ended_by, EndedBy::unknown) << bytes;
    ASSERT_LE(cut.series.size(), whole.series.size()) << bytes;
    ASSERT_TRUE(std::equal(cut.series.begin(), cut.series.end(), whole.series.begin())) << bytes;
  }
  EXPECT_EQ(test::replayed_result_of(text).verdict, Verdict::passed);
}

TEST(Journal, DamagedBytesAreSurvived) {
  const std::string text = journal_of(small_run());
  const std::string wrong("\0009\"}\xff", 5);
  for (std::size_t i = 0; i < text.size(); i += 3) {
    std::string damaged = text;
    damaged[i] = wrong[i % wrong.size()];
    if (Expected<ResultFold> fold = read(damaged)) fold->finish();
  }
}

// The parser counts no further than some 16 million, so more must not be asked of it.
TEST(Journal, WithMoreRowsThanThereCanBeIsDamaged) {
  std::string rows = R"({"interval":{"begin":0,"end":1000000000,"errors":[{})";
  constexpr std::size_t kRows = 1'000'000;
  rows.reserve(rows.size() + 3 * kRows + 10);
  for (std::size_t i = 0; i < kRows; ++i) rows += ",{}";
  EXPECT_TRUE(read_after_header(rows + "]}}").series.empty());
}

TEST(Journal, WithoutFooterIsIncompleteAndKnowsItsDurationFromTheIntervals) {
  std::string text = journal_of(small_run());
  text.resize(text.find("{\"footer\""));
  Expected<ResultFold> fold = read(text);
  const Result result = fold->finish();
  EXPECT_FALSE(result.complete);
  EXPECT_EQ(result.footer.duration, std::chrono::seconds{2});
  EXPECT_EQ(result.footer.drain, std::chrono::milliseconds{100});
}

TEST(Journal, NothingAfterADamagedLineIsRead) {
  const std::string interval = encode_line(small_run().intervals[0]) + '\n';
  Expected<ResultFold> fold =
      read_lines(header_line() + interval + "{\"interval\":{\"begin\":true}}\n" + interval);
  EXPECT_EQ(fold->so_far().series.size(), 1u);
}

TEST(Journal, NothingOfAnIntervalIsLeftInTheNext) {
  const Interval busy = small_run().intervals[0];
  Interval quiet;
  quiet.begin = busy.end;
  quiet.end = busy.end + std::chrono::seconds{1};
  quiet.requests.resize(1);
  quiet.requests[0].name = "/quiet";
  Expected<ResultFold> fold =
      read_lines(header_line() + encode_line(busy) + '\n' + encode_line(quiet) + '\n');
  const Result& result = fold->so_far();
  EXPECT_EQ(result.all_tasks.count(), 5u);
  EXPECT_EQ(result.series[1].tasks, SecondPoint::Totals{});
  EXPECT_TRUE(result.by_task.at({"", {"", "/quiet"}}).empty());
}

TEST(Journal, RecordsOfALaterVersionsKindAreSkipped) {
  Expected<ResultFold> fold =
      read_lines(header_line() + "{\"mood\":\"fine\"}\n" + encode_tasks({"A.b"}) + '\n');
  EXPECT_TRUE(fold->so_far().tasks.contains("A.b"));
}

TEST(Journal, WhatIsNotAJournalIsRefusedInPlainWords) {
  for (const char* text : {"", "\n", "hello\n", "{}\n", "[]\n", "{\"brood\":\"journal\"\n"})
    EXPECT_THAT(read(text).error().message, HasSubstr("not a Brood journal")) << text;
}

TEST(Journal, AnotherVersionIsRefusedByNumber) {
  EXPECT_THAT(read("{\"brood\":\"journal\",\"version\":7}\n").error().message, HasSubstr("version 7"));
}

TEST(Journal, AHeaderWithAThresholdThatNobodyUnderstandsIsDamaged) {
  RunHeader header = small_run().header;
  header.scenario.thresholds = {"tasks: happiness > 3"};
  EXPECT_THAT(read_lines(encode_line(header) + '\n').error().message, HasSubstr("damaged"));
}

TEST(Journal, DeepNestingIsRefusedBeforeItIsBuilt) {
  const std::string deep(1'000'000, '[');
  EXPECT_FALSE(read(deep + '\n'));
  EXPECT_TRUE(read_after_header(deep).series.empty());
}

TEST(Journal, ImpossibleValuesAreDamage) {
  const std::string histogram =
      R"({"interval":{"end":1,"tasks":[{"task":"A.b","latency":{"sum":1,"min":1,"max":1,"buckets":)";
  EXPECT_FALSE(read_after_header(histogram + "[1,1]}}]}}").series.empty());
  EXPECT_TRUE(read_after_header(histogram + "[4000000000,1]}}]}}").series.empty());
  EXPECT_TRUE(read_after_header(histogram + "[1,1,4294967295,1]}}]}}").series.empty());
  EXPECT_TRUE(read_after_header(histogram + "[1]}}]}}").series.empty());
  EXPECT_TRUE(read_after_header(histogram + "[-1,1]}}]}}").series.empty());
  EXPECT_TRUE(read_after_header(R"({"interval":{"users":-1}})").series.empty());
  EXPECT_TRUE(read_after_header(R"({"interval":{"begin":1e300}})").series.empty());
  EXPECT_TRUE(read_after_header(R"({"interval":{"end":9000000000000000000}})").series.empty());
}

}  // namespace
}  // namespace brood
