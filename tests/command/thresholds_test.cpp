#include <gmock/gmock.h>

#include "tests/command/given.hpp"

namespace brood::testing {
namespace {

using ::testing::ElementsAre;

std::vector<std::string> thresholds(const std::string& text,
                                    const std::string& line = "run t --threshold-file dir/gate.txt") {
  return scenario({line, {}, {}, text}).thresholds;
}

TEST(ThresholdFile, HoldsOneALine) {
  EXPECT_THAT(thresholds("tasks: p95 < 1s for 10s\n  requests: p95 < 1s  \n"),
              ElementsAre("tasks: p95 < 1s for 10s", "requests: p95 < 1s"));
}

TEST(ThresholdFile, MayHaveCommentsAndEmptyLines) {
  EXPECT_THAT(thresholds("# what we promise\n\n \t\ntasks: p95 < 1s # at noon\n\t# more\ntasks: count > 1"),
              ElementsAre("tasks: p95 < 1s", "tasks: count > 1"));
}

TEST(ThresholdFile, TakesANumberSignInANameAsPartOfIt) {
  EXPECT_THAT(thresholds("task 'Shop # 1': count > 0 # the first\nrequest 'GET /#top': count > 0\n"),
              ElementsAre("task 'Shop # 1': count > 0", "request 'GET /#top': count > 0"));
}

TEST(ThresholdFile, MayComeFromAnotherSystem) {
  EXPECT_THAT(thresholds("\xef\xbb\xbftasks: p95 < 1s\r\ntasks: count > 1\r\n"),
              ElementsAre("tasks: p95 < 1s", "tasks: count > 1"));
}

TEST(ThresholdFile, AddsToThoseOfOptions) {
  EXPECT_THAT(
      thresholds("tasks: p95 < 1s", "check r --threshold tasks:~count~>~1 --threshold-file dir/gate.txt"),
      ElementsAre("tasks: count > 1", "tasks: p95 < 1s"));
}

TEST(ThresholdFile, MayBeNamedByAConfigFile) {
  EXPECT_THAT(scenario({"run --config dir/shop.brood.json",
                        {},
                        R"({"target": "t", "threshold-file": ["dir/gate.txt"]})",
                        "tasks: p95 < 1s"})
                  .thresholds,
              ElementsAre("tasks: p95 < 1s"));
}

}  // namespace
}  // namespace brood::testing
