// What `brood publish` leaves on disk for each system.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "ci/command/pipeline_links.hpp"
#include "ci/command/verbs.hpp"
#include "tests/command/given.hpp"
#include "tests/support/recorded_run.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::UnorderedElementsAre;

class Publishing : public ::testing::Test {
 protected:
  void record(const std::string& name, const std::string& journal) {
    fs::create_directories(results_ / name);
    std::ofstream(results_ / name / "journal.jsonl") << journal;
  }
  void record(const std::string& name) { record(name, test::journal_of(test::small_run())); }

  ExitCode publish(const std::string& system) {
    Command command;
    command.verb = Verb::publish;
    command.publish = {system, results_.string(), report_.string()};
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    const ExitCode code = brood::publish(command, variables_);
    printed_ = ::testing::internal::GetCapturedStdout();
    complaints_ = ::testing::internal::GetCapturedStderr();
    return code;
  }

  static std::string text_of(const fs::path& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }

  // Files of a folder, relative to it.
  static std::vector<std::string> files_in(const fs::path& folder) {
    std::vector<std::string> files;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder))
      if (entry.is_regular_file()) files.push_back(entry.path().lexically_relative(folder).string());
    return files;
  }

  TemporaryFolder temporary_;
  fs::path results_ = temporary_.file("stress-results"), report_ = temporary_.file("stress-report");
  std::map<std::string, std::string> variables_;
  std::string printed_, complaints_;
};

TEST_F(Publishing, ForGitlabLeavesWhatGitlabReads) {
  record("shop");
  EXPECT_EQ(publish("gitlab"), ExitCode::passed);
  EXPECT_THAT(files_in(report_), UnorderedElementsAre("index.html", "load-performance.json", "metrics.txt",
                                                      "shop/report.html", "shop/junit.xml", "shop/stats.json",
                                                      "shop/report.md", "shop/metrics.txt"));
}

TEST_F(Publishing, ForJenkinsLeavesWhatItsPluginsRead) {
  record("shop");
  EXPECT_EQ(publish("jenkins"), ExitCode::passed);
  EXPECT_THAT(files_in(report_), UnorderedElementsAre("index.html", "shop/report.html", "shop/junit.xml",
                                                      "shop/stats.json", "shop/taurus.xml", "shop/plot.csv"));
}

TEST_F(Publishing, ForGithubLeavesWhatItsActionsRead) {
  record("shop");
  EXPECT_EQ(publish("github"), ExitCode::passed);
  EXPECT_THAT(files_in(report_), IsSupersetOf({"index.html", "summary.md", "benchmark_smaller.json",
                                               "benchmark_bigger.json", "shop/report.md"}));
}

TEST_F(Publishing, TellsEachRunByName) {
  record("shop");
  record("bank");
  publish("gitlab");
  EXPECT_THAT(printed_, ::testing::MatchesRegex("bank: PASSED: .*\nshop: PASSED: .*\n"));
}

TEST_F(Publishing, MakesTheReportsThatAKilledRunLeftOut) {
  std::string journal = test::journal_of(test::small_run());
  record("shop", journal.substr(0, journal.rfind('\n', journal.size() - 2) + 1));  // no footer
  EXPECT_EQ(publish("gitlab"), ExitCode::passed);
  EXPECT_THAT(files_in(results_ / "shop"),
              UnorderedElementsAre("journal.jsonl", "report.html", "junit.xml", "stats.json"));
  EXPECT_THAT(text_of(report_ / "shop/stats.json"), HasSubstr("\"complete\": false"));
}

TEST_F(Publishing, LeavesReportsThatAreThereAsTheyAre) {
  record("shop");
  std::ofstream(results_ / "shop/stats.json") << "mine";
  publish("gitlab");
  EXPECT_EQ(text_of(results_ / "shop/stats.json"), "mine");
}

TEST_F(Publishing, ReplacesReportsOfAnEarlierRunInTheSameFolder) {
  record("shop");
  const fs::path stale = results_ / "shop/stats.json";
  std::ofstream(stale) << "of the run before";
  fs::last_write_time(stale, fs::last_write_time(results_ / "shop/journal.jsonl") - std::chrono::hours{1});
  publish("gitlab");
  EXPECT_EQ(text_of(stale), text_of(report_ / "shop/stats.json"));
}

TEST_F(Publishing, CallsRunsByTheirFoldersWhichDiffer) {
  record("first");  // both are of one scenario
  record("second");
  publish("gitlab");
  EXPECT_THAT(text_of(report_ / "metrics.txt"), HasSubstr("complete{run=\"first\"}"));
  EXPECT_THAT(text_of(report_ / "metrics.txt"), HasSubstr("complete{run=\"second\"}"));
}

TEST_F(Publishing, PassesOverFoldersThatAreNoRuns) {
  record("shop");
  fs::create_directories(results_ / "notes");
  publish("gitlab");
  EXPECT_FALSE(fs::exists(report_ / "notes"));
}

TEST_F(Publishing, WithoutAnyRunIsAUsageErrorAndWritesNothing) {
  EXPECT_EQ(publish("gitlab"), ExitCode::usage);
  EXPECT_THAT(complaints_, HasSubstr("give the folder that holds the output folders of runs"));
  fs::create_directories(results_ / "notes");
  EXPECT_EQ(publish("gitlab"), ExitCode::usage);
  EXPECT_THAT(complaints_, HasSubstr("Was a stress test run?"));
  EXPECT_FALSE(fs::exists(report_));
}

TEST_F(Publishing, ReplacesNoReportsOfAnotherRun) {
  record("shop");
  fs::create_directories(report_ / "shop");
  std::ofstream(report_ / "shop/journal.jsonl") << "another run's";
  EXPECT_EQ(publish("gitlab"), ExitCode::usage);
  EXPECT_THAT(complaints_, HasSubstr("is the output folder of another run"));
  EXPECT_THAT(files_in(report_), UnorderedElementsAre("shop/journal.jsonl"));
}

TEST_F(Publishing, MayGoBesideTheRunItself) {
  record("shop");
  report_ = results_;
  EXPECT_EQ(publish("gitlab"), ExitCode::passed) << complaints_;
}

TEST_F(Publishing, NamesARunThatCannotBeReadAndWritesTheOthers) {
  record("broken", "this is no journal\n");
  record("shop");
  EXPECT_EQ(publish("gitlab"), ExitCode::internal);
  EXPECT_THAT(complaints_, HasSubstr("broken/journal.jsonl'"));
  EXPECT_TRUE(fs::exists(report_ / "shop/report.html"));
  EXPECT_TRUE(fs::exists(report_ / "index.html"));
}

TEST_F(Publishing, ShowsARunThatCannotBeRead) {
  record("broken", "this is no journal\n");
  EXPECT_EQ(publish("github"), ExitCode::internal);
  for (const char* page : {"index.html", "summary.md", "annotations.txt"})
    EXPECT_THAT(text_of(report_ / page), HasSubstr("record cannot be read")) << page;
}

// What brood-stress leaves of a job with these tests, of which ctest reports `cases`.
void leave_ctest_report(const fs::path& folder, const std::string& names, const std::string& cases) {
  fs::create_directories(folder);
  std::ofstream list(folder / "ctest.txt");
  list << "[HANDLER_OUTPUT] \nTest project /build/Test #1: odd\n";
  std::istringstream words(names);
  int number = 0;
  for (std::string name; words >> name;) list << "  Test  #" << ++number << ": " << name << '\n';
  list << "\nTotal Tests: " << number << '\n';
  if (!cases.empty()) std::ofstream(folder / "ctest.xml") << "<testsuite>" << cases << "</testsuite>";
}

TEST_F(Publishing, ShowsATestThatFailedAndLeftNoRun) {
  record("shop");
  leave_ctest_report(report_, "shop bank",
                     R"(<testcase name="shop" status="fail"><failure message=""/></testcase>
<testcase name="bank" status="fail"><failure message="Failed"/>
<system-out>CTEST_FULL_OUTPUT
brood: PT_THRESHOLDS line 2: no such metric</system-out></testcase>)");
  EXPECT_EQ(publish("github"), ExitCode::passed);
  for (const char* page : {"index.html", "summary.md", "annotations.txt"}) {
    EXPECT_THAT(text_of(report_ / page), HasSubstr("did not run")) << page;
    EXPECT_THAT(text_of(report_ / page), HasSubstr("no such metric")) << page;
  }
  EXPECT_THAT(printed_, ::testing::MatchesRegex("shop: PASSED: .*\nbank: NO VERDICT: .*\n"));
  EXPECT_THAT(text_of(report_ / "bank/junit.xml"), HasSubstr("errors=\"1\""));
}

TEST_F(Publishing, ShowsTestsThatWereNotStarted) {
  leave_ctest_report(report_, "shop bank", R"(<testcase name="shop" status="run"/>)");
  EXPECT_EQ(publish("jenkins"), ExitCode::passed);
  EXPECT_THAT(printed_, ::testing::MatchesRegex("bank: NO VERDICT: .*ctest was ended before\n"));
  EXPECT_FALSE(fs::exists(report_ / "bank/plot.csv"));  // a trend has no point without figures
}

TEST_F(Publishing, PassesOverTestsThatAreDisabledOrSkippedThemselves) {
  record("shop");
  leave_ctest_report(report_, "shop off late",
                     R"(<testcase name="off" status="disabled"><skipped message="Disabled"/></testcase>
<testcase name="late" status="notrun"><skipped message="SKIP_RETURN_CODE=77"/></testcase>)");
  publish("gitlab");
  EXPECT_THAT(printed_, ::testing::MatchesRegex("shop: PASSED: .*\n"));
}

TEST_F(Publishing, WritesNothingOutsideItsFolderWhateverATestIsCalled) {
  leave_ctest_report(report_, "../../a/b", "");
  publish("jenkins");
  EXPECT_TRUE(fs::exists(report_ / "_._.._a_b/report.html"));
}

TEST_F(Publishing, SaysOnceThatItsFolderCannotBeWritten) {
  record("shop");
  record("bank");
  std::ofstream(report_) << "in the way";
  EXPECT_EQ(publish("gitlab"), ExitCode::internal);
  EXPECT_THAT(complaints_, ::testing::MatchesRegex("brood: cannot write '.*stress-report': .*\n"));
  EXPECT_EQ(printed_, "");
}

TEST_F(Publishing, NamesAFileThatCannotBeWrittenAndWritesTheOthers) {
  record("shop");
  fs::create_directories(report_ / "shop/junit.xml/in the way");
  EXPECT_EQ(publish("gitlab"), ExitCode::internal);
  EXPECT_THAT(complaints_, HasSubstr("shop/junit.xml'"));
  EXPECT_TRUE(fs::exists(report_ / "shop/stats.json"));
  EXPECT_TRUE(fs::exists(report_ / "metrics.txt"));
}

TEST_F(Publishing, LinksToTheJobsArtifactsWhereGitlabSaysWhichJob) {
  record("shop");
  variables_ = {{"CI_JOB_URL", "https://gitlab.invalid/team/shop/-/jobs/7"},
                {"CI_PROJECT_DIR", temporary_.path()}};
  publish("gitlab");
  EXPECT_THAT(
      text_of(report_ / "annotations.json"),
      HasSubstr("https://gitlab.invalid/team/shop/-/jobs/7/artifacts/file/stress-report/shop/report.html"));
}

TEST(AddressOfArtifacts, IsKnownWithinTheProjectOnly) {
  const std::map<std::string, std::string> job{{"CI_JOB_URL", "https://x/-/jobs/7"},
                                               {"CI_PROJECT_DIR", "/p"}};
  EXPECT_EQ(address_of_artifacts("/p/a b/c", job), "https://x/-/jobs/7/artifacts/file/a%20b/c/");
  EXPECT_EQ(address_of_artifacts("/p", job), "https://x/-/jobs/7/artifacts/file/");
  EXPECT_EQ(address_of_artifacts("/elsewhere", job), "");
  EXPECT_EQ(address_of_artifacts("/p/c", {}), "");
}

TEST(PublishOptions, AreTheSystemAndTwoFolders) {
  const Command given = testing::command({"publish gitlab some/results --to some/report"});
  EXPECT_EQ(given.publish.system, "gitlab");
  EXPECT_EQ(given.publish.runs, "some/results");
  EXPECT_EQ(given.publish.to, "some/report");
}

TEST(PublishOptions, HaveFoldersWhereNoneIsGiven) {
  const Command given = testing::command({"publish jenkins"});
  EXPECT_EQ(given.publish.runs, "stress-results");
  EXPECT_EQ(given.publish.to, "stress-report");
}

TEST(PublishOptions, NameASystemThatBroodKnows) {
  EXPECT_EQ(testing::mistake({"publish gitlba"}),
            "SYSTEM: 'gitlba' is no system that Brood knows; give gitlab, jenkins or github");
  EXPECT_EQ(testing::mistake({"publish"}),
            "for which system? Give gitlab, jenkins or github, as in 'brood publish gitlab'");
}

}  // namespace
}  // namespace brood
