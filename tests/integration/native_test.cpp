// A native scenario from its source to stats.json: users as fibers, their requests as the server saw them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/integration/native_run.hpp"

namespace brood {
namespace {

using testing::HasSubstr;

TEST_F(NativeScenario, IsListedByTaskName) {
  const Ended ended = run_program({BROOD_COMMAND, "list", NATIVE_SCENARIO_FILE});
  EXPECT_EQ("Visitor.browse\nVisitor.miss\nVisitor.broken\nVisitor.throws\nVisitor.sleeps\nGuest.looks\n",
            ended.output);
}

TEST_F(NativeScenario, CountsEveryRequestThatTheServerHandled) {
  const Ended ended = run(NATIVE_SCENARIO_FILE, {"-u", "30", "-r", "1000", "-t", "2s", "--filter",
                                                 "Visitor.browse:Visitor.miss:Guest.*"});
  EXPECT_EQ(0, ended.code) << ended.output;
  EXPECT_EQ(server_.handled(), stats()["totals"]["requests"]["count"]);
  EXPECT_EQ(0, row("requests", "miss")["failed"]) << "a status that was expected is no failure";
  EXPECT_GT(row("requests", "looks")["count"], 0);
}

TEST_F(NativeScenario, FailsWhereTheServerDoesWithoutAnyThreshold) {
  const Ended ended = run(NATIVE_SCENARIO_FILE, {"-u", "2", "-n", "20", "--filter", "Visitor.broken"});
  EXPECT_EQ(1, ended.code) << ended.output;
  EXPECT_EQ(20, row("tasks", "Visitor.broken")["failed"]);
  EXPECT_EQ(20, row("requests", "broken")["failed"]);
}

TEST_F(NativeScenario, TellsWhatATaskThrew) {
  EXPECT_EQ(1, run(NATIVE_SCENARIO_FILE, {"-u", "2", "-n", "10", "--filter", "Visitor.throws"}).code);
  EXPECT_EQ("std::runtime_error: no stock", stats()["errors"][0]["message"]);
  EXPECT_EQ(10, stats()["errors"][0]["count"]);
}

TEST_F(NativeScenario, SharesUsersOutByWeight) {
  ASSERT_EQ(0, run(NATIVE_SCENARIO_FILE,
                   {"-u", "10", "-r", "1000", "-t", "500ms", "--filter", "Visitor.sleeps:Guest.*"})
                   .code);
  EXPECT_GT(row("tasks", "Visitor.sleeps")["count"], 0);
  EXPECT_GT(row("tasks", "Guest.looks")["count"], 0);
  EXPECT_EQ(5, row("requests", "/cookie/session")["count"]) << "one on_start() for each of five visitors";
}

TEST_F(NativeScenario, RefusesAFilterThatMatchesNothing) {
  const Ended ended = run(NATIVE_SCENARIO_FILE, {"--filter", "Nobody.*"});
  EXPECT_EQ(2, ended.code);
  EXPECT_THAT(ended.output, HasSubstr("no task matches the filter 'Nobody.*'"));
}

}  // namespace
}  // namespace brood
