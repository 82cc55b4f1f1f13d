#include "reporters/console.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "runner/core/result_fold.hpp"
#include "tests/support/recorded_run.hpp"

namespace brood {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string summary_of(const test::RecordedRun& run, const ConsoleStyle& style = {}) {
  std::ostringstream out;
  write_summary(
      test::live_result_of(run),
      {{"junit", "stress-results/shop_e2e/junit.xml"}, {"json", "stress-results/shop_e2e/stats.json"}}, style,
      out);
  return out.str();
}

std::string golden(const std::string& name) {
  std::ifstream in(std::string(BROOD_GOLDEN_DIR) + '/' + name);
  return {std::istreambuf_iterator<char>(in), {}};
}

test::RecordedRun failing_run() {
  test::RecordedRun run = test::small_run();
  run.header.scenario.thresholds = {"requests: p95 < 10ms", "task 'Shop.Buy': error_rate < 1%",
                                    "tasks: rate > 1/s"};
  run.tasks.emplace_back("Shop.Idle");
  run.replaced_users = 1;
  return run;
}

TEST(Summary, OfAPassingRun) { EXPECT_EQ(summary_of(test::small_run()), golden("passed.txt")); }

TEST(Summary, OfAFailingRun) { EXPECT_EQ(summary_of(failing_run()), golden("failed.txt")); }

TEST(Summary, OfAnIncompleteRun) {
  test::RecordedRun run = test::small_run();
  run.footer.ended_by = EndedBy::not_ready;
  run.footer.reason =
      "the system under test did not answer GET /health within 30s. Its last lines:\n  bind: in use";
  run.intervals.clear();
  EXPECT_EQ(summary_of(run), golden("incomplete.txt"));
}

TEST(Summary, OfARunThatACheckStopped) {
  test::RecordedRun run = test::small_run();
  run.header.scenario.thresholds = {"tasks: failures == 0, abort"};
  run.footer.ended_by = EndedBy::threshold;
  run.footer.reason = "stopped after 1s by \"tasks: failures == 0, abort\": failures is 1, not == 0";
  EXPECT_THAT(summary_of(run),
              AllOf(HasSubstr("  FAILED        tasks: failures == 0, abort  observed 1 at 1s, limit == 0\n"),
                    HasSubstr("FAILED: 1 of 4 checks failed. The run was " + run.footer.reason + ".\n")));
}

TEST(Summary, FitsANarrowTerminal) {
  ConsoleStyle style;
  style.width = 72;
  std::istringstream lines(summary_of(test::small_run(), style));
  for (std::string line; std::getline(lines, line) && line.find("Errors") == std::string::npos;)
    EXPECT_LE(line.size(), 72u) << line;
}

TEST(Summary, HasWholeNamesWithoutATerminal) {
  test::RecordedRun run = test::small_run();
  run.tasks[0] = run.intervals[0].tasks[0].task = std::string(200, 'x') + ".First";
  EXPECT_THAT(summary_of(run), HasSubstr('\n' + run.tasks[0] + ' '));
}

TEST(Summary, HasColourOnlyWhenAskedFor) {
  ConsoleStyle style;
  EXPECT_THAT(summary_of(failing_run(), style), Not(HasSubstr("\x1b")));
  style.colour = true;
  EXPECT_THAT(summary_of(failing_run(), style), HasSubstr("\x1b[31mFAILED"));
}

TEST(Summary, LetsNoControlBytesThrough) {
  test::RecordedRun run = test::small_run();
  run.header.scenario.name = run.tasks[0] = run.intervals[0].tasks[0].task = "\x1b]0;owned\x07";
  run.header.scenario.target = "\x1b[2J";
  run.intervals[0].errors[0].message = run.footer.reason = "\x1b[31m\r\x9b";
  run.intervals[0].errors[0].task = run.intervals[0].errors[0].where = "\x1b[2J";
  run.warnings = {"\x1b[1A"};
  EXPECT_THAT(summary_of(run), AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\x07")), Not(HasSubstr("\r"))));
}

TEST(Summary, ShowsTheRowsThatMatterWhenThereAreTooMany) {
  test::RecordedRun run = test::small_run();
  for (int i = 0; i < 100; ++i) run.tasks.push_back("A.Idle" + std::to_string(i));
  EXPECT_THAT(summary_of(run), AllOf(HasSubstr("Shop.Buy"), HasSubstr("and 62 more")));
}

TEST(ProgressLine, TellsTimeUsersRateLatencyAndFailures) {
  ResultFold fold;
  const test::RecordedRun run = test::small_run();
  EXPECT_EQ(progress_line(fold.so_far(), {}), "0:00  starting");
  fold.observe(run.header);
  fold.observe(run.intervals[0]);
  EXPECT_EQ(progress_line(fold.so_far(), {}),
            "0:01 of 0:02  2 users  tasks 5/s p95 40 ms  requests 4/s p95 20 ms  1 failed");
}

TEST(ProgressLine, SaysThatTheRunIsFinishing) {
  ResultFold fold;
  const test::RecordedRun run = test::small_run();
  for (const Interval& interval : run.intervals) fold.observe(interval);
  EXPECT_THAT(progress_line(fold.so_far(), {}), HasSubstr("finishing"));
}

TEST(ProgressLine, NeverWrapsWhereItIsRewritten) {
  ResultFold fold;
  fold.observe(test::small_run().intervals[0]);
  ConsoleStyle style;
  style.rewrite = true;
  style.width = 40;
  EXPECT_EQ(progress_line(fold.so_far(), style).size(), 39u);
}

}  // namespace
}  // namespace brood
