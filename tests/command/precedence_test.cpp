// Command line > environment > config file > default, one option at a time.
#include <gmock/gmock.h>

#include "tests/command/given.hpp"

namespace brood::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

const std::string kConfig = "run --config dir/shop.brood.json ";

TEST(Precedence, DefaultsHoldWhereNothingIsSaid) {
  const Scenario plain = scenario({"run build/shop_tests"});
  Scenario expected;
  expected.name = "shop_tests";
  expected.target = "build/shop_tests";
  expected.run_time = std::chrono::minutes{10};
  expected.seed = 4711;
  EXPECT_EQ(plain, expected);
  EXPECT_EQ(command({"run build/shop_tests"}).out, "stress-results/shop_tests");
}

TEST(Precedence, ConfigFileBeatsDefault) {
  EXPECT_EQ(scenario({kConfig, {}, R"({"target": "t", "users": 20})"}).users, 20U);
}

TEST(Precedence, EnvironmentBeatsConfigFile) {
  EXPECT_EQ(scenario({kConfig, {{"PT_NUM_CLIENTS", "7"}}, R"({"target": "t", "users": 20})"}).users, 7U);
}

TEST(Precedence, CommandLineBeatsAll) {
  EXPECT_EQ(scenario({kConfig + "-u 3", {{"PT_NUM_CLIENTS", "7"}}, R"({"target": "t", "users": 20})"}).users,
            3U);
}

TEST(Precedence, TheLastOfTheSameOptionCounts) { EXPECT_EQ(scenario({"run t -u 3 --users 5"}).users, 5U); }

TEST(Precedence, AnEmptyVariableCountsAsUnset) {
  EXPECT_EQ(scenario({"run t", {{"PT_NUM_CLIENTS", ""}}}).users, 2U);
}

TEST(Precedence, EveryVariableReachesItsOption) {
  const Scenario read_scenario = scenario({"run",
                                           {{"PT_LOCUST_FILE", "t"},
                                            {"PT_NUM_CLIENTS", "7"},
                                            {"PT_HATCH_RATE", "3.5"},
                                            {"PT_DURATION", "2"},
                                            {"GTEST_FILTER", "Shop.*"}}});
  EXPECT_EQ(read_scenario.target, "t");
  EXPECT_EQ(read_scenario.users, 7U);
  EXPECT_EQ(read_scenario.spawn_rate, 3.5);
  EXPECT_EQ(read_scenario.run_time, std::chrono::minutes{2});
  EXPECT_EQ(read_scenario.filter, "Shop.*");
}

TEST(Precedence, ABareRunTimeIsSecondsButMinutesInTheEnvironment) {
  EXPECT_EQ(scenario({"run t -t 30"}).run_time, std::chrono::seconds{30});
  EXPECT_EQ(scenario({kConfig, {}, R"({"target": "t", "run-time": 30})"}).run_time, std::chrono::seconds{30});
  EXPECT_EQ(scenario({"run t", {{"PT_DURATION", "0.2"}}}).run_time, std::chrono::seconds{12});
  EXPECT_EQ(scenario({"run t", {{"PT_DURATION", "1e1"}}}).run_time, std::chrono::minutes{10});
  EXPECT_EQ(scenario({"run t", {{"PT_DURATION", "90s"}}}).run_time, std::chrono::seconds{90});
}

TEST(Precedence, TheTargetOfTheEnvironmentIsTheWeakest) {
  const std::map<std::string, std::string> variables{{"PT_LOCUST_FILE", "old"}};
  EXPECT_EQ(scenario({"run mine", variables}).target, "mine");
  EXPECT_EQ(scenario({kConfig, variables, R"({"target": "configured"})"}).target, "configured");
  EXPECT_EQ(scenario({kConfig, variables, R"({"users": 1})"}).target, "old");
}

TEST(Precedence, ARepeatableOptionIsTakenWholeFromTheStrongestPlace) {
  const std::string config =
      R"({"target": "t", "threshold": ["tasks: count > 1", "tasks: count > 2"], "args": ["-a"]})";
  EXPECT_THAT(scenario({kConfig, {}, config}).thresholds,
              ElementsAre("tasks: count > 1", "tasks: count > 2"));
  const Scenario read_scenario =
      scenario({kConfig + "--threshold tasks:~count~>~9 -- -b --users", {}, config});
  EXPECT_THAT(read_scenario.thresholds, ElementsAre("tasks: count > 9"));
  EXPECT_THAT(read_scenario.arguments, ElementsAre("-b", "--users"));
}

TEST(Precedence, AVariableMayHoldAListOneALine) {
  const std::string config =
      R"({"target": "t", "threshold": ["tasks: count > 1"], "baseline": ["configured"]})";
  const Command given =
      command({kConfig,
               {{"PT_THRESHOLDS", "# of this job\n\n  tasks: count > 2  # two\r\nrun: other_errors == 0"},
                {"PT_BASELINE", "stored/main\nstored/mine\n"}},
               config});
  EXPECT_THAT(given.scenario.thresholds, ElementsAre("tasks: count > 2", "run: other_errors == 0"));
  EXPECT_THAT(given.baseline.places, ElementsAre("stored/main", "stored/mine"));
}

TEST(Precedence, AVariableOfNothingButCommentsCountsAsUnset) {
  EXPECT_THAT(scenario({kConfig,
                        {{"PT_THRESHOLDS", " \n# none"}},
                        R"({"target": "t", "threshold": ["tasks: count > 1"]})"})
                  .thresholds,
              ElementsAre("tasks: count > 1"));
}

TEST(Precedence, AMistakeInAVariableIsNamedAsItsOwn) {
  EXPECT_THAT(mistake({"run t", {{"PT_THRESHOLDS", "tasks: count > 1\ntasks: cuont > 1"}}}),
              AllOf(StartsWith("PT_THRESHOLDS line 2: "), HasSubstr("tasks: cuont > 1")));
  EXPECT_THAT(mistake({"run t", {{"PT_THRESHOLDS", "tasks: cuont > 1"}}}), StartsWith("PT_THRESHOLDS: "));
}

TEST(Precedence, AVerbIsNotNeededWhereTheEnvironmentNamesTheTarget) {
  EXPECT_EQ(scenario({"", {{"PT_LOCUST_FILE", "t"}}}).target, "t");
  EXPECT_EQ(scenario({"-u 9", {{"PT_LOCUST_FILE", "t"}}}).users, 9U);
}

}  // namespace
}  // namespace brood::testing
