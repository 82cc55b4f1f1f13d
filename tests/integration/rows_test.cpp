// Rows of files under load: for native users and for GoogleTest ones.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class RowsUnderLoad : public testing::TestWithParam<std::string> {
 protected:
  // The target's working directory.
  void file(const std::string& name, const std::string& content) {
    std::ofstream(folder_.file(name)) << content;
  }
  void accounts(int count) {
    std::string content = "name,password\n";
    for (int i = 0; i < count; ++i) content += "user" + std::to_string(i) + ",secret\n";
    file("accounts.csv", content);
  }
  void tickets(int count) {
    std::string content;
    for (int i = 0; i < count; ++i) content += "{\"number\": " + std::to_string(i) + "}\n";
    file("tickets.jsonl", content);
  }
  Ended run(const std::string& target, std::vector<std::string> more) {
    std::vector<std::string> words{BROOD_COMMAND,  "run",   target,        "--cwd",
                                   folder_.path(), "--out", folder_.path()};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words);
  }
  json stats() const { return json::parse(read_file(folder_.file("stats.json"))); }
  json task(const std::string& name) const {
    const json all = stats();
    for (const json& one : all["tasks"])
      if (one["name"] == name) return one;
    return {};
  }

  void expect_only_deaths() const {
    const json all = stats();
    EXPECT_FALSE(all["errors"].empty());
    for (const json& error : all["errors"]) EXPECT_THAT(error["message"], HasSubstr("killed by SIGABRT"));
  }

  TemporaryFolder folder_;
};

// Whoever has a row locks a file of its name. There are as many rows as users, so that one which is lost is
// missed.

TEST_F(RowsUnderLoad, AreOneNativeUsersAtATimeEvenWhenAProcessOfUsersDies) {
  accounts(8);
  run(NATIVE_ROWS_FILE, {"-u", "8", "-r", "1000", "-t", "2s", "--filter", "Customer.shops:Customer.crashes"});
  EXPECT_EQ(1, stats()["replaced_users"]);
  expect_only_deaths();
  EXPECT_GT(task("Customer.shops")["count"], 100);
}

TEST_F(RowsUnderLoad, AreOneTestUsersAtATimeEvenWhenUsersDie) {
  accounts(4);
  run(PROBE_ROWS_FILE,
      {"-u", "4", "-r", "1000", "-n", "60", "--filter", "Account.IsNobodyElses:Account.HasAUserThatDies"});
  EXPECT_GT(stats()["replaced_users"], 8);
  expect_only_deaths();
}

TEST_F(RowsUnderLoad, AreTakenFromAUserThatDies) {
  accounts(1);
  tickets(3);
  run(PROBE_ROWS_FILE, {"-u", "1", "-t", "5s", "--filter", "Account.IsUsedUpByADeath"});
  EXPECT_EQ(3, task("Account.IsUsedUpByADeath")["failed"]) << "each life of the user has another one";
  EXPECT_EQ(1, task("Account.IsUsedUpByADeath")["skipped"]);
}

TEST_F(RowsUnderLoad, AreGivenBackByANativeUserThatEnds) {
  accounts(1);
  const Ended ended =
      run(NATIVE_ROWS_FILE, {"-u", "3", "-r", "2", "-t", "10s", "--filter", "Customer.leaves"});
  EXPECT_EQ(0, ended.code) << ended.output;
  EXPECT_EQ(3, task("Customer.leaves")["passed"]);
}

TEST_F(RowsUnderLoad, FewerThanUsersFailTheIterationsOfSome) {
  accounts(1);
  const Ended ended =
      run(PROBE_ROWS_FILE, {"-u", "2", "-r", "1000", "-n", "20", "--filter", "Account.IsNobodyElses"});
  EXPECT_EQ(1, ended.code);
  EXPECT_THAT(ended.output, HasSubstr("all 1 rows of accounts.csv are in use"));
}

class RowsThatStop : public RowsUnderLoad {};

void expect_one_iteration_a_row(const json& task) {
  EXPECT_EQ(20, task["passed"]);
  EXPECT_EQ(0, task["failed"]);
  EXPECT_EQ(3, task["skipped"]) << "each user asked once more than there was";
}

TEST_F(RowsThatStop, EndNativeUsers) {
  accounts(3);
  tickets(20);
  const Ended ended =
      run(NATIVE_ROWS_FILE, {"-u", "3", "-r", "1000", "-t", "60s", "--filter", "Customer.takes_the_next"});
  EXPECT_EQ(0, ended.code) << ended.output;
  expect_one_iteration_a_row(task("Customer.takes_the_next"));
}

TEST_F(RowsThatStop, EndTestUsers) {
  accounts(3);
  tickets(20);
  const Ended ended =
      run(PROBE_ROWS_FILE, {"-u", "3", "-r", "1000", "-t", "60s", "--filter", "Account.IsTakenOnce"});
  EXPECT_EQ(0, ended.code) << ended.output;
  expect_one_iteration_a_row(task("Account.IsTakenOnce"));
}

TEST_F(RowsThatStop, HideNoOtherFailureOfATest) {
  accounts(1);
  tickets(2);
  const Ended ended = run(PROBE_ROWS_FILE, {"-u", "1", "-t", "60s", "--filter", "Account.FailsBeforeTheEnd"});
  EXPECT_EQ(1, ended.code) << ended.output;
  EXPECT_EQ(3, task("Account.FailsBeforeTheEnd")["failed"]);
  EXPECT_EQ(1u, stats()["errors"].size()) << stats()["errors"];
}

class ABadFile : public RowsUnderLoad {};

TEST_P(ABadFile, IsRefusedWithItsPlaceBeforeAnythingBegins) {
  file("accounts.csv", "name,password\nann,secret\nbob\n");
  const Ended ended = run(GetParam(), {});
  EXPECT_EQ(2, ended.code);
  EXPECT_THAT(ended.output, AllOf(HasSubstr("accounts.csv:3:4: the row ends after 1 of its fields"),
                                  Not(HasSubstr("the environment is set up"))));
}

TEST_P(ABadFile, DoesNotKeepTasksFromBeingListed) {
  const Ended ended = run_program({BROOD_COMMAND, "list", GetParam(), "--cwd", folder_.path()});
  EXPECT_EQ(0, ended.code) << ended.output;
}

INSTANTIATE_TEST_SUITE_P(Kinds, ABadFile, testing::Values(NATIVE_ROWS_FILE, PROBE_ROWS_FILE),
                         [](const auto& kind) { return kind.index == 0 ? "Native" : "GoogleTest"; });

TEST_F(RowsUnderLoad, CannotBeLoadedByAUser) {
  accounts(1);
  const Ended ended = run(PROBE_ROWS_FILE, {"-u", "1", "-n", "1", "--filter", "Account.ComesTooLate"});
  EXPECT_EQ(1, ended.code);
  EXPECT_THAT(ended.output, HasSubstr("declare it at namespace scope"));
}

TEST_F(RowsUnderLoad, WorkWithoutLoad) {
  accounts(2);
  const Ended ended =
      run_program({"/bin/sh", "-c",
                   "cd '" + folder_.path() +
                       "' && '" PROBE_ROWS_FILE "' --gtest_filter=Account.IsNobodyElses:Account.IsTheNext"});
  EXPECT_EQ(0, ended.code) << ended.output;
}

}  // namespace
}  // namespace brood
