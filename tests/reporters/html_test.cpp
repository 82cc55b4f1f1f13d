#include "reporters/html/html.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>

#include "reporters/compare/compare_html.hpp"
#include "reporters/html/page.hpp"
#include "reporters/stats_json.hpp"
#include "reporters/trend/trend_html.hpp"
#include "runner/core/result_fold.hpp"
#include "tests/reporters/some_runs.hpp"
#include "tests/support/long_run.hpp"
#include "tests/support/recorded_run.hpp"

namespace brood {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;
using ::testing::Not;

std::string page_of(const Result& result) {
  std::ostringstream out;
  write_html(result, out);
  return out.str();
}

std::string page_of(const test::RecordedRun& run) { return page_of(test::live_result_of(run)); }

// The data as a browser takes it out of the page.
std::string data_text(const std::string& page) {
  const std::string begin = R"(<script type="application/json" id="data">)";
  const std::size_t from = page.find(begin) + begin.size();
  return page.substr(from, page.find("</script>", from) - from);
}

json data_of(const std::string& page) { return json::parse(data_text(page)); }

TEST(HtmlEscaped, CannotBeMarkup) {
  EXPECT_EQ(html_escaped("<img src=x onerror='a'> & \"b\""),
            "&lt;img src=x onerror=&#39;a&#39;&gt; &amp; &quot;b&quot;");
}

TEST(ScriptEscaped, CannotEndItsElementAndIsTheSameJson) {
  const json value = {"</script><!--", "a\u2028b\u2029c", "&amp;", "\xd7\x90"};
  const std::string text = script_escaped(value.dump());
  for (const char* piece : {"<", ">", "&", "\u2028", "\u2029"}) EXPECT_THAT(text, Not(HasSubstr(piece)));
  EXPECT_EQ(json::parse(text), value);
}

TEST(Html, CarriesTheFiguresOfStatsJson) {
  const Result result = test::live_result_of(test::small_run());
  std::ostringstream out;
  write_stats_json(result, out);
  const json stats = json::parse(out.str());
  const json data = data_of(page_of(result));
  for (const char* part :
       {"totals", "tasks", "requests", "errors", "checks", "config", "verdict", "generator"})
    EXPECT_EQ(data[part], stats[part]) << part;
}

TEST(Html, ShowsTheCourseOfTheRun) {
  const json course = data_of(page_of(test::small_run()))["course"];
  EXPECT_EQ(course["to_s"], json({1.0, 2.0, 2.1}));
  EXPECT_EQ(course["drain"], 1);
  EXPECT_EQ(course["tasks"]["passed"], json({4.0, 2.0, nullptr})) << "a drain of 100 ms has no rate";
  EXPECT_EQ(course["requests"]["p50"][2], nullptr) << "none ended then";
  EXPECT_FALSE(course.contains("sut_cpu"));
}

TEST(Html, NamesRowsByTheirPosition) {
  const json data = data_of(page_of(test::small_run()));
  EXPECT_EQ(data["made_by"][1][0], 1);
  EXPECT_EQ(data["made_by"][1][1], 1);
  EXPECT_EQ(data["slowest"][0]["iterations"][0]["requests"][0][0], 1);
  EXPECT_EQ(data["distributions"]["tasks"].size(), data["tasks"].size());
}

TEST(Html, SaysWhyARunIsIncomplete) {
  test::RecordedRun run = test::small_run();
  run.footer = {EndedBy::target_died, "the target was killed", run.footer.duration, {}};
  EXPECT_EQ(data_of(page_of(run))["page"]["incomplete"], "the target was killed");
}

TEST(Html, NamesTheCheckThatDecided) {
  test::RecordedRun run = test::small_run();
  run.header.scenario.thresholds.insert(run.header.scenario.thresholds.begin(), "requests: p95 < 1ms");
  const json page = data_of(page_of(run))["page"];
  EXPECT_EQ(page["sentence"], "FAILED: 1 of 6 checks failed.");
  EXPECT_EQ(page["why"], "requests: p95 < 1ms: observed 20ms, limit < 1ms");
}

TEST(Html, WithoutScriptsItIsTheSummary) {
  const std::string page = page_of(test::small_run());
  const std::size_t from = page.find("<noscript>");
  EXPECT_THAT(page.substr(from, page.find("</noscript>") - from), HasSubstr("PASSED: "));
}

// All that can stand in any page but data.
std::string pages() {
  std::string text{page_shell()};
  for (const PageKind kind : {PageKind::run, PageKind::compare, PageKind::trend}) text += page_scripts(kind);
  return text;
}

TEST(Html, AsksNothingOfAnyNetwork) {
  const std::string page = pages();
  EXPECT_THAT(page, HasSubstr("default-src 'none'"));
  for (const char* call : {"fetch(", "XMLHttpRequest", "WebSocket", "sendBeacon", "@import", "importScripts",
                           "EventSource", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"})
    EXPECT_THAT(page, Not(HasSubstr(call)));
  const std::regex link(R"re((src|href)\s*=\s*["']?([^"' >]*)|url\(([^)]*)\))re");
  for (std::sregex_iterator at(page.begin(), page.end(), link), end; at != end; ++at)
    EXPECT_THAT(at->str(2), testing::AnyOf("", "data:,")) << at->str();
}

TEST(Html, HasTheLicenceOfWhatItIsMadeOf) {
  EXPECT_THAT(page_of(test::small_run()), HasSubstr("Permission is hereby granted, free of charge"));
}

TEST(Html, TextOfTheRunStandsOnlyInDataAndEscaped) {
  test::RecordedRun run = test::small_run();
  const std::string evil = "</script></title></noscript><img src=x onerror=alert(1)>";
  run.header.scenario.name = evil;
  run.tasks.push_back(evil);
  run.intervals[0].errors[0].message = evil;
  run.warnings = {evil};
  const std::string page = page_of(run);
  EXPECT_THAT(page, Not(HasSubstr("<img")));
  EXPECT_EQ(data_of(page)["page"]["name"], evil);
}

TEST(Pages, OfSeveralRunsHoldTheirTextOnlyInDataAndEscaped) {
  test::RecordedRun run = test::small_run();
  const std::string evil = "</script></title></noscript><img src=x onerror=alert(1)>";
  run.header.scenario.name = evil;
  run.intervals[0].tasks.push_back({evil, run.intervals[0].tasks[0].row});
  std::ostringstream compared, trend;
  write_compare_html(std::vector(2, test::live_result_of(run)), compared);
  write_trend_html(trend_of({{test::facts_of(run), evil}}, 50), trend);
  for (const std::string& page : {compared.str(), trend.str()}) {
    EXPECT_THAT(page, Not(HasSubstr("<img")));
    EXPECT_THAT(data_text(page), HasSubstr("onerror"));
  }
  EXPECT_EQ(data_of(compared.str())["runs"][1]["name"], evil);
  EXPECT_EQ(data_of(trend.str())["scenarios"][0]["runs"][0]["place"], evil);
}

TEST(Html, AnythingThatCanBeRecordedIsAPage) {
  for (std::uint32_t seed = 1; seed <= 50; ++seed) {
    const std::string page = page_of(test::random_run(seed));
    EXPECT_NO_THROW(data_of(page)) << seed;
    EXPECT_THAT(page, testing::EndsWith("</html>\n"));
  }
  EXPECT_NO_THROW(data_of(page_of(Result{})));
}

TEST(Html, OfAnHourWithFiftyNamesIsSmall) {
  const std::string page = page_of(test::long_result(3600, 100, 1000));
  EXPECT_LT(page.size(), 1'500'000u);
}

TEST(Html, OfADayIsNotLarger) {
  const std::string page = page_of(test::long_result(86'400, 2, 10));
  EXPECT_EQ(data_of(page)["course"]["to_s"].back(), 86'400.0);
  EXPECT_LT(page.size(), 700'000u);
}

// What slices say adds up to what stats.json says of the whole run.
TEST(Html, OfHoursHasAllOfThemInItsSlices) {
  ResultFold fold;
  fold.observe(test::small_run().header);
  Interval interval = test::small_run().intervals[0];
  interval.tasks.resize(1);
  interval.requests.resize(1);
  constexpr int kSeconds = 10'000;
  for (int second = 0; second < kSeconds; ++second) {
    interval.begin = std::chrono::seconds{second};
    interval.end = std::chrono::seconds{second + 1};
    fold.observe(interval);
  }
  fold.observe(RunFooter{EndedBy::run_time, "", std::chrono::seconds{kSeconds}, {}});
  const json data = data_of(page_of(fold.finish()));
  const json& course = data["course"];
  ASSERT_LE(course["to_s"].size(), TimeSlices::kMost);
  EXPECT_GT(course["to_s"].size(), TimeSlices::kMost / 2 - 1);
  for (const char* kind : {"tasks", "requests"}) {
    double passed = 0;
    std::uint64_t spread = 0;
    for (std::size_t i = 0; i < course["to_s"].size(); ++i) {
      const double length = course["to_s"][i].get<double>() - course["from_s"][i].get<double>();
      passed += course[kind]["passed"][i].get<double>() * length;
      for (const json& bucket : course[kind]["heat"][i]) spread += bucket[1].get<std::uint64_t>();
    }
    EXPECT_DOUBLE_EQ(passed, data["totals"][kind]["passed"].get<double>()) << kind;
    EXPECT_EQ(spread, data["totals"][kind]["passed"].get<std::uint64_t>()) << kind;
  }
}

TEST(Html, OfAThousandNamesStaysReadable) {
  const std::string page = page_of(test::wide_result(990));
  EXPECT_LT(page.size(), 10'000'000u);
  EXPECT_EQ(data_of(page)["tasks"].size(), 992u);
}

}  // namespace
}  // namespace brood
