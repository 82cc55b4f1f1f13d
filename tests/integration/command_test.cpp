// The verbs on a real run.
#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Ended brood_with(std::vector<std::string> words, const std::vector<std::string>& variables = {}) {
  words.insert(words.begin(), BROOD_COMMAND);
  return run_program(words, variables, std::chrono::seconds{60});
}

// A run of a thousand iterations, shared by the tests that look at what it left.
class RecordedCommand : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    run_ = new Ended(
        brood_with({"run", PROBE_ENVIRONMENT_FILE, "-n", "1000", "-r", "100", "--seed", "7", "--out",
                    folder_->file("run"), "--report", "json:" + folder_->file("more/stats.json")}));
  }
  static void TearDownTestSuite() {
    delete run_;
    delete folder_;
  }
  static std::string recorded(const std::string& name) { return folder_->file("run/" + name); }

  static TemporaryFolder* folder_;
  static Ended* run_;
};
TemporaryFolder* RecordedCommand::folder_ = nullptr;
Ended* RecordedCommand::run_ = nullptr;

TEST_F(RecordedCommand, RunPassesAndTellsSeedSummaryAndReports) {
  EXPECT_EQ(run_->code, 0) << run_->output;
  EXPECT_THAT(run_->output, HasSubstr("seed 7"));
  EXPECT_THAT(run_->output, HasSubstr("Environment.IsUp"));
  EXPECT_THAT(run_->output, HasSubstr(recorded("junit.xml")));
}

TEST_F(RecordedCommand, RunWritesForPlainEyesWhereThereIsNoTerminal) {
  EXPECT_THAT(run_->output, Not(HasSubstr("\033")));
  EXPECT_THAT(run_->output, Not(HasSubstr("\r")));
  EXPECT_THAT(run_->output, Not(HasSubstr("CTestMeasurement")));
}

TEST_F(RecordedCommand, AskedForReportsComeOnTopOfTheUsualOnes) {
  EXPECT_EQ(read_file(folder_->file("more/stats.json")), read_file(recorded("stats.json")));
}

TEST_F(RecordedCommand, ReportsFromTheJournalAreTheLiveOnesByteForByte) {
  const std::string json = folder_->file("again.json");
  const std::string junit = folder_->file("again.xml");
  const std::string page = folder_->file("again.html");
  const Ended ended = brood_with(
      {"report", recorded(""), "--report", "json:" + json, "--report", "junit:" + junit, "--html", page});
  EXPECT_EQ(ended.code, 0) << ended.output;
  EXPECT_EQ(read_file(json), read_file(recorded("stats.json")));
  EXPECT_EQ(read_file(junit), read_file(recorded("junit.xml")));
  EXPECT_EQ(read_file(page), read_file(recorded("report.html")));
}

TEST_F(RecordedCommand, ReportWithoutFormatPrintsTheSummaryOfTheRun) {
  const Ended ended = brood_with({"report", recorded("journal.jsonl")});
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.output, HasSubstr("Environment.IsUp"));
}

TEST_F(RecordedCommand, CheckJudgesByTheRunsOwnThresholdsOrByOthers) {
  EXPECT_EQ(brood_with({"check", recorded("")}).code, 0);
  const Ended other = brood_with({"check", recorded(""), "--threshold", "tasks: count > 5000"});
  EXPECT_EQ(other.code, 1);
  EXPECT_THAT(other.output, HasSubstr("tasks: count > 5000"));
}

TEST_F(RecordedCommand, CheckOfACutJournalHasNoVerdict) {
  const std::string journal = read_file(recorded("journal.jsonl"));
  std::ofstream(folder_->file("cut.jsonl")) << journal.substr(0, journal.size() / 2);
  EXPECT_EQ(brood_with({"check", folder_->file("cut.jsonl")}).code, 3);
}

TEST_F(RecordedCommand, AReportThatCannotBeWrittenIsCodeFourAndTheOthersAreWritten) {
  const Ended ended = brood_with({"report", recorded(""), "--report", "json:/proc/brood.json", "--report",
                                  "junit:" + folder_->file("kept.xml")});
  EXPECT_EQ(ended.code, 4);
  EXPECT_THAT(ended.output, HasSubstr("/proc/brood.json"));
  EXPECT_EQ(read_file(folder_->file("kept.xml")), read_file(recorded("junit.xml")));
}

TEST_F(RecordedCommand, RunsSideBySideAreAskedForByNamingThem) {
  const std::string journal = read_file(recorded("journal.jsonl"));
  std::ofstream(folder_->file("half.jsonl")) << journal.substr(0, journal.size() / 2);
  const std::string json = folder_->file("compare.json"), page = folder_->file("compare.html");
  const Ended ended = brood_with(
      {"report", recorded(""), folder_->file("half.jsonl"), "--report", "json:" + json, "--html", page});
  EXPECT_EQ(ended.code, 0) << ended.output;
  const auto compared = nlohmann::json::parse(read_file(json));
  EXPECT_EQ(compared["runs"][0]["outcome"], "passed");
  EXPECT_EQ(compared["runs"][1]["outcome"], "incomplete");
  EXPECT_THAT(read_file(page), HasSubstr("Runs side by side"));
  const Ended printed = brood_with({"report", recorded(""), folder_->file("half.jsonl")});
  EXPECT_EQ(printed.code, 0);
  EXPECT_THAT(printed.output, HasSubstr("Run 2 is incomplete"));
}

TEST_F(RecordedCommand, OneOfSeveralThatCannotBeReadIsAUsageError) {
  const std::string file = folder_->file("none.md");
  const Ended ended = brood_with({"report", recorded(""), "/nowhere", "--report", "md:" + file});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.output, HasSubstr("cannot read '/nowhere'"));
  EXPECT_FALSE(std::ifstream(file));
}

TEST_F(RecordedCommand, ATrendIsOfAllResultsBelowAFolder) {
  const std::string json = folder_->file("trend.json"), page = folder_->file("trend.html");
  const auto trend_below = [&](const std::string& folder) {
    const Ended ended = brood_with({"report", "--trend", folder, "--report", "json:" + json, "--html", page});
    EXPECT_EQ(ended.code, 0) << ended.output;
    return nlohmann::json::parse(read_file(json))["scenarios"][0];
  };
  const auto both = trend_below(folder_->file("."));
  ASSERT_EQ(both["runs"].size(), 1u) << "both folders are of one run";
  EXPECT_EQ(both["runs"][0]["place"], "more");
  EXPECT_EQ(both["copies"], 1);
  EXPECT_EQ(trend_below(folder_->file("run"))["runs"][0]["report"], "./run/report.html");
  EXPECT_THAT(read_file(page), HasSubstr("Trend of load tests"));
  EXPECT_THAT(brood_with({"report", "--trend", folder_->file("run")}).output,
              HasSubstr("all tasks of 1 run"));
}

TEST(Command, ATrendOfAFolderWithoutResultsIsAUsageError) {
  const TemporaryFolder folder;
  const Ended ended = brood_with({"report", "--trend", folder.file(".")});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.output, HasSubstr("no result that can be read"));
}

TEST_F(RecordedCommand, NoResultIsAUsageError) { EXPECT_EQ(brood_with({"report", "/nowhere"}).code, 2); }

TEST(Command, ARunWithAFullDiskIsNamedPrintsItsVerdictAndWritesTheOtherReports) {
  const TemporaryFolder folder;
  const Ended ended = brood_with({"run", PROBE_ENVIRONMENT_FILE, "-n", "10", "--out", folder.file("run"),
                                  "--report", "md:/dev/full", "--csv", folder.file("shop")});
  EXPECT_EQ(ended.code, 4);
  EXPECT_THAT(ended.output, HasSubstr("cannot write '/dev/full': No space left on device"));
  EXPECT_THAT(ended.output, HasSubstr("PASSED: "));
  EXPECT_THAT(ended.output, HasSubstr(folder.file("shop_stats.csv") + " and 3 more\n"));
  EXPECT_THAT(read_file(folder.file("shop_stats.csv")), HasSubstr("\r\nTASK,Environment.IsUp,10,0,"));
  EXPECT_THAT(read_file(folder.file("run/junit.xml")), HasSubstr("Environment"));
}

TEST(Command, TheFormatsOfReportsAreListed) {
  const Ended ended = brood_with({"report", "--list"});
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.output, StartsWith("json  "));
}

TEST(Command, ListPrintsFullNamesAndSetsUpNoEnvironment) {
  const Ended ended = brood_with({"list", PROBE_ENVIRONMENT_FILE}, {"PROBE_ENVIRONMENT=fail"});
  EXPECT_EQ(ended.code, 0);
  EXPECT_EQ(ended.output, "Environment.IsUp\n");
}

TEST(Command, UnderCtestTheSummaryIsKeptWholeAndFiguresAreTagged) {
  const TemporaryFolder folder;
  const Ended ended = brood_with({"run", PROBE_ENVIRONMENT_FILE, "--once", "--out", folder.path()},
                                 {"DASHBOARD_TEST_FROM_CTEST=3.25.1"});
  EXPECT_THAT(ended.output, StartsWith("CTEST_FULL_OUTPUT\n"));
  EXPECT_THAT(ended.output,
              HasSubstr(R"(<CTestMeasurement type="numeric/double" name="iterations">1</CTestMeasurement>)"));
}

TEST(Command, TheEnvironmentAloneStartsARun) {
  const TemporaryFolder folder;
  std::ofstream(folder.file("run.json")) << R"({"out": ")" << folder.path() << R"("})";
  const Ended ended = brood_with({"--config", folder.file("run.json")},
                                 {std::string("PT_LOCUST_FILE=") + PROBE_ENVIRONMENT_FILE, "PT_NUM_CLIENTS=3",
                                  "PT_HATCH_RATE=50", "PT_DURATION=0.02", "GTEST_FILTER="});
  EXPECT_EQ(ended.code, 0) << ended.output;
  const auto config = nlohmann::json::parse(read_file(folder.file("stats.json"))).at("config");
  EXPECT_EQ(config.at("users"), 3);
  EXPECT_EQ(config.at("run_time_s"), 1.2);
}

TEST(Command, TheTargetIsFoundFromTheFolderWhereBroodWasStarted) {
  const TemporaryFolder folder;
  const Ended ended = run_program({"/bin/sh", "-c",
                                   "cd $(dirname " PROBE_ENVIRONMENT_FILE ") && exec " BROOD_COMMAND
                                   " run ./$(basename " PROBE_ENVIRONMENT_FILE ") --once --cwd / --out " +
                                       folder.path()});
  EXPECT_EQ(ended.code, 0) << ended.output;
}

}  // namespace
}  // namespace brood
