// Thresholds with windows and aborts on runs of a target that turns bad after two seconds.
#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class ATurningTarget : public testing::Test {
 protected:
  Ended run(const std::string& task, const std::string& threshold, const std::string& run_time) {
    return run_program({BROOD_COMMAND, "run", PROBE_TURNING_FILE, "--filter", "Turning." + task, "-r", "100",
                        "-t", run_time, "--stop-timeout", "1s", "--threshold", threshold, "--out",
                        folder_.path()});
  }
  Ended check(std::vector<std::string> more = {}) {
    more.insert(more.begin(), {BROOD_COMMAND, "check", folder_.path()});
    return run_program(more);
  }
  std::string text(const std::string& name) { return read_file(folder_.file(name)); }
  json stats() { return json::parse(text("stats.json")); }

  // Whatever is made from the journal says the same.
  void expect_the_same_from_the_journal() {
    const std::string again = folder_.file("again.json");
    const std::string junit = folder_.file("again.xml");
    run_program(
        {BROOD_COMMAND, "report", folder_.path(), "--report", "json:" + again, "--report", "junit:" + junit});
    EXPECT_EQ(read_file(again), text("stats.json"));
    EXPECT_EQ(read_file(junit), text("junit.xml"));
    EXPECT_EQ(check().code, 1);
  }

  TemporaryFolder folder_;
};

TEST_F(ATurningTarget, ThatFailsIsStoppedAtItsFirstFailure) {
  const Ended ended = run("Fails", "task '*': failures == 0, abort", "60s");
  EXPECT_EQ(ended.code, 1) << ended.output;
  EXPECT_THAT(ended.output, HasSubstr(" by \"task '*': failures == 0, abort\" [Turning.Fails]: failures is"));
  const json all = stats();
  EXPECT_EQ(all["ended_by"], "threshold");
  EXPECT_EQ(all["complete"], false);
  EXPECT_EQ(all["verdict"], "failed");
  EXPECT_LT(all["duration_s"], 10);
  EXPECT_GT(all["totals"]["tasks"]["passed"], 0);
  EXPECT_EQ(all["totals"]["tasks"]["abandoned"], 0);
  EXPECT_EQ(all["checks"][0]["name"], "Turning.Fails");
  EXPECT_LE(all["checks"][0]["at_s"], all["duration_s"]);
  EXPECT_THAT(text("junit.xml"), HasSubstr("<failure"));
  EXPECT_THAT(text("junit.xml"), testing::Not(HasSubstr("<error")));
  expect_the_same_from_the_journal();
}

TEST_F(ATurningTarget, ThatSlowsDownBreaksAWindow) {
  const Ended ended = run("Slows", "tasks: p95 < 200ms for 2s", "6s");
  EXPECT_EQ(ended.code, 1) << ended.output;
  const json all = stats();
  EXPECT_EQ(all["ended_by"], "run_time");
  EXPECT_EQ(all["checks"][0]["limit"], "< 200ms for 2s");
  EXPECT_GE(all["checks"][0]["at_s"], 3);
  EXPECT_LE(all["checks"][0]["at_s"], 5);
  EXPECT_THAT(all["checks"][0]["observed"].get<std::string>(), HasSubstr("ms"));
  expect_the_same_from_the_journal();
}

TEST_F(ATurningTarget, ThatHangsBreaksAWindowForLackOfData) {
  const Ended ended = run("Hangs", "tasks: p95 < 200ms over 2s, abort", "60s");
  EXPECT_EQ(ended.code, 1) << ended.output;
  const json all = stats();
  EXPECT_EQ(all["ended_by"], "threshold");
  EXPECT_LT(all["duration_s"], 10);
  EXPECT_THAT(all["checks"][0]["reason"].get<std::string>(), HasSubstr("no data"));
  EXPECT_EQ(all["checks"][0]["verdict"], "failed");
  EXPECT_EQ(all["totals"]["tasks"]["abandoned"], 2) << "gently, but not for ever";
  expect_the_same_from_the_journal();
}

TEST_F(ATurningTarget, IsJudgedLaterByAFileOfOtherThresholds) {
  const Ended ended = run("Slows", "tasks: p95 < 10s within 1h", "4s");
  EXPECT_EQ(ended.code, 0) << ended.output;
  EXPECT_THAT(ended.output, HasSubstr("is longer than the run time of 4s"));
  std::ofstream(folder_.file("gate.txt")) << "# at first it is quick\ntasks: p95 < 200ms within 1s\n";
  EXPECT_EQ(check({"--threshold-file", folder_.file("gate.txt")}).code, 0);
  std::ofstream(folder_.file("gate.txt"), std::ios::app) << "tasks: p95 < 200ms for 1s, abort\n";
  const Ended judged = check({"--threshold-file", folder_.file("gate.txt")});
  EXPECT_EQ(judged.code, 1);
  EXPECT_THAT(judged.output, HasSubstr("limit < 200ms for 1s"));
}

}  // namespace
}  // namespace brood
