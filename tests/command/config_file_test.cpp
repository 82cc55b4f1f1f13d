#include "ci/command/config_file.hpp"

#include <gmock/gmock.h>

#include "tests/command/given.hpp"

namespace brood::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

Scenario from_config(const std::string& text) {
  return scenario({"run --config dir/shop.brood.json", {}, text});
}

TEST(ConfigFile, NumbersMayBeStrings) {
  EXPECT_EQ(from_config(R"({"target": "t", "users": "20"})").users, 20U);
  EXPECT_EQ(from_config(R"({"target": "t", "spawn-rate": 0.5})").spawn_rate, 0.5);
}

TEST(ConfigFile, VariablesAreAnArrayOrAnObject) {
  EXPECT_THAT(from_config(R"({"target": "t", "env": ["A=1", "B=x=y"]})").environment,
              ElementsAre(Pair("A", "1"), Pair("B", "x=y")));
  EXPECT_THAT(from_config(R"({"target": "t", "env": {"A": "1"}})").environment, ElementsAre(Pair("A", "1")));
}

TEST(ConfigFile, AnEmptyArraySaysNothing) {
  EXPECT_THAT(from_config(R"({"target": "t", "args": [], "threshold": []})").arguments, ElementsAre());
}

// The options in force, printed, are a config file that asks for the same.
struct PrintedConfig : ::testing::TestWithParam<std::string> {};

TEST_P(PrintedConfig, ReadsBackAsTheSameCommand) {
  const Command asked = command({"run " + GetParam() + " t"});
  const std::string printed = *command({"run --print-config " + GetParam() + " t"}).answer;
  const Command again = command({"run --config dir/shop.brood.json", {}, printed});
  EXPECT_EQ(again.scenario, asked.scenario) << printed;
  EXPECT_EQ(again.out, asked.out);
  EXPECT_EQ(again.reports, asked.reports);
}
INSTANTIATE_TEST_SUITE_P(
    Of, PrintedConfig,
    ::testing::Values("", "-u 7 -r 0.1 -t 90s --seed 18446744073709551615", "-n 5 --strict", "--once",
                      "--env A=b~\"c\" --env D= --cwd /x --filter -A.*",
                      "--sut s~{port} --ready /h --env U={url}",
                      "--threshold tasks:~p95~<~1s --report json:x --fail-status 404",
                      "--wait pacing:1s --suite-setup run --task-timeout 1m30s --name n"));

TEST(PrintConfig, TellsWhatEnvironmentAndConfigFileLedTo) {
  const std::string printed = *command({"run --print-config --config dir/shop.brood.json",
                                        {{"PT_DURATION", "0.2"}, {"PT_NUM_CLIENTS", "7"}},
                                        R"({"target": "t", "users": 20, "run-time": "60s"})"})
                                   .answer;
  EXPECT_THAT(printed, HasSubstr("\"users\": 7"));
  EXPECT_THAT(printed, HasSubstr("\"run-time\": \"0.2m\""));
}

}  // namespace
}  // namespace brood::testing
