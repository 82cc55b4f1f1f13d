// How a run ends before its time, and what is left of it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/integration/running_brood.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;

class AnEnding : public testing::Test {
 protected:
  // Ten minutes of load, to be ended before.
  std::vector<std::string> run(std::vector<std::string> more = {}) {
    std::vector<std::string> words{BROOD_COMMAND, "run", PROBE_FAULTS_FILE, "-u",          "5", "-r", "1000",
                                   "-t",          "10m", "--out",           folder_.path()};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
  static std::vector<std::string> harmless() { return {"--filter", "Fault.None", "--wait", "10ms"}; }

  bool load_is_on() {
    return eventually([&] { return read_file(journal()).find("\"interval\"") != std::string::npos; },
                      seconds{20});
  }
  std::string journal() { return folder_.file("journal.jsonl"); }
  std::string output() { return folder_.file("output"); }
  json stats() { return json::parse(read_file(folder_.file("stats.json"))); }

  TemporaryFolder folder_;
};

class AStopSignal : public AnEnding, public testing::WithParamInterface<int> {};

TEST_P(AStopSignal, EndsTheRunGentlyWithAllReports) {
  RunningBrood brood(run(harmless()), output());
  ASSERT_TRUE(load_is_on());
  brood.signal(GetParam());
  EXPECT_EQ(3, brood.wait()) << read_file(output());
  EXPECT_EQ("signal", stats()["ended_by"]);
  EXPECT_FALSE(stats()["complete"]);
  EXPECT_EQ(0, stats()["totals"]["tasks"]["abandoned"]);
  EXPECT_GT(stats()["totals"]["tasks"]["passed"], 0);
  EXPECT_TRUE(std::filesystem::exists(folder_.file("junit.xml")));
}
INSTANTIATE_TEST_SUITE_P(Signals, AStopSignal, testing::Values(SIGINT, SIGTERM));

TEST_F(AnEnding, BySecondSignalDoesNotWaitForRunningIterations) {
  RunningBrood brood(run({"--filter", "Fault.Hang", "--stop-timeout", "5m"}), output());
  ASSERT_TRUE(load_is_on());
  brood.signal(SIGTERM);
  EXPECT_FALSE(
      eventually([&] { return std::filesystem::exists(folder_.file("stats.json")); }, milliseconds{500}));
  brood.signal(SIGTERM);
  EXPECT_EQ(3, brood.wait());
  EXPECT_EQ(5, stats()["totals"]["tasks"]["abandoned"]);
}

TEST_F(AnEnding, AbandonsWhatDoesNotEndWithinTheStopTimeout) {
  // So many users that some draw the test that ends first: a run in which no iteration ended fails.
  const Ended ended =
      run_program({BROOD_COMMAND, "run", PROBE_FAULTS_FILE, "-u", "20", "-r", "1000", "-t", "300ms",
                   "--filter", "Fault.Hang:Fault.None", "--stop-timeout", "300ms", "--out", folder_.path()});
  EXPECT_EQ(1, ended.code) << ended.output;
  EXPECT_THAT(ended.output, HasSubstr("FAILED        tasks: abandoned == 0  observed 20"));
  EXPECT_EQ("run_time", stats()["ended_by"]);
  EXPECT_EQ(20, stats()["totals"]["tasks"]["abandoned"]);
  EXPECT_EQ(0, stats()["totals"]["tasks"]["failed"]);
}

TEST_F(AnEnding, OfTheTargetEndsTheRunWithoutVerdict) {
  RunningBrood brood(run(harmless()), output());
  ASSERT_TRUE(load_is_on());
  kill(zygote_of(brood, PROBE_FAULTS_FILE), SIGKILL);
  EXPECT_EQ(3, brood.wait()) << read_file(output());
  EXPECT_EQ("target_died", stats()["ended_by"]);
  EXPECT_THAT(read_file(output()), HasSubstr("was killed by SIGKILL"));
  EXPECT_TRUE(eventually([&] { return brood.family().empty(); }, seconds{1}));
}

TEST_F(AnEnding, OfBroodItselfTakesEverythingWithItAndLosesNothing) {
  const std::string sut =
      "trap '' INT TERM HUP; setsid sleep 600 & exec python3 -m http.server {port} --bind 127.0.0.1";
  std::vector<std::string> more{"--sut",  sut,   "--filter", "Fault.None:Fault.LeavesChildInOwnSession",
                                "--wait", "10ms"};
  RunningBrood brood(run(more), output());
  ASSERT_TRUE(load_is_on());
  const std::string mark = "MARK=" + brood.mark();
  ASSERT_GE(marked_processes(mark).size(), 8u);
  brood.signal(SIGKILL);
  EXPECT_EQ(128 + SIGKILL, brood.wait());
  EXPECT_TRUE(eventually([&] { return marked_processes(mark).empty(); }, seconds{1}));

  const std::string report = folder_.file("again.json");
  const Ended ended = run_program({BROOD_COMMAND, "report", folder_.path(), "--report", "json:" + report});
  EXPECT_EQ(0, ended.code) << ended.output;
  const json stats = json::parse(read_file(report));
  EXPECT_FALSE(stats["complete"]);
  EXPECT_EQ("unknown", stats["ended_by"]);
  EXPECT_GT(stats["totals"]["tasks"]["passed"], 0);
  EXPECT_EQ(3, run_program({BROOD_COMMAND, "check", folder_.path()}).code);
}

TEST_F(AnEnding, OfTheSystemUnderTestEndsTheRunWithItsLastWords) {
  RunningBrood brood(
      run({"--sut", "sleep 2; echo the disk is full; exit 7", "--filter", "Fault.None", "--wait", "10ms"}),
      output());
  EXPECT_EQ(3, brood.wait());
  EXPECT_EQ("sut_died", stats()["ended_by"]);
  EXPECT_THAT(read_file(output()), HasSubstr("the disk is full"));
}

TEST_F(AnEnding, ByTheBudgetIsExact) {
  const Ended ended = run_program({BROOD_COMMAND, "run", PROBE_FAULTS_FILE, "-u", "7", "-r", "1000", "-n",
                                   "1001", "--filter", "Fault.None", "--out", folder_.path()});
  EXPECT_EQ(0, ended.code) << ended.output;
  EXPECT_EQ("iterations", stats()["ended_by"]);
  EXPECT_EQ(1001, stats()["totals"]["tasks"]["count"]);
}

}  // namespace
}  // namespace brood
