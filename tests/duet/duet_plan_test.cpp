#include "ci/duet/duet_plan.hpp"

#include <gmock/gmock.h>

namespace brood {
namespace {

using std::chrono::seconds;
using testing::AllOf;
using testing::HasSubstr;

DuetPlan plan() {
  DuetPlan plan;
  plan.before = "old --port {port}";
  plan.after = "new --port {port}";
  plan.scenario.users = 9;
  plan.scenario.sut = SutPlan{};
  return plan;
}

std::string problem(const DuetPlan& plan) {
  const Status status = check_plan(plan);
  return status ? "" : status.error().message;
}

TEST(ADuetsPlan, NeedsAPortInBothCommands) {
  EXPECT_EQ("", problem(plan()));
  DuetPlan bad = plan();
  bad.after = "new --port 80";
  EXPECT_THAT(problem(bad), AllOf(HasSubstr("--new"), HasSubstr("'new --port 80'"), HasSubstr("{port}")));
}

TEST(ADuetsPlan, IsOfAnEvenLoad) {
  DuetPlan bad = plan();
  bad.scenario.stages = *parse_stages("10s:5,10s:9");
  EXPECT_THAT(problem(bad), HasSubstr("--stages"));
  bad.scenario.stages = steady_rate(100);
  EXPECT_EQ("", problem(bad));
}

TEST(ADuetsPlan, HasRoundsOfSixToThirtySeconds) {
  DuetPlan bad = plan();
  for (const int length : {5, 31}) {
    bad.round = seconds(length);
    EXPECT_THAT(problem(bad), HasSubstr("--round: " + std::to_string(length) + "s"));
  }
}

TEST(ADuetsPlan, KnowsTheGatesMistakes) {
  DuetPlan bad = plan();
  bad.gate.alpha = 2;
  EXPECT_THAT(problem(bad), HasSubstr("alpha"));
}

TEST(ADuetsPlan, HasNoThresholdWithAWindowLongerThanAllRounds) {
  DuetPlan bad = plan();
  bad.gate.looks = {5, 10};
  bad.round = seconds(6);
  bad.scenario.thresholds = {"tasks: p95 < 1s for 60s"};
  EXPECT_EQ("", problem(bad));
  bad.scenario.thresholds = {"tasks: p95 < 1s for 61s"};
  EXPECT_THAT(problem(bad), AllOf(HasSubstr("'tasks: p95 < 1s for 61s'"), HasSubstr("1m at most")));
  bad.round.reset();
  EXPECT_EQ("", problem(bad)) << "the rehearsal may make rounds longer";
}

TEST(AVersionsScenario, HasHalfOfTheLoadWhereBothRunAtOnce) {
  DuetPlan load = plan();
  EXPECT_EQ(5u, scenario_of_version(load, "old", 80, Placement::together, seconds(6)).users);
  EXPECT_EQ(9u, scenario_of_version(load, "old", 80, Placement::turns, seconds(6)).users);
  load.scenario.stages = steady_rate(100);
  EXPECT_EQ(50, scenario_of_version(load, "old", 80, Placement::together, seconds(6)).stages->shape.peak());
}

TEST(AVersionsScenario, HasItsCommandAndPortAndRunsForTheWarmUpAndTheRound) {
  const Scenario scenario =
      scenario_of_version(plan(), "old --port {port}", 8080, Placement::together, seconds(6));
  EXPECT_EQ("old --port {port}", scenario.sut->command);
  EXPECT_EQ(8080, scenario.sut->port);
  EXPECT_EQ(Nanos(seconds(7)), scenario.run_time);
  EXPECT_TRUE(scenario.thresholds.empty());
}

TEST(Placement, IsInTurnsBelowFourProcessors) {
  EXPECT_EQ(Placement::turns, placement_for(3));
  EXPECT_EQ(Placement::together, placement_for(4));
}

}  // namespace
}  // namespace brood
