#include "ci/command/recorded_results.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "reporters/stats_json.hpp"
#include "tests/support/recorded_run.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class FolderOfResults : public ::testing::Test {
 protected:
  void write(const fs::path& file, const std::string& text) {
    fs::create_directories((root_ / file).parent_path());
    std::ofstream(root_ / file) << text;
  }
  void write_stats(const fs::path& folder) {
    std::ostringstream stats;
    write_stats_json(test::live_result_of(test::small_run()), stats);
    write(folder / "stats.json", stats.str());
  }
  void write_journal(const fs::path& folder) {
    write(folder / "journal.jsonl", test::journal_of(test::small_run()));
  }

  std::vector<std::string> places() const {
    std::vector<std::string> found;
    const Expected<RecordedResults> results = read_results(root_);
    for (const TrendRun& run : results->runs) found.push_back(run.place);
    return found;
  }

  TemporaryFolder temporary_;
  fs::path root_ = temporary_.path();
};

TEST_F(FolderOfResults, IsSearchedAtAnyDepth) {
  write_stats("2026-11-01/shop");
  write_stats("a/b/c/d");
  write("2026-11-01/notes.txt", "no result");
  EXPECT_THAT(places(), ElementsAre("2026-11-01/shop", "a/b/c/d"));
}

TEST_F(FolderOfResults, MayBeAResultItself) {
  write_stats("");
  EXPECT_THAT(places(), ElementsAre("."));
}

TEST_F(FolderOfResults, TellsTheSameFromAJournalAsFromStats) {
  write_stats("stats");
  write_journal("journal");
  const Expected<RecordedResults> results = read_results(root_);
  ASSERT_EQ(results->runs.size(), 2u);
  EXPECT_EQ(results->runs[0].facts.rows, results->runs[1].facts.rows);
  EXPECT_EQ(results->runs[0].facts.load, results->runs[1].facts.load);
  EXPECT_EQ(results->runs[0].facts.started_at, results->runs[1].facts.started_at);
}

TEST_F(FolderOfResults, TakesTheJournalWhereStatsAreCut) {
  write("shop/stats.json", R"({"schema": "brood-st)");
  write_journal("shop");
  EXPECT_THAT(places(), ElementsAre("shop"));
  EXPECT_THAT(read_results(root_)->problems, IsEmpty());
}

TEST_F(FolderOfResults, NamesWhatCannotBeRead) {
  write_stats("good");
  write("cut/stats.json", R"({"schema": "brood-st)");
  write("foreign/stats.json", R"({"requests": 7})");
  write("broken/journal.jsonl", "no journal\n");
  const Expected<RecordedResults> results = read_results(root_);
  EXPECT_EQ(results->runs.size(), 1u);
  EXPECT_THAT(
      results->problems,
      ElementsAre(HasSubstr("broken/journal.jsonl"),
                  testing::AllOf(HasSubstr("cut/stats.json"), HasSubstr("it is not JSON, or cut: line 1")),
                  testing::AllOf(HasSubstr("foreign/stats.json"), HasSubstr("no stats.json"))));
}

TEST_F(FolderOfResults, TakesADuetOnceAndNotItsRounds) {
  write_stats("shop");
  write_journal("shop/rounds/1/old");
  write_journal("shop/rounds/1/new");
  EXPECT_THAT(places(), ElementsAre("shop"));
}

TEST_F(FolderOfResults, IsSearchedBelowForeignFilesOfThoseNames) {
  write("stats.json", R"({"assets":[]})");
  write("dist/journal.jsonl", R"({"time": 1})");
  write_stats("dist/a/shop");
  write_stats("b/shop");
  EXPECT_THAT(places(), ElementsAre("b/shop", "dist/a/shop"));
  EXPECT_THAT(read_results(root_)->problems,
              ElementsAre(HasSubstr("'stats.json'"), HasSubstr("'dist/journal.jsonl'")));
}

TEST_F(FolderOfResults, TakesNoRoundOfADamagedDuetForARun) {
  write("duet/stats.json", R"({"schema": "brood-st)");
  write_journal("duet/rounds/1/old");
  write_stats("shop");
  EXPECT_THAT(places(), ElementsAre("shop"));
}

TEST_F(FolderOfResults, IsSearchedBehindSymbolicLinksToo) {
  TemporaryFolder elsewhere;
  fs::create_directories(fs::path(elsewhere.path()) / "share");
  write_stats("real/shop");
  fs::rename(root_ / "real/shop", fs::path(elsewhere.path()) / "share/shop");
  fs::create_directory_symlink(elsewhere.path(), root_ / "archive");
  EXPECT_THAT(places(), ElementsAre("archive/share/shop"));
}

TEST_F(FolderOfResults, IsReadOnceWhereLinksLeadInCircles) {
  write_stats("real/shop");
  write_journal("real/shop/rounds/1/old");
  fs::create_directory_symlink(root_ / "real", root_ / "latest");
  fs::create_directory_symlink(root_ / "real/shop", root_ / "a_link");
  fs::create_directory_symlink(root_ / "real/shop/rounds", root_ / "rounds");
  fs::create_directory_symlink(root_, root_ / "real/up");
  fs::create_directory_symlink(root_.parent_path(), root_ / "real/further_up");
  EXPECT_THAT(places(), ElementsAre("real/shop"));
}

TEST_F(FolderOfResults, NamesARunWhoseStartIsNoMoment) {
  write_stats("good");
  test::RecordedRun run = test::small_run();
  run.header.started_at = "yesterday";
  write("journal/journal.jsonl", test::journal_of(run));
  std::ostringstream stats;
  write_stats_json(test::live_result_of(run), stats);
  write("stats/stats.json", stats.str());
  EXPECT_THAT(places(), ElementsAre("good"));
  EXPECT_THAT(read_results(root_)->problems,
              ElementsAre("'journal/journal.jsonl': damaged: its start is 'yesterday'",
                          "'stats/stats.json': damaged: its start is 'yesterday'"));
}

TEST_F(FolderOfResults, WithoutAnyResultIsAnError) {
  EXPECT_THAT(read_results(root_).error().message, HasSubstr("a result is a folder with a stats.json or"));
  write("cut/stats.json", "{");
  EXPECT_THAT(read_results(root_).error().message, HasSubstr("cut/stats.json"));
  EXPECT_THAT(read_results(root_ / "nowhere").error().message, HasSubstr("nowhere' is not a folder"));
  EXPECT_THAT(read_results(root_ / "cut/stats.json").error().message, HasSubstr("is not a folder"));
}

TEST_F(FolderOfResults, LinksReportsThatLieBelowThePage) {
  write_stats("archive/a b#?/shop");
  write("archive/a b#?/shop/report.html", "page");
  write_stats("archive/without/shop");
  std::vector<TrendRun> runs = read_results(root_ / "archive")->runs;
  link_reports(root_ / "archive", root_ / "trend.html", runs);
  EXPECT_EQ(runs[0].report, "./archive/a%20b%23%3F/shop/report.html");
  EXPECT_EQ(runs[1].report, "") << "there is no page";
  link_reports(root_ / "archive", root_ / "archive/trend.html", runs);
  EXPECT_EQ(runs[0].report, "./a%20b%23%3F/shop/report.html");
  link_reports(root_ / "archive", root_ / "elsewhere/trend.html", runs);
  EXPECT_EQ(runs[0].report, "") << "it is not below the page's folder";
}

TEST_F(FolderOfResults, LinksReportsBehindSymbolicLinksBelowThePage) {
  TemporaryFolder elsewhere;
  write_stats("shop");
  write("shop/report.html", "page");
  fs::rename(root_ / "shop", fs::path(elsewhere.path()) / "shop");
  fs::create_directory_symlink(fs::path(elsewhere.path()) / "shop", root_ / "latest");
  std::vector<TrendRun> runs = read_results(root_)->runs;
  link_reports(root_, root_ / "trend.html", runs);
  EXPECT_EQ(runs.at(0).report, "./latest/report.html");
}

}  // namespace
}  // namespace brood
