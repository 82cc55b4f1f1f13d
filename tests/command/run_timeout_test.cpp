#include "ci/command/run_timeout.hpp"

#include <gmock/gmock.h>

#include "tests/command/given.hpp"

namespace brood::testing {
namespace {

using namespace std::chrono_literals;

Scenario limits() {
  Scenario scenario;
  scenario.ready_timeout = 1s;
  scenario.run_time = 100s;
  scenario.task_timeout = 10s;
  scenario.stop_timeout = 20s;
  return scenario;
}

TEST(RunTimeout, AddsUpEverythingThatMayTakeTime) {
  EXPECT_EQ(run_timeout_s(limits()), 2 + 5 + 100 + 10 + 20 + 30);
}

TEST(RunTimeout, AllowsForTheStartOfManyUsers) {
  Scenario scenario = limits();
  scenario.users = 1001;
  EXPECT_EQ(run_timeout_s(scenario) - run_timeout_s(limits()), 5);
}

TEST(RunTimeout, IsRoundedUpToWholeSeconds) {
  Scenario scenario = limits();
  scenario.run_time = 100s + 1ms;
  EXPECT_EQ(run_timeout_s(scenario) - run_timeout_s(limits()), 1);
}

TEST(RunTimeout, IsNoneWhereNoTimeEndsTheRun) {
  EXPECT_EQ(*command({"run t -n 5 --print-timeout"}).answer, "0\n");
  EXPECT_EQ(*command({"run t --once --print-timeout"}).answer, "0\n");
}

TEST(RunTimeout, FollowsTheEnvironment) {
  EXPECT_EQ(*command({"run t -t 60s --print-timeout"}).answer, "225\n");
  EXPECT_EQ(*command({"run t --print-timeout", {{"PT_DURATION", "10"}}}).answer, "765\n");
}

}  // namespace
}  // namespace brood::testing
