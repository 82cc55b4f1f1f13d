// What each option means.
#include <gmock/gmock.h>

#include "tests/command/given.hpp"

namespace brood::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;

TEST(Options, RunTimeAndIterationsLimitARun) {
  EXPECT_EQ(scenario({"run t"}).run_time, 10min);
  const Scenario budget = scenario({"run t -n 500"});
  EXPECT_EQ(budget.iterations, 500U);
  EXPECT_EQ(budget.run_time, std::nullopt) << "-n alone has no time limit";
  const Scenario both = scenario({"run t -n 500 -t 1h30m"});
  EXPECT_EQ(both.iterations, 500U);
  EXPECT_EQ(both.run_time, 90min);
}

TEST(Options, OnceIsOneUserWithoutOtherLimits) {
  const Scenario once = scenario({"run t --once -u 20 -t 60 -n 5", {{"PT_DURATION", "3"}}});
  EXPECT_TRUE(once.once);
  EXPECT_EQ(once.users, 1U);
  EXPECT_EQ(once.run_time, std::nullopt);
  EXPECT_EQ(once.iterations, std::nullopt);
}

TEST(Options, AFlagThatIsOffIsAsIfItWereAbsent) {
  const Scenario off =
      scenario({"run --config dir/shop.brood.json", {}, R"({"target": "t", "once": false})"});
  EXPECT_FALSE(off.once);
  EXPECT_EQ(off.run_time, 10min);
}

TEST(Options, SelectionIsPassedOnAsWritten) {
  const Scenario selected = scenario({"run t --filter -Slow.*:*[x] --only-with-param [card-visa]"});
  EXPECT_EQ(selected.filter, "-Slow.*:*[x]");
  EXPECT_EQ(selected.only_with_param, "[card-visa]");
}

TEST(Options, TimeLimitsTakeUnitsOrSeconds) {
  const Scenario limits = scenario({"run t --task-timeout 500ms --stop-timeout 0 --ready-timeout 5"});
  EXPECT_EQ(limits.task_timeout, 500ms);
  EXPECT_EQ(limits.stop_timeout, 0s);
  EXPECT_EQ(limits.ready_timeout, 5s);
}

TEST(Options, PacingAndSuiteSetup) {
  const Scenario paced = scenario({"run t --wait 500ms..2s --suite-setup run --seed 18446744073709551615"});
  EXPECT_EQ(paced.wait, (Wait{Wait::Kind::between, 500ms, 2s}));
  EXPECT_EQ(paced.suite_setup, SuiteSetup::run);
  EXPECT_EQ(paced.seed, UINT64_MAX);
}

TEST(Options, TheTargetsOwnSurroundings) {
  const Scenario target = scenario({"run t --env A=b=c --env EMPTY= --cwd /srv -- --verbose -u"});
  EXPECT_THAT(target.environment, ElementsAre(Pair("A", "b=c"), Pair("EMPTY", "")));
  EXPECT_EQ(target.working_directory, "/srv");
  EXPECT_THAT(target.arguments, ElementsAre("--verbose", "-u"));
  EXPECT_EQ(target.users, 2U);
}

TEST(Options, TheSystemUnderTest) {
  const Scenario with_sut =
      scenario({"run t --sut server~{port} --ready /health --ready-timeout 7s --env URL={url}"});
  EXPECT_EQ(with_sut.sut, (SutPlan{"server {port}", "/health", 7s}));
  EXPECT_EQ(scenario({"run t --sut s --ready 8080"}).sut->ready, "8080");
  EXPECT_EQ(scenario({"run t"}).sut, std::nullopt);
}

TEST(Options, JudgingAndReports) {
  const Command judged =
      command({"run t --threshold tasks:~p95~<~1s --threshold run:~users~>~1 --strict "
               "--fail-status 404,500-599 --out o --report junit:a.xml --report json:C:/b"});
  EXPECT_THAT(judged.scenario.thresholds.size(), 2U);
  EXPECT_TRUE(judged.scenario.strict);
  EXPECT_TRUE(judged.scenario.fail_status->contains(404));
  EXPECT_EQ(judged.out, "o");
  EXPECT_THAT(judged.reports, ElementsAre(ReportRequest{"junit", "a.xml"}, ReportRequest{"json", "C:/b"}));
}

TEST(Options, ARunOfSkipsMayBeLetPass) {
  EXPECT_FALSE(scenario({"run t"}).allows_skipped);
  for (const char* line : {"run t --allow-skipped", "check results --allow-skipped",
                           "duet t --old a{port} --new b{port} --allow-skipped"})
    EXPECT_TRUE(command({line}).scenario.allows_skipped) << line;
}

TEST(Options, NameIsTheTargetsFileNameOrGiven) {
  EXPECT_EQ(scenario({"run build/bin/shop"}).name, "shop");
  EXPECT_EQ(scenario({"run load/shop.v2.cpp"}).name, "shop.v2") << "a source that is compiled first";
  const Command named = command({"run build/bin/shop --name nightly"});
  EXPECT_EQ(named.scenario.name, "nightly");
  EXPECT_EQ(named.out, "stress-results/nightly");
}

TEST(Options, LocustsWordsForNoPageAreAccepted) {
  EXPECT_EQ(scenario({"run t --headless --no-web"}).target, "t");
}

TEST(Options, OtherVerbsTakeWhatConcernsThem) {
  EXPECT_EQ(command({"list t --filter A.*"}).scenario.filter, "A.*");
  const Command judged = command({"check results --threshold tasks:~count~>~1 --strict"});
  EXPECT_EQ(judged.result, "results");
  EXPECT_TRUE(judged.scenario.strict);
  EXPECT_THAT(command({"report results --report json:-"}).reports, ElementsAre(ReportRequest{"json", "-"}));
  EXPECT_THAT(command({"report results --csv shop"}).reports, ElementsAre(ReportRequest{"csv", "shop"}));
  EXPECT_THAT(command({"report results --html page.html"}).reports,
              ElementsAre(ReportRequest{"html", "page.html"}));
}

TEST(Options, TheFormatsOfReportsAreListedWithoutAResult) {
  EXPECT_THAT(*command({"report --list"}).answer, HasSubstr("gha-bench"));
}

TEST(Options, AListUsesARunsConfigFile) {
  const Command listed =
      command({"list --config dir/shop.brood.json", {}, R"({"target": "t", "users": 20, "filter": "A.*"})"});
  EXPECT_EQ(listed.scenario.target, "t");
  EXPECT_EQ(listed.scenario.filter, "A.*");
}

TEST(Help, NamesEveryOptionOfTheVerbWithItsVariableAndNoLaterOne) {
  const std::string help = *command({"run --help"}).answer;
  for (const Option& option : option_table()) {
    if (!belongs_to(option, Verb::run) || option.positional) continue;
    const bool shown = option.kind != OptionKind::later;
    EXPECT_EQ(help.find("--" + std::string(option.name) + " ") != std::string::npos, shown) << option.name;
    if (shown) {
      EXPECT_THAT(help, HasSubstr(std::string(option.variable)));
    }
  }
  EXPECT_THAT(*command({"check --help"}).answer, Not(HasSubstr("--users")));
}

TEST(Help, OverviewAndVersionNeedNoVerb) {
  EXPECT_THAT(*command({"--help"}).answer, HasSubstr("brood run TARGET"));
  EXPECT_EQ(*command({"--version"}).answer, "brood 1.2.3\n");
}

}  // namespace
}  // namespace brood::testing
