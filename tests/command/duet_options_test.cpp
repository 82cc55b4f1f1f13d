// What `brood duet` is told.
#include <gmock/gmock.h>

#include "tests/command/given.hpp"

namespace brood::testing {
namespace {

using ::testing::ElementsAre;

DuetOptions duet(const std::string& options) {
  return command({"duet --from-rounds r.jsonl " + options}).duet;
}

TEST(DuetOptions, DefaultsAreTheGates) {
  const DuetOptions plan = duet("");
  EXPECT_EQ(plan.rounds_file, "r.jsonl");
  EXPECT_EQ(plan.gate.alpha, 0.01);
  EXPECT_EQ(plan.gate.floor, 0.01);
  EXPECT_EQ(plan.gate.looks, GateOptions().looks);
  EXPECT_FALSE(plan.gate.allow_missing_tasks);
}

TEST(DuetOptions, SharesAreFractionsOrPercent) {
  EXPECT_EQ(duet("--alpha 0.05 --floor 2%").gate.alpha, 0.05);
  EXPECT_EQ(duet("--alpha 0.05 --floor 2%").gate.floor, 0.02);
}

TEST(DuetOptions, PriorsKeepTheirOrder) {
  EXPECT_THAT(duet("--prior monday --prior tuesday").priors, ElementsAre("monday", "tuesday"));
}

TEST(DuetOptions, LooksAndMissingTasks) {
  EXPECT_THAT(duet("--looks 5,8").gate.looks, ElementsAre(5, 8));
  EXPECT_TRUE(duet("--allow-missing-tasks").gate.allow_missing_tasks);
  EXPECT_TRUE(command({"duet --from-rounds r --strict"}).scenario.strict);
}

}  // namespace
}  // namespace brood::testing
