#include "ci/command/stored_comparison.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "ci/command/baseline_folder.hpp"
#include "tests/gate/runs.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood::testing {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

class AStoredComparison : public ::testing::Test {
 protected:
  std::string mistake(const std::string& place, bool records = true) {
    const auto opened = StoredComparison::open({{place}, {}}, records);
    return opened ? std::string() : opened.error().message;
  }
  std::size_t stored() { return read_baseline_folder(base())->files.size(); }
  std::string base() const { return folder_.file("base"); }

  // A run of three seconds that began in that minute, with a test of so many milliseconds.
  Comparison compare(int minute, std::uint64_t ms, const std::vector<std::string>& places,
                     Verdict own = Verdict::passed, bool records = true) {
    Expected<StoredComparison> comparison = StoredComparison::open({places, stored_run_options()}, records);
    EXPECT_TRUE(comparison);
    Result run;
    run.header.started_at = "2026-11-26T12:0" + std::to_string(minute) + ":00.000Z";
    run.header.scenario.target = "shop_tests";
    run.complete = true;
    comparison->observe(run.header);
    for (int second = 0; second < 3; ++second) {
      Interval interval;
      interval.begin = std::chrono::seconds{second};
      interval.end = std::chrono::seconds{second + 1};
      Row row;
      row.passed = 100;
      row.latency.record(ms * 1'000'000, 100);
      interval.tasks.push_back({"Shop.Buy", row});
      comparison->observe(interval);
    }
    return *comparison->compare(run, own);
  }

  TemporaryFolder folder_;
};

TEST_F(AStoredComparison, RecordsRunsThatPassed) {
  EXPECT_THAT(compare(0, 10, {base()}).remarks, Contains(HasSubstr("Baseline recorded: " + base())));
  EXPECT_EQ(compare(1, 10, {base()}).with, "1 stored run");
  EXPECT_EQ(stored(), 2U);
}

TEST_F(AStoredComparison, DoesNotRecordRunsThatFailed) {
  EXPECT_THAT(compare(0, 10, {base()}, Verdict::failed).remarks,
              Contains("This run is no baseline: it failed."));
  EXPECT_EQ(stored(), 0U);
}

TEST_F(AStoredComparison, DoesNotRecordWhatIsWorse) {
  for (int minute = 0; minute < 6; ++minute) compare(minute, 10, {base()});
  const Comparison worse = compare(7, 100, {base()});
  EXPECT_EQ(worse.finding, Finding::failed);
  EXPECT_TRUE(worse.counts);
  EXPECT_THAT(worse.remarks, Contains(HasSubstr("something is worse")));
  EXPECT_EQ(stored(), 6U);
}

TEST_F(AStoredComparison, OnlyReadsFiles) {
  compare(0, 10, {base()});
  const std::string file = read_baseline_folder(base())->files[0].path;
  const Comparison comparison = compare(1, 10, {file});
  EXPECT_EQ(comparison.with, "1 stored run");
  EXPECT_THAT(comparison.remarks, Contains(HasSubstr("--baseline names files only")));
  EXPECT_EQ(stored(), 1U);
}

TEST_F(AStoredComparison, RecordsInTheFirstFolderOnly) {
  compare(0, 10, {base()});
  const std::string mine = folder_.file("mine");
  EXPECT_EQ(compare(1, 10, {mine, base()}).with, "1 stored run");
  EXPECT_EQ(stored(), 1U);
  EXPECT_EQ(read_baseline_folder(mine)->files.size(), 1U);
}

TEST_F(AStoredComparison, TellsThatItsFolderCannotBeWritten) {
  const Comparison comparison = compare(0, 10, {"/sys/kernel"});  // not even by root
  EXPECT_EQ(comparison.finding, Finding::passed);
  EXPECT_THAT(comparison.remarks, Contains(HasSubstr("This run is no baseline: cannot write '/sys/kernel")));
}

TEST_F(AStoredComparison, TellsWhichFilesItCannotRead) {
  std::filesystem::create_directory(base());
  std::ofstream(base() + "/x.baseline.json") << "{";
  EXPECT_THAT(compare(0, 10, {base()}).remarks, Contains(HasSubstr("x.baseline.json' is not JSON, or cut")));
  EXPECT_TRUE(std::filesystem::exists(base() + "/x.baseline.json"));
}

TEST_F(AStoredComparison, OfARecordedRunOnlyReads) {
  compare(0, 10, {base()});
  EXPECT_EQ(compare(1, 10, {base()}, Verdict::passed, false).with, "1 stored run");
  EXPECT_EQ(stored(), 1U);
}

TEST_F(AStoredComparison, IsNotMadeOfARunThatDidNotComeToItsEnd) {
  const Expected<StoredComparison> comparison = StoredComparison::open({{base()}, {}}, true);
  EXPECT_FALSE(comparison->compare(Result(), Verdict::passed));
}

TEST_F(AStoredComparison, MakesItsFirstFolder) {
  EXPECT_EQ(mistake(base()), "");
  EXPECT_TRUE(std::filesystem::is_directory(base()));
}

TEST_F(AStoredComparison, NeedsFilesThatAreThere) {
  EXPECT_THAT(mistake(folder_.file("x.baseline.json")), HasSubstr("cannot read"));
  EXPECT_THAT(mistake(folder_.file("none"), false), HasSubstr("neither a folder of baselines"));
  std::ofstream(folder_.file("stats.json")) << "{}";
  EXPECT_THAT(mistake(folder_.file("stats.json")), HasSubstr("is no baseline of Brood; give a folder"));
  EXPECT_THAT(mistake("/dev/zero"), HasSubstr("'/dev/zero' is a device; give a file"));
}

TEST_F(AStoredComparison, IsNotWithAFolderOfReports) {
  std::ofstream(folder_.file("journal.jsonl")) << "";
  EXPECT_THAT(mistake(folder_.path()), HasSubstr("'brood baseline add RESULT DIR'"));
}

TEST_F(AStoredComparison, NeedsAFolderThatCanBeMade) {
  std::ofstream(folder_.file("file")) << "";
  EXPECT_THAT(mistake(folder_.file("file/base")), HasSubstr("cannot"));
}

}  // namespace
}  // namespace brood::testing
