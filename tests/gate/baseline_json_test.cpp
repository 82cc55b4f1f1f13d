#include "ci/gate/baseline_json.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "tests/gate/runs.hpp"

namespace brood::testing {
namespace {

using ::testing::HasSubstr;

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  text.replace(text.find(what), what.size(), by);
  return text;
}

std::string mistake(const std::string& text) {
  const Expected<Baseline> baseline = read_baseline(text);
  return baseline ? std::string() : baseline.error().message;
}

TEST(ABaseline, ReadsBackAsItWas) {
  Baseline baseline = stored_run(26, 201.3);
  baseline.failed = 3;
  baseline.skipped = 4;
  baseline.quiet = 9;
  EXPECT_EQ(*read_baseline(baseline_json(baseline)), baseline);
}

TEST(ABaseline, IsTheSameWhateverTheOrderOfItsMembers) {
  const nlohmann::json sorted = nlohmann::json::parse(baseline_json(stored_run(26)));
  EXPECT_EQ(*read_baseline(sorted.dump()), stored_run(26));
}

TEST(ABaseline, IsSmall) { EXPECT_LT(baseline_json(stored_run(26)).size(), 1000U); }

TEST(ABaseline, ThatIsCutAnywhereIsNone) {
  const std::string text = baseline_json(stored_run(26));
  for (std::size_t end = 0; end + 2 < text.size(); ++end)
    EXPECT_THAT(mistake(text.substr(0, end)), HasSubstr("is not JSON, or cut: line ")) << end;
}

TEST(ABaseline, IsNotAnyJson) {
  EXPECT_EQ(mistake("{}"), "is no baseline of Brood");
  EXPECT_EQ(mistake("[1]"), "is no baseline of Brood");
  EXPECT_EQ(mistake(R"({"schema":"brood-stats-1"})"), "is no baseline of Brood");
}

TEST(ABaseline, HasEachMetricOnce) {
  Baseline twice = stored_run(26);
  twice.metrics.push_back(twice.metrics.front());
  EXPECT_THAT(mistake(baseline_json(twice)), HasSubstr("is damaged"));
}

TEST(ABaseline, OfAVersionBeyondAllIsNotOfThisOne) {
  EXPECT_NE(mistake(replaced(baseline_json(stored_run(26)), "\"version\": 1", "\"version\": 4294967297")),
            "");
}

TEST(ABaseline, OfAnotherVersionIsNamed) {
  const std::string text = replaced(baseline_json(stored_run(26)), "\"version\": 1", "\"version\": 2");
  EXPECT_EQ(mistake(text), "is of version 2, this brood reads version 1");
}

TEST(ABaseline, WithWrongMembersIsDamaged) {
  const std::string text = baseline_json(stored_run(26));
  for (const auto& [what, by] :
       std::vector<std::pair<std::string, std::string>>{{"2026-11-26T", "../../etc/"},
                                                        {"\"passed\",", "\"perfect\","},
                                                        {"\"p95\"", "\"p96\""},
                                                        {"\"p95\"", "\"errors\""},
                                                        {"\"task\"", "\"chore\""},
                                                        {R"("y": )", R"("y": 1e300, "z": )"},
                                                        {R"("users": "20")", R"("users": 20)"},
                                                        {"\"passed\": 1000", "\"passed\": -1"},
                                                        {"\"scenario\"", "\"nothing\""}})
    EXPECT_THAT(mistake(replaced(text, what, by)), HasSubstr("is damaged")) << what;
}

TEST(ABaseline, ThatIsDeepIsNone) {
  const std::string deep(100'000, '[');
  EXPECT_NE(mistake(deep + std::string(100'000, ']')), "");
  EXPECT_NE(mistake(deep), "");
}

TEST(ABaseline, HasANameThatSortsByTime) {
  EXPECT_THAT(file_name_of(stored_run(26)),
              ::testing::MatchesRegex("2026-11-26T12-00-00\\.000Z-[0-9a-f]{16}\\.baseline\\.json"));
  EXPECT_LT(file_name_of(stored_run(2)), file_name_of(stored_run(26)));
  EXPECT_NE(file_name_of(stored_run(2, 200)), file_name_of(stored_run(2, 201)));
}

TEST(ABaseline, MustHaveComeToItsEndAndPassed) {
  EXPECT_TRUE(check_usable(stored_run(1)));
  Baseline baseline = stored_run(1);
  baseline.complete = false;
  EXPECT_FALSE(check_usable(baseline));
  baseline = stored_run(1);
  baseline.verdict = Verdict::failed;
  EXPECT_FALSE(check_usable(baseline));
  baseline = stored_run(1);
  baseline.metrics.clear();
  EXPECT_FALSE(check_usable(baseline));
}

TEST(ABaseline, IsNeverARunOfSkips) {
  Baseline baseline = stored_run(1);
  baseline.passed = baseline.failed = 0;
  baseline.skipped = 100;
  const Status usable = check_usable(baseline);
  ASSERT_FALSE(usable);
  EXPECT_EQ(usable.error().message, "skipped every iteration, so it measured nothing");
}

}  // namespace
}  // namespace brood::testing
