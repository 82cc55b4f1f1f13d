// A native scenario from its source to stats.json: users as fibers, their requests as the server saw them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/integration/native_run.hpp"
#include "tests/support/nginx.hpp"

namespace brood {
namespace {

using testing::HasSubstr;

TEST_F(NativeScenario, IsListedByTaskName) {
  const Ended ended = run_program({BROOD_COMMAND, "list", NATIVE_SCENARIO_FILE});
  EXPECT_EQ(
      "Visitor.browse\nVisitor.miss\nVisitor.broken\nVisitor.throws\nVisitor.sleeps\nVisitor.traced\nGuest."
      "looks\n",
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

TEST_F(NativeScenario, CountsWhatNginxLoggedForTwoHundredUsersAndDrawsTasksByWeight) {
  const test::Nginx nginx("location / { return 200 hello; } location /status/404 { return 404; }");
  with_host_ = false;
  const Ended ended = run(NATIVE_SCENARIO_FILE, {"-H", nginx.url(), "-u", "200", "-t", "2s", "--filter",
                                                 "Visitor.browse:Visitor.miss:Guest.*"});
  EXPECT_EQ(0, ended.code) << ended.output;
  EXPECT_EQ(nginx.logged(), stats()["totals"]["requests"]["count"]);
  EXPECT_EQ(0, row("requests", "miss")["failed"]);
  const auto browsed = static_cast<double>(count("tasks", "Visitor.browse"));
  const double all = browsed + static_cast<double>(count("tasks", "Visitor.miss"));
  EXPECT_GT(all, 1000);
  EXPECT_NEAR(0.75 * all, browsed, 5 * std::sqrt(all * 0.75 * 0.25)) << "weights are 3 and 1";
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

TEST_F(NativeScenario, NamesRequestsByRule) {
  ASSERT_EQ(0, run(NATIVE_SCENARIO_FILE, {"-u", "1", "-n", "3", "--filter", "Visitor.sleeps", "--name-rule",
                                          "^/cookie/(.*)=>a cookie called $1"})
                   .code);
  EXPECT_EQ(1, count("requests", "a cookie called session"));
}

TEST_F(NativeScenario, SendsTraceHeadersWhenAsked) {
  const std::vector<std::string> traced{"-u",
                                        "1",
                                        "-n",
                                        "3",
                                        "--filter",
                                        "Visitor.traced",
                                        "--trace-header",
                                        "traceparent",
                                        "--trace-header",
                                        "X-Brood-Task"};
  EXPECT_EQ(0, run(NATIVE_SCENARIO_FILE, traced).code);
  EXPECT_EQ(1, run(NATIVE_SCENARIO_FILE, {"-u", "1", "-n", "3", "--filter", "Visitor.traced"}).code);
}

TEST_F(NativeScenario, IteratesWithoutAskingForMemory) {
  ASSERT_EQ(0, run(NATIVE_FRUGAL_FILE, {"-u", "1", "-n", "500"}).code);
  EXPECT_THAT(read_file(folder_.file("target.log")), HasSubstr("user 0: 0 allocations\n"));
}

}  // namespace
}  // namespace brood
