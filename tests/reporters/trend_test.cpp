#include "reporters/trend/trend.hpp"

#include <gmock/gmock.h>

#include <sstream>

#include "reporters/formats/markdown.hpp"
#include "reporters/trend/trend_json.hpp"
#include "reporters/trend/trend_text.hpp"
#include "tests/reporters/some_runs.hpp"

namespace brood {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

TrendRun run_at(const std::string& started_at, const std::string& name = "shop") {
  static const RunFacts facts = test::facts_of(test::small_run());
  TrendRun run{facts, started_at.substr(0, 10) + '/' + name};
  run.facts.started_at = started_at;
  run.facts.name = name;
  return run;
}

TrendRun with_users(TrendRun run, const std::string& users) {
  run.facts.load["users"] = users;
  return run;
}

// Three runs, the second of them of another load and the third incomplete, and one of another scenario.
Trend some_trend() {
  test::RecordedRun cut = test::run_started_at("2026-11-03T10:00:00.000Z");
  cut.header.scenario.name = "shop";
  cut.footer.ended_by = EndedBy::signal;
  Trend trend = trend_of({{test::facts_of(cut), "2026-11-03/shop"},
                          run_at("2026-11-01T10:00:00.000Z"),
                          with_users(run_at("2026-11-02T10:00:00.000Z"), "20"),
                          run_at("2026-11-01T09:00:00.000Z", "basket")},
                         50);
  trend.skipped = {"'2026-11-04/shop/stats.json': a damaged stats.json"};
  return trend;
}

std::vector<std::string> places_of(const TrendScenario& scenario) {
  std::vector<std::string> places;
  for (const TrendRun& run : scenario.runs) places.push_back(run.place);
  return places;
}

TEST(ATrend, IsSortedByTheStartOfItsRuns) {
  const Trend trend = some_trend();
  ASSERT_EQ(trend.scenarios.size(), 2u);
  EXPECT_EQ(trend.scenarios[0].name, "basket");
  EXPECT_THAT(places_of(trend.scenarios[1]),
              ElementsAre("2026-11-01/shop", "2026-11-02/shop", "2026-11-03/shop"));
}

TEST(ATrend, KeepsTheLastRunsOfEachScenario) {
  std::vector<TrendRun> runs{run_at("2026-11-01T10:00:00.000Z", "basket")};
  for (int day = 1; day <= 9; ++day)
    runs.push_back(run_at("2026-11-0" + std::to_string(day) + "T10:00:00.000Z"));
  const Trend trend = trend_of(runs, 2);
  EXPECT_THAT(places_of(trend.scenarios[0]), ElementsAre("2026-11-01/basket"));
  EXPECT_THAT(places_of(trend.scenarios[1]), ElementsAre("2026-11-08/shop", "2026-11-09/shop"));
  EXPECT_EQ(trend.scenarios[1].older, 7u);
}

TEST(ATrend, CountsARunOnceHoweverOftenItWasCopied) {
  const TrendRun run = run_at("2026-11-01T10:00:00.000Z");
  TrendRun copy = run, other = run;
  copy.place = "2026-11-02/shop";
  other.place = "2026-11-03/shop";
  other.facts.rows.begin()->second[0] = 4711;
  const Trend trend = trend_of({copy, other, run}, 50);
  EXPECT_THAT(places_of(trend.scenarios[0]), ElementsAre("2026-11-01/shop", "2026-11-03/shop"));
  EXPECT_EQ(trend.scenarios[0].copies, 1u);
  EXPECT_EQ(trend.scenarios[0].older, 0u);
  std::ostringstream out;
  write_trend_text(trend, {}, out);
  EXPECT_THAT(out.str(), HasSubstr("of 2 runs, 1 copy of a run not counted\n"));
}

TEST(ATrend, TellsOtherLoadsAndMachinesApart) {
  TrendRun elsewhere = run_at("2026-11-04T10:00:00.000Z");
  elsewhere.facts.machine["cores"] = "4";
  const Trend trend =
      trend_of({run_at("2026-11-01T10:00:00.000Z"), with_users(run_at("2026-11-02T10:00:00.000Z"), "20"),
                run_at("2026-11-03T10:00:00.000Z"), elsewhere},
               50);
  const TrendScenario& shop = trend.scenarios[0];
  EXPECT_THAT((std::vector{shop.runs[0].conditions, shop.runs[1].conditions, shop.runs[2].conditions,
                           shop.runs[3].conditions}),
              ElementsAre(0u, 1u, 0u, 2u));
  EXPECT_THAT(conditions_text(shop, 0), HasSubstr("users 2"));
  EXPECT_EQ(conditions_text(shop, 1), "as A, but users 20, not 2");
  EXPECT_EQ(conditions_text(shop, 2), "as A, but cores 4, not 2");
}

TEST(AMark, IsALetterOrMore) {
  EXPECT_EQ(mark_of(0), "A");
  EXPECT_EQ(mark_of(25), "Z");
  EXPECT_EQ(mark_of(26), "AA");
  EXPECT_EQ(mark_of(26 + 26 * 26), "AAA");
}

TEST(TrendText, HasATableForEachScenario) {
  std::ostringstream out;
  write_trend_text(some_trend(), {}, out);
  EXPECT_EQ(out.str(), test::golden_of_runs("trend.txt"));
}

TEST(TrendMarkdown, HasATableForEachScenario) {
  std::ostringstream out;
  write_trend_markdown(some_trend(), out);
  EXPECT_EQ(out.str(), test::golden_of_runs("trend.md"));
}

TEST(TrendMarkdown, IsInertAndOfBearableLengthWhateverTheNames) {
  std::vector<TrendRun> runs;
  for (int i = 0; i < 100; ++i)
    for (int run = 0; run < 9; ++run)
      runs.push_back(run_at("2026-11-0" + std::to_string(run + 1) + "T10:00:00.000Z",
                            "<img src=x>" + std::to_string(i)));
  Trend trend = trend_of(runs, 50);
  trend.skipped.assign(1000, std::string(5'000, '|'));
  std::ostringstream out;
  write_trend_markdown(trend, out);
  EXPECT_LE(out.str().size(), kMaxMarkdown);
  EXPECT_THAT(out.str(), Not(HasSubstr("<img")));
  EXPECT_THAT(out.str(), HasSubstr("more scenarios: see --report json:FILE"));
}

TEST(TrendJson, HasAColumnForEachMetricOfEachName) {
  TrendRun later = {test::facts_of(test::later_run()), "later"};
  later.facts.name = "shop";
  const json trend = json(trend_to_json(trend_of({run_at("2026-11-01T10:00:00.000Z"), later}, 50)));
  const json& rows = trend["scenarios"][0]["rows"];
  EXPECT_EQ(rows[0]["of"], "requests");
  EXPECT_EQ(rows[0]["all"], true);
  EXPECT_EQ(rows[4]["name"], "/orders");
  EXPECT_EQ(rows[4]["p95"], json({20.0, 80.0}));
  EXPECT_EQ(rows[3]["name"], "/search");
  EXPECT_EQ(rows[3]["count"][0], nullptr) << "the first run has none";
}

TEST(TrendJson, SaysWhatARunWas) {
  const json shop = json(trend_to_json(some_trend()))["scenarios"][1];
  EXPECT_EQ(shop["runs"][2]["outcome"], "incomplete");
  EXPECT_EQ(shop["runs"][1]["conditions"], 1);
  EXPECT_EQ(shop["conditions"][1]["load"]["users"], "20");
  EXPECT_FALSE(shop["runs"][0].contains("report"));
}

}  // namespace
}  // namespace brood
