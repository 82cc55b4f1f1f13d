#include "reporters/runs/run_facts.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/reporters/some_runs.hpp"

namespace brood {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

json stats_of(const test::RecordedRun& run) { return json(stats_to_json(test::live_result_of(run))); }

TEST(RunFacts, AreThoseOfStatsJson) {
  const RunFacts facts = test::facts_of(test::small_run());
  EXPECT_EQ(facts.name, "shop_e2e");
  EXPECT_EQ(facts.started_at, "2026-11-25T10:00:00.000Z");
  EXPECT_EQ(facts.outcome, "passed");
  EXPECT_EQ(facts.duration_s, 2);
  const RowFigures& buy = facts.rows.at({RowKind::task, "", "Shop.Buy"});
  EXPECT_EQ(buy[0], 2);
  EXPECT_EQ(buy[2], 40);
  EXPECT_EQ(buy[5], 0.5);
}

TEST(RunFacts, TellTheMachineAndTheLoadAsTheGateDoes) {
  const test::RecordedRun run = test::small_run();
  const RunFacts facts = test::facts_of(run);
  EXPECT_EQ(facts.machine, machine_of(run.header.environment));
  EXPECT_EQ(facts.load, load_of(run.header.scenario));
}

TEST(RunFacts, HaveNoOutcomeButIncompleteWithoutAVerdict) {
  test::RecordedRun run = test::small_run();
  run.footer.ended_by = EndedBy::signal;
  EXPECT_EQ(test::facts_of(run).outcome, "incomplete");
}

TEST(RunFacts, FailedIfAThresholdStoppedTheRun) {
  test::RecordedRun run = test::small_run();
  run.header.scenario.thresholds = {"tasks: failures == 0, abort"};
  run.footer.ended_by = EndedBy::threshold;
  const RunFacts facts = test::facts_of(run);
  EXPECT_EQ(facts.outcome, "failed");
  EXPECT_FALSE(facts.complete);
}

TEST(RunFacts, KeepNamesApartThatBrokenTextMakesAlike) {
  test::RecordedRun run = test::small_run();
  run.intervals[0].tasks.push_back({"\xff", run.intervals[0].tasks[0].row});
  run.intervals[0].tasks.push_back({"\xfe", run.intervals[0].tasks[1].row});
  const RunFacts facts = test::facts_of(run);
  const std::string name = "\xEF\xBF\xBD";
  EXPECT_TRUE(facts.rows.contains({RowKind::task, "", name, 1}));
  EXPECT_TRUE(facts.rows.contains({RowKind::task, "", name, 2}));
  EXPECT_EQ((RowName{RowKind::task, "", name, 2}.text()), name + " (2)");
}

TEST(RunFacts, AreReadFromAnyRunThatCanBeRecorded) {
  for (std::uint32_t seed = 1; seed <= 50; ++seed)
    EXPECT_TRUE(run_facts(stats_of(test::random_run(seed)))) << seed;
}

TEST(RunFacts, OfAnotherFileAreAnError) {
  for (const char* text : {"null", "[]", "{}", R"({"schema": 1})", R"({"schema": "brood-stats-2"})"})
    EXPECT_THAT(run_facts(json::parse(text)).error().message, HasSubstr("no stats.json that")) << text;
  EXPECT_FALSE(run_facts(json::parse("{", nullptr, false)));
}

TEST(RunFacts, OfADamagedFileAreAnErrorWhateverIsMissingOrWrong) {
  const json whole = stats_of(test::small_run());
  for (const char* key :
       {"config", "environment", "started_at", "complete", "verdict", "duration_s", "totals"}) {
    json damaged = whole;
    damaged.erase(key);
    EXPECT_THAT(run_facts(damaged).error().message, HasSubstr("damaged")) << key;
    damaged[key] = 7;
    EXPECT_EQ(static_cast<bool>(run_facts(damaged)), std::string(key) == "duration_s") << key;
  }
  json damaged = whole;
  for (const json& wrong : {json("fast"), json(-1), json(1e300)}) {
    damaged["requests"][0]["count"] = wrong;
    EXPECT_FALSE(run_facts(damaged)) << wrong;
  }
}

}  // namespace
}  // namespace brood
