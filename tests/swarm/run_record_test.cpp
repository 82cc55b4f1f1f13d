#include "runner/swarm/run_record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "runner/core/journal.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using testing::Contains;
using testing::HasSubstr;

TEST(ARunRecord, IsOnDiskBeforeTheRunEnds) {
  const TemporaryFolder folder;
  Expected<RunRecord> record = RunRecord::create(folder.file("journal.jsonl"), RunHeader{});
  ASSERT_TRUE(record);
  record->tasks({"Shop.Browse"});
  std::ifstream file(folder.file("journal.jsonl"));
  Expected<ResultFold> read = read_journal(file);
  ASSERT_TRUE(read);
  EXPECT_TRUE(read->finish().tasks.contains("Shop.Browse"));
}

TEST(ARunRecord, AsksForAStopAsSoonAsACheckThatMayAbortIsBroken) {
  const TemporaryFolder folder;
  RunHeader header;
  header.scenario.thresholds = {"run: stalls < 3, abort"};
  Expected<RunRecord> record = RunRecord::create(folder.file("journal.jsonl"), header);
  ASSERT_TRUE(record);
  Interval second;
  second.end = std::chrono::seconds{1};
  second.generator.stalls = 2;
  record->interval(second);
  EXPECT_EQ(record->abort_reason(), "");
  record->interval(second);
  EXPECT_THAT(record->abort_reason(), HasSubstr("stalls is 4, not < 3"));
}

// A run in which nothing ran, of which a comparison is made at the end.
struct Compared {
  explicit Compared(Finding finding) {
    Expected<RunRecord> record = RunRecord::create(folder.file("journal.jsonl"), RunHeader{});
    live = record->finish(RunFooter{EndedBy::run_time, "", {}, {}}, [&](const Result& run, Verdict verdict) {
      complete = run.complete;
      own = verdict;
      Comparison comparison;
      comparison.with = "itself";
      comparison.finding = finding;
      return std::optional(comparison);
    });
    std::ifstream file(folder.file("journal.jsonl"));
    recorded = read_journal(file)->finish();
  }

  TemporaryFolder folder;
  Result live;
  Result recorded;
  bool complete = false;
  Verdict own = Verdict::passed;
};

TEST(ARunRecord, IsComparedWhenAllButTheComparisonIsKnown) {
  const Compared run(Finding::passed);
  EXPECT_TRUE(run.complete);
  EXPECT_EQ(run.own, Verdict::failed) << "nothing ran";
}

TEST(ARunRecord, HasItsComparisonLiveAndInTheJournal) {
  const Compared run(Finding::failed);
  ASSERT_TRUE(run.live.comparison);
  EXPECT_EQ(run.live.comparison, run.recorded.comparison);
  EXPECT_EQ(run.live.checks.back().text, "comparison with itself");
  EXPECT_EQ(run.live.checks, run.recorded.checks);
}

TEST(ARunRecord, SaysThatItsJournalWasRemoved) {
  const TemporaryFolder folder;
  Expected<RunRecord> record = RunRecord::create(folder.file("journal.jsonl"), RunHeader{});
  ASSERT_TRUE(record);
  std::filesystem::remove(folder.file("journal.jsonl"));
  EXPECT_THAT(record->finish(RunFooter{}).warnings, Contains(HasSubstr("was removed while the run went on")));
}

// A device that is always full needs no rights.
TEST(ARunRecord, OutlivesAFullDiskAndSaysSo) {
  Expected<RunRecord> record = RunRecord::create("/dev/full", RunHeader{});
  ASSERT_TRUE(record);
  record->tasks({"Shop.Browse"});
  const Result result = record->finish(RunFooter{});
  EXPECT_THAT(result.warnings,
              Contains(HasSubstr("the journal could not be written and is incomplete: No space left")));
  EXPECT_TRUE(result.tasks.contains("Shop.Browse"));
}

class AHeldRecord : public testing::Test {
 protected:
  AHeldRecord() { std::ofstream(path_) << "earlier\n"; }
  std::string content() const {
    std::ifstream file(path_);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  TemporaryFolder folder_;
  const std::string path_ = folder_.file("journal.jsonl");
};

TEST_F(AHeldRecord, LeavesTheEarlierJournalUntilItIsAccepted) {
  {
    RunRecord record = RunRecord::hold(path_, RunHeader{});
    record.tasks({"Shop.Browse"});
    record.interval(Interval{});
    EXPECT_EQ(content(), "earlier\n");
  }
  EXPECT_EQ(content(), "earlier\n") << "it was refused";
}

TEST_F(AHeldRecord, HasAllThatCameBeforeItWasAccepted) {
  RunRecord record = RunRecord::hold(path_, RunHeader{});
  record.tasks({"Shop.Browse"});
  record.accept();
  record.accept();
  record.warning("and what came after");
  std::ifstream file(path_);
  Result read = read_journal(file)->finish();
  EXPECT_TRUE(read.tasks.contains("Shop.Browse"));
  EXPECT_THAT(read.warnings, Contains("and what came after"));
}

TEST_F(AHeldRecord, IsAcceptedByItsEnd) {
  RunRecord::hold(path_, RunHeader{}).finish(RunFooter{});
  EXPECT_THAT(content(), HasSubstr("\"footer\""));
}

TEST_F(AHeldRecord, WithoutAPlaceCostsTheJournalOnly) {
  const Result result = RunRecord::hold("/nowhere/journal.jsonl", RunHeader{}).finish(RunFooter{});
  EXPECT_THAT(result.warnings, Contains(HasSubstr("the journal is missing: cannot write /nowhere")));
}

TEST(ARunRecord, NamesAPlaceThatCannotBeWritten) {
  const Expected<RunRecord> record = RunRecord::create("/nowhere/journal.jsonl", RunHeader{});
  ASSERT_FALSE(record);
  EXPECT_THAT(record.error().message, HasSubstr("/nowhere/journal.jsonl"));
}

}  // namespace
}  // namespace brood
