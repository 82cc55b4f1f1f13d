// A native scenario from its source to stats.json: users as fibers, their requests as the server saw them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/http_server.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class NativeScenario : public testing::Test {
 protected:
  Ended run(std::vector<std::string> more) {
    std::vector<std::string> words{BROOD_COMMAND,  "run",   NATIVE_SCENARIO_FILE,           "--out",
                                   folder_.path(), "--env", "BROOD_HOST=" + server_.url("")};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words);
  }
  json stats() const { return json::parse(read_file(folder_.file("stats.json"))); }
  json row(const char* list, const std::string& name) const {
    const json all = stats();
    for (const json& one : all[list])
      if (one["name"] == name) return one;
    return {};
  }

  test::HttpServer server_;
  TemporaryFolder folder_;
};

TEST_F(NativeScenario, IsListedByTaskName) {
  const Ended ended = run_program({BROOD_COMMAND, "list", NATIVE_SCENARIO_FILE});
  EXPECT_EQ("Visitor.browse\nVisitor.miss\nVisitor.broken\nVisitor.throws\nVisitor.sleeps\nGuest.looks\n",
            ended.output);
}

TEST_F(NativeScenario, CountsEveryRequestThatTheServerHandled) {
  // As many as the server has threads for.
  const Ended ended =
      run({"-u", "30", "-r", "1000", "-t", "2s", "--filter", "Visitor.browse:Visitor.miss:Guest.*"});
  EXPECT_EQ(0, ended.code) << ended.output;
  EXPECT_EQ(server_.handled(), stats()["totals"]["requests"]["count"]);
  EXPECT_EQ(0, row("requests", "miss")["failed"]) << "a status that was expected is no failure";
  EXPECT_GT(row("requests", "looks")["count"], 0);
}

TEST_F(NativeScenario, FailsWhereTheServerDoesWithoutAnyThreshold) {
  const Ended ended = run({"-u", "2", "-n", "20", "--filter", "Visitor.broken"});
  EXPECT_EQ(1, ended.code) << ended.output;
  EXPECT_EQ(20, row("tasks", "Visitor.broken")["failed"]);
  EXPECT_EQ(20, row("requests", "broken")["failed"]);
}

TEST_F(NativeScenario, TellsWhatATaskThrew) {
  EXPECT_EQ(1, run({"-u", "2", "-n", "10", "--filter", "Visitor.throws"}).code);
  EXPECT_EQ("std::runtime_error: no stock", stats()["errors"][0]["message"]);
  EXPECT_EQ(10, stats()["errors"][0]["count"]);
}

TEST_F(NativeScenario, SharesUsersOutByWeight) {
  ASSERT_EQ(0, run({"-u", "10", "-r", "1000", "-t", "500ms", "--filter", "Visitor.sleeps:Guest.*"}).code);
  EXPECT_GT(row("tasks", "Visitor.sleeps")["count"], 0);
  EXPECT_GT(row("tasks", "Guest.looks")["count"], 0);
  EXPECT_EQ(5, row("requests", "/cookie/session")["count"]) << "one on_start() for each of five visitors";
}

TEST_F(NativeScenario, RefusesAFilterThatMatchesNothing) {
  const Ended ended = run({"--filter", "Nobody.*"});
  EXPECT_EQ(2, ended.code);
  EXPECT_THAT(ended.output, HasSubstr("no task matches the filter 'Nobody.*'"));
}

}  // namespace
}  // namespace brood
