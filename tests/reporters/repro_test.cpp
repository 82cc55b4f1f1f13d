#include "reporters/repro.hpp"

#include <gtest/gtest.h>

namespace brood {
namespace {

Result result_of_target(const std::string& target) {
  Result result;
  result.header.scenario.target = target;
  result.tasks["Shop.Buy"];
  return result;
}

TEST(ReproLine, RunsTheTaskOnce) {
  EXPECT_EQ(repro_line(result_of_target("./shop"), "Shop.Buy"), "brood run ./shop --once --filter Shop.Buy");
}

TEST(ReproLine, ANameThatIsNoTaskIsASuite) {
  EXPECT_EQ(repro_line(result_of_target("./shop"), "Shop"), "brood run ./shop --once --filter 'Shop.*'");
}

TEST(ReproLine, WithoutATaskItRunsWhatTheRunSelected) {
  Result result = result_of_target("./shop");
  EXPECT_EQ(repro_line(result, ""), "brood run ./shop --once");
  result.header.scenario.filter = "-Shop.Slow";
  EXPECT_EQ(repro_line(result, ""), "brood run ./shop --once --filter=-Shop.Slow");
}

TEST(ReproLine, HasWhatTheTargetNeeds) {
  Result result = result_of_target("./my shop");
  Scenario& scenario = result.header.scenario;
  scenario.sut = SutPlan{"./server --port {port}", "/health"};
  scenario.environment = {{"SHOP_URL", "{url}"}};
  scenario.working_directory = "data";
  scenario.suite_setup = SuiteSetup::run;
  scenario.arguments = {"--verbose", "it's"};
  EXPECT_EQ(
      repro_line(result, "Shop.Buy"),
      "brood run './my shop' --once --filter Shop.Buy --suite-setup run --cwd data --env 'SHOP_URL={url}' "
      "--sut './server --port {port}' --ready /health -- --verbose 'it'\\''s'");
}

TEST(ReproLine, CharactersThatAFilterGivesAMeaningAreMatchedByAWildcard) {
  Result result = result_of_target("./shop");
  result.tasks["Shop/a-b.Buy"];
  EXPECT_EQ(repro_line(result, "Shop/a-b.Buy"), "brood run ./shop --once --filter 'Shop/a?b.Buy'");
}

TEST(ShellQuoted, LeavesPlainWordsAlone) {
  EXPECT_EQ(shell_quoted("/usr/bin/a-b_c.d"), "/usr/bin/a-b_c.d");
  EXPECT_EQ(shell_quoted(""), "''");
  EXPECT_EQ(shell_quoted("$(rm -r x)"), "'$(rm -r x)'");
}

TEST(ReproLine, StartsTheBroodThatRanAndGivesUpWhenItDid) {
  Result result = result_of_target("./shop");
  result.header.environment.brood = "/opt/my tools/brood";
  result.header.scenario.task_timeout = std::chrono::seconds{2};
  EXPECT_EQ(repro_line(result, "Shop.Buy"),
            "'/opt/my tools/brood' run ./shop --once --filter Shop.Buy --task-timeout 2s");
}

}  // namespace
}  // namespace brood
