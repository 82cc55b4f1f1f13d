#include "runner/core/conditions.hpp"

#include <gmock/gmock.h>

namespace brood {
namespace {

using std::chrono::seconds;
using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

Scenario shop() {
  Scenario scenario;
  scenario.name = "shop";
  scenario.target = "/builds/1/shop_tests";
  scenario.run_time = seconds{60};
  return scenario;
}

template <class Change>
bool changes_load(Change change) {
  Scenario scenario = shop();
  change(scenario);
  return load_of(scenario) != load_of(shop());
}

TEST(AMachine, IsAllThatIsKnownOfIt) {
  Environment environment;
  environment.brood_version = "1.2.3";
  environment.system = "Linux 6.1.0-18, Debian 12";
  environment.cpu = "Fast CPU";
  environment.cores = 4;
  environment.memory = 16'300'000'000;
  environment.virtualisation = "none";
  environment.governor = "performance";
  environment.host = "builder-7";
  EXPECT_THAT(machine_of(environment),
              UnorderedElementsAre(Pair("cpu", "Fast CPU"), Pair("cores", "4"), Pair("memory", "15 GiB"),
                                   Pair("kernel", "Linux 6.1.0-18"), Pair("virtualisation", "none"),
                                   Pair("governor", "performance"), Pair("brood", "1.2.3")));
  EXPECT_THAT(machine_of({}), IsEmpty());
}

TEST(ALoad, IsWhatChangesTheLoad) {
  EXPECT_TRUE(changes_load([](Scenario& s) { s.target = "other_tests"; }));
  EXPECT_TRUE(changes_load([](Scenario& s) { s.filter = "Shop.*"; }));
  EXPECT_TRUE(changes_load([](Scenario& s) { s.users = 3; }));
  EXPECT_TRUE(changes_load([](Scenario& s) { s.spawn_rate = 3; }));
  EXPECT_TRUE(changes_load([](Scenario& s) { s.run_time = seconds{61}; }));
  EXPECT_TRUE(changes_load([](Scenario& s) { s.iterations = 100; }));
  EXPECT_TRUE(changes_load([](Scenario& s) { s.wait = *parse_wait("1s"); }));
  EXPECT_TRUE(changes_load([](Scenario& s) { s.stages = steady_rate(10); }));
  EXPECT_TRUE(changes_load([](Scenario& s) { s.arguments = {"--large"}; }));
  EXPECT_TRUE(changes_load([](Scenario& s) { s.environment = {{"SIZE", "large"}}; }));
  EXPECT_TRUE(changes_load([](Scenario& s) { s.host = "http://far.away"; }));
  EXPECT_TRUE(changes_load([](Scenario& s) { s.permits_failures = true; })) << "a duet's is half of it";
}

TEST(ALoad, IsNotWhereAndHowItIsJudged) {
  EXPECT_FALSE(changes_load([](Scenario& s) { s.target = "/builds/2/shop_tests"; }));
  EXPECT_FALSE(changes_load([](Scenario& s) { s.name = "nightly"; }));
  EXPECT_FALSE(changes_load([](Scenario& s) { s.thresholds = {"tasks: p95 < 1s"}; }));
  EXPECT_FALSE(changes_load([](Scenario& s) { s.strict = true; }));
  EXPECT_FALSE(changes_load([](Scenario& s) { s.seed = 7; }));
  EXPECT_FALSE(changes_load([](Scenario& s) { s.working_directory = "/builds/2"; }));
  EXPECT_FALSE(changes_load([](Scenario& s) { s.sut.emplace().command = "server --port {port}"; }));
}

TEST(ALoad, KnowsArgumentsWithoutTheirFolders) {
  const auto with = [](const std::string& argument) {
    Scenario scenario = shop();
    scenario.arguments = {argument};
    return load_of(scenario);
  };
  EXPECT_EQ(with("--data=/builds/1/rows.csv"), with("--data=/builds/22/x/rows.csv"));
  EXPECT_NE(with("--data=/builds/1/rows.csv"), with("--data=/builds/1/other.csv"));
  EXPECT_NE(with("http://a/x"), with("http://b/x"));
}

TEST(ALoad, TellsNoSecret) {
  Scenario scenario = shop();
  scenario.environment = {{"TOKEN", "secret"}};
  for (const auto& [name, value] : load_of(scenario)) EXPECT_THAT(value, Not(::testing::HasSubstr("secret")));
}

TEST(ALoad, OfAHostIsItsMachine) {
  Scenario scenario = shop();
  scenario.host = "http://127.0.0.1:40123";
  EXPECT_THAT(load_of(scenario), Contains(Pair("host", "127.0.0.1")));
}

TEST(ADifference, IsTold) {
  const Conditions ours = {{"cpu", "Fast"}, {"cores", "2"}};
  EXPECT_EQ(difference({{"cpu", "Fast"}, {"cores", "4"}}, ours), "cores 4, not 2");
  EXPECT_EQ(difference({{"cpu", "Fast"}}, ours), "no cores, here 2");
  EXPECT_EQ(difference({{"cpu", "Fast"}, {"cores", "2"}, {"governor", "powersave"}}, ours),
            "governor powersave, here none");
  EXPECT_EQ(difference({{"cpu", "Slow"}, {"cores", "4"}}, ours), "cpu Slow, not Fast");
  EXPECT_EQ(difference(ours, ours), "");
}

TEST(AHash, IsOfNamesAndValues) {
  EXPECT_EQ(hash_of({{"a", "b"}}).size(), 16U);
  EXPECT_NE(hash_of({{"a", "b"}}), hash_of({{"a", "c"}}));
}

}  // namespace
}  // namespace brood
