// What others do to a journal while its run goes on.
#include "runner/swarm/journal_file.hpp"

#include <gmock/gmock.h>
#include <sys/file.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <sstream>

#include "runner/core/journal.hpp"
#include "runner/swarm/run_record.hpp"
#include "tests/support/recorded_run.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;
using std::chrono::seconds;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

// A run of some seconds that passes.
class ARunWhoseJournal : public testing::Test {
 protected:
  ARunWhoseJournal() {
    RunHeader header = test::small_run().header;
    header.scenario.thresholds = {"tasks: count > 0", "tasks: failures < 1000"};
    Expected<RunRecord> record = RunRecord::create(path_, header);
    record_.emplace(*std::move(record));
    record_->tasks({"Shop.Browse", "Shop.Buy"});
    go_on();
    go_on();
    std::ofstream(other_) << test::journal_of(test::small_run());
  }

  void go_on() {
    Interval interval = test::small_run().intervals[0];
    interval.begin = end_;
    interval.end = end_ += seconds{1};
    record_->interval(interval);
  }

  Result end() {
    go_on();
    go_on();
    return record_->finish({EndedBy::run_time, "", end_, {}});
  }

  // What the next one to read the journal sees.
  std::optional<Result> recorded() const {
    std::ifstream file(path_, std::ios::binary);
    Expected<ResultFold> fold = read_journal(file);
    if (!fold) return std::nullopt;
    return fold->finish();
  }

  void expect_told(const Result& live, const std::string& what) const {
    EXPECT_TRUE(live.complete);
    EXPECT_EQ(live.verdict, Verdict::passed) << "the run goes on with what is in memory";
    EXPECT_EQ(live.series.size(), 4u);
    EXPECT_THAT(live.warnings, Contains(HasSubstr("the journal " + what + " while the run went on")));
    const std::optional<Result> later = recorded();
    if (!later) return;
    EXPECT_FALSE(later->complete);
    EXPECT_NE(later->verdict, Verdict::passed);
    EXPECT_THAT(later->footer.reason, HasSubstr("of the journal "));
  }

  static std::string text_of(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.file("journal.jsonl"), other_ = folder_.file("other.jsonl");
  std::optional<RunRecord> record_;
  Nanos end_{};
};

TEST_F(ARunWhoseJournal, IsLeftAloneHasItWhole) {
  const Result live = end();
  EXPECT_THAT(live.warnings, Not(Contains(HasSubstr("journal"))));
  const std::optional<Result> later = recorded();
  ASSERT_TRUE(later);
  EXPECT_EQ(later->verdict, Verdict::passed);
  EXPECT_EQ(later->warnings, live.warnings);
}

// Copies, links and readers do it no harm.
TEST_F(ARunWhoseJournal, IsLookedAtHasItWhole) {
  fs::create_hard_link(path_, folder_.file("link"));
  fs::create_symlink(path_, folder_.file("symlink"));
  fs::copy_file(path_, folder_.file("copy"));
  fs::last_write_time(path_, fs::file_time_type::clock::now());
  EXPECT_THAT(end().warnings, Not(Contains(HasSubstr("journal"))));
  EXPECT_EQ(recorded()->verdict, Verdict::passed);
}

TEST_F(ARunWhoseJournal, IsEmptiedIsTold) {
  fs::resize_file(path_, 0);
  expect_told(end(), "was cut");
  ASSERT_TRUE(recorded());
  EXPECT_THAT(recorded()->footer.reason, HasSubstr("says that the journal was changed"));
}

TEST_F(ARunWhoseJournal, IsCutAnywhereIsTold) {
  const auto size = fs::file_size(path_);
  for (const auto left : {size - 1, size / 2, std::uintmax_t{10}}) {
    fs::resize_file(path_, left);
    go_on();
  }
  const Result live = record_->finish({EndedBy::run_time, "", end_, {}});
  EXPECT_THAT(live.warnings, Contains(HasSubstr("the journal was cut")));
  const std::optional<Result> later = recorded();
  EXPECT_TRUE(!later || !later->complete);
}

TEST_F(ARunWhoseJournal, IsWrittenToByOthersIsTold) {
  std::ofstream(path_, std::ios::app) << "hello\n";
  expect_told(end(), "was written to by somebody else");
}

TEST_F(ARunWhoseJournal, IsReplacedByAPassedOneIsToldAndNeverReadAsThatOne) {
  const std::string passed = text_of(other_);
  fs::rename(other_, path_);
  expect_told(end(), "was replaced");
  EXPECT_TRUE(recorded()) << "it has the header, and says what happened";
  EXPECT_EQ(text_of(path_ + ".replaced"), passed) << "what is not its own stays what it is";
}

TEST_F(ARunWhoseJournal, IsReplacedByALinkToAPassedOneIsTold) {
  fs::remove(path_);
  fs::create_symlink(other_, path_);
  const std::string passed = text_of(other_);
  expect_told(end(), "was replaced");
  EXPECT_EQ(text_of(other_), passed);
}

// As `cp` does.
TEST_F(ARunWhoseJournal, IsOverwrittenByAPassedOneIsTold) {
  std::ofstream(path_) << text_of(other_);
  const Result live = end();
  EXPECT_THAT(live.warnings, Contains(HasSubstr("while the run went on")));
  EXPECT_FALSE(recorded()->complete);
}

TEST_F(ARunWhoseJournal, IsOverwrittenAgainAndAgainIsNeverReadAsPassed) {
  for (int times = 0; times < 3; ++times) {
    std::ofstream(path_) << text_of(other_);
    go_on();
  }
  fs::copy_file(other_, path_, fs::copy_options::overwrite_existing);
  record_->finish({EndedBy::run_time, "", end_, {}});
  EXPECT_FALSE(recorded()->complete);
}

TEST_F(ARunWhoseJournal, IsReplacedAtItsLastMomentIsTold) {
  go_on();
  go_on();
  fs::rename(other_, path_);
  const Result live = record_->finish({EndedBy::run_time, "", end_, {}});
  expect_told(live, "was replaced");
}

TEST_F(ARunWhoseJournal, IsRemovedIsTold) {
  fs::remove(path_);
  expect_told(end(), "was removed");
  EXPECT_TRUE(recorded());
}

TEST_F(ARunWhoseJournal, IsMovedAwayIsTold) {
  fs::rename(path_, folder_.file("elsewhere"));
  expect_told(end(), "was removed");
}

TEST_F(ARunWhoseJournal, IsRemovedWithItsFolderIsTold) {
  const std::string folder = folder_.file("out");
  fs::create_directory(folder);
  Expected<RunRecord> record = RunRecord::create(folder + "/journal.jsonl", RunHeader{});
  ASSERT_TRUE(record);
  fs::remove_all(folder);
  EXPECT_THAT(record->finish(RunFooter{}).warnings, Contains(HasSubstr("was removed")));
  EXPECT_FALSE(fs::exists(folder));
}

// The folder was removed, and another run was begun in its place.
TEST_F(ARunWhoseJournal, IsNowAnotherRunsLeavesThatAlone) {
  fs::remove(path_);
  Expected<RunRecord> another = RunRecord::create(path_, test::small_run().header);
  ASSERT_TRUE(another);
  EXPECT_THAT(end().warnings, Contains(HasSubstr("was replaced")));
  EXPECT_THAT(another->finish({EndedBy::run_time, "", {}, {}}).warnings, Not(Contains(HasSubstr("journal"))));
  EXPECT_TRUE(recorded()->complete);
}

TEST_F(ARunWhoseJournal, IsADeviceIsNotWatched) {
  Expected<RunRecord> record = RunRecord::create("/dev/null", RunHeader{});
  ASSERT_TRUE(record);
  EXPECT_THAT(record->finish(RunFooter{}).warnings, Not(Contains(HasSubstr("journal"))));
}

}  // namespace
}  // namespace brood
