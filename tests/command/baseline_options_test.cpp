// What `brood` is told about stored runs.
#include <gmock/gmock.h>

#include "tests/command/given.hpp"

namespace brood::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(BaselineOptions, NameFoldersAndFilesInTheirOrder) {
  const Command read = command({"run t --baseline main --baseline mine/x.baseline.json"});
  EXPECT_THAT(read.baseline.places, ElementsAre("main", "mine/x.baseline.json"));
  EXPECT_THAT(command({"run t"}).baseline.places, IsEmpty());
  EXPECT_THAT(command({"check r --baseline main"}).baseline.places, ElementsAre("main"));
}

TEST(BaselineOptions, MayStandInAConfigFile) {
  const Given given{
      "run --config dir/shop.brood.json", {}, R"({"target": "t", "baseline": ["main"], "floor": 0.1})"};
  EXPECT_THAT(command(given).baseline.places, ElementsAre("main"));
  EXPECT_EQ(command(given).baseline.gate.floor, 0.1);
}

TEST(BaselineOptions, HaveAFloorOfTheirOwn) {
  EXPECT_EQ(command({"run t --baseline b"}).baseline.gate.floor, 0.05);
  EXPECT_EQ(command({"run t --baseline b --floor 20% --alpha 0.05"}).baseline.gate.floor, 0.2);
  EXPECT_EQ(command({"run t --baseline b --floor 20% --alpha 0.05"}).baseline.gate.alpha, 0.05);
  EXPECT_EQ(command({"check r --baseline b --floor 20%"}).duet.gate.floor, 0.01);
}

TEST(BaselineOptions, AreNeededForAFloor) {
  EXPECT_THAT(mistake({"run t --floor 20%"}), HasSubstr("--floor is about a comparison"));
  EXPECT_THAT(mistake({"check r --alpha 0.05"}), HasSubstr("give --baseline DIR"));
  EXPECT_THAT(mistake({"run t --baseline b --floor 2"}), HasSubstr("--floor '2': floor is 2, but must be"));
}

TEST(BaselineVerbs, AreTwoWords) {
  const Command add = command({"baseline add stress-results/shop main"});
  EXPECT_EQ(add.verb, Verb::baseline_add);
  EXPECT_EQ(add.result, "stress-results/shop");
  EXPECT_EQ(add.baselines, "main");
  EXPECT_EQ(command({"baseline list main"}).verb, Verb::baseline_list);
  EXPECT_EQ(command({"baseline show main/x.baseline.json"}).baselines, "main/x.baseline.json");
  EXPECT_EQ(command({"baseline prune main --keep 40"}).keep, 40U);
}

TEST(BaselineVerbs, SayWhatIsMissing) {
  EXPECT_THAT(mistake({"baseline"}), HasSubstr("add, list, show or prune"));
  EXPECT_THAT(mistake({"baseline lst main"}), HasSubstr("did you mean 'brood baseline list'"));
  EXPECT_THAT(mistake({"baseline add"}), HasSubstr("which result?"));
  EXPECT_THAT(mistake({"baseline add r"}), HasSubstr("which baselines?"));
  EXPECT_THAT(mistake({"baseline list"}), HasSubstr("which baselines?"));
  EXPECT_THAT(mistake({"baseline list a b"}), HasSubstr("'b' is one word too many"));
  EXPECT_THAT(mistake({"baseline prune main"}), HasSubstr("--keep N"));
  EXPECT_THAT(mistake({"baseline prune main --keep 0"}), HasSubstr("'0' is not a whole number from 1"));
  EXPECT_THAT(mistake({"baseline prune main --keep many"}), HasSubstr("'many'"));
}

TEST(BaselineVerbs, HaveHelp) {
  EXPECT_THAT(*command({"baseline --help"}).answer, HasSubstr("brood baseline prune DIR --keep N"));
  EXPECT_THAT(*command({"baseline prune --help"}).answer, HasSubstr("--keep"));
}

}  // namespace
}  // namespace brood::testing
