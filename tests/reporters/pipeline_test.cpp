// Several runs of one pipeline in one file.
#include <gmock/gmock.h>

#include <pugixml.hpp>
#include <sstream>

#include "reporters/formats/gha_bench.hpp"
#include "reporters/formats/gitlab_metrics.hpp"
#include "reporters/pipeline/index_page.hpp"
#include "reporters/pipeline/joined_run.hpp"
#include "reporters/pipeline/summary.hpp"
#include "reporters/url_segment.hpp"
#include "tests/support/recorded_run.hpp"

namespace brood {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

Result run_named(const std::string& name, const test::RecordedRun& recorded = test::small_run()) {
  Result result = test::live_result_of(recorded);
  result.header.scenario.name = name;
  return result;
}

test::RecordedRun killed_run() {
  test::RecordedRun run = test::small_run();
  run.footer.ended_by = EndedBy::unknown;
  return run;
}

template <class Write>
std::string written(const Write& write, const std::vector<Result>& runs) {
  std::ostringstream out;
  write(std::span(runs), out);
  return out.str();
}
constexpr auto kMetrics = [](std::span<const Result> runs, std::ostream& out) {
  write_gitlab_metrics(runs, out);
};
constexpr auto kSmaller = [](std::span<const Result> runs, std::ostream& out) {
  write_gha_bench_smaller(runs, out);
};

// Requests that took so many milliseconds each.
Result run_of_requests(std::initializer_list<std::uint64_t> times_ms, Nanos duration) {
  Result run;
  run.complete = true;
  run.footer.duration = duration;
  for (const std::uint64_t time : times_ms) {
    run.all_requests.latency.record(time * 1'000'000);
    ++run.all_requests.passed;
    ++run.all_requests.in_time;
  }
  return run;
}

TEST(JoinedRun, HasTheFiguresOfAllItsRequestsTogether) {
  const Result parts[] = {run_of_requests({1, 2, 3}, seconds{2}), run_of_requests({40, 50}, seconds{3})};
  EXPECT_EQ(joined_run(parts).all_requests, run_of_requests({1, 2, 3, 40, 50}, seconds{5}).all_requests);
}

TEST(JoinedRun, LastsAsLongAsAllOneAfterAnother) {
  const Result parts[] = {run_of_requests({1}, seconds{2}), run_of_requests({1}, seconds{3})};
  EXPECT_EQ(joined_run(parts).duration(), seconds{5});
}

TEST(JoinedRun, HasAllChecks) {
  Result first, second;
  first.checks.resize(2);
  second.checks.resize(1);
  const Result parts[] = {first, second};
  EXPECT_EQ(joined_run(parts).checks.size(), 3u);
}

TEST(JoinedRun, IsCompleteOnlyIfAllAre) {
  const Result whole = run_named("a"), killed = run_named("b", killed_run());
  const Result parts[] = {whole, killed};
  EXPECT_TRUE(joined_run(std::span(parts, 1)).complete);
  EXPECT_FALSE(joined_run(parts).complete);
  EXPECT_FALSE(joined_run({}).complete);
}

TEST(MetricsOfSeveralRuns, AreToldApartByALabel) {
  const std::string text = written(kMetrics, {run_named("shop"), run_named("bank")});
  EXPECT_THAT(text, HasSubstr("requests_rate{run=\"shop\"} "));
  EXPECT_THAT(text, HasSubstr("request_p95_ms{run=\"bank\",name=\"GET /items/:id\"} "));
}

TEST(MetricsOfSeveralRuns, NameNoneTwice) {
  std::istringstream lines(written(kMetrics, {run_named("a`b"), run_named("a$b")}));  // neither can be shown
  std::set<std::string> names;
  for (std::string line; std::getline(lines, line);)
    EXPECT_TRUE(names.insert(line.substr(0, line.rfind(' '))).second) << line;
}

TEST(BenchmarksOfSeveralRuns, BeginWithTheRunsName) {
  const std::string text = written(kSmaller, {run_named("shop"), run_named("bank")});
  EXPECT_THAT(text, HasSubstr("\"shop: requests p95\""));
  EXPECT_THAT(text, HasSubstr("\"bank: task Shop.Buy p95\""));
}

TEST(Summaries, BeginWithWhatDidNotPass) {
  const std::string text = written(write_summaries, {run_named("good"), run_named("cut", killed_run())});
  EXPECT_LT(text.find("Load test cut"), text.find("Load test good"));
  EXPECT_NE(text.find("Load test good"), std::string::npos);
}

TEST(Summaries, AreNotLargerThanGithubTakes) {
  Result large = run_named("large");
  for (int i = 0; i < 2000; ++i)
    large.tasks[std::string(150, 'x') + std::to_string(i)] = large.tasks.begin()->second;
  const std::string text = written(write_summaries, std::vector<Result>(60, large));
  EXPECT_LE(text.size(), kMaxSummary);
  EXPECT_GT(text.size(), kMaxSummary / 2);
  EXPECT_THAT(text.substr(text.size() - 100), testing::ContainsRegex("and [0-9]+ more runs"));
}

// The page as a browser would see it; it is well-formed XML but for its head.
pugi::xml_document body_of(const std::vector<Result>& runs) {
  const std::string page = written(write_index_page, runs);
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(
      page.substr(page.find("<body>"), page.find("</html>") - page.find("<body>")).c_str()));
  return document;
}

TEST(IndexPage, HasALineForEachRun) {
  pugi::xml_document page = body_of({run_named("shop"), run_named("bank", killed_run())});
  std::vector<std::string> cells;
  for (const pugi::xpath_node& cell : page.select_nodes("//tbody/tr/td[position() <= 2]"))
    cells.emplace_back(cell.node().first_child().text().get());
  EXPECT_THAT(cells, ElementsAre("shop", "PASSED", "bank", "NO VERDICT"));
}

TEST(IndexPage, LinksToThePageOfEachRun) {
  pugi::xml_document page = body_of({run_named("shop")});
  EXPECT_STREQ(page.select_node("//td[1]/a").node().attribute("href").value(), "shop/report.html");
}

TEST(IndexPage, TakesNoNameForMarkupOrAnAddress) {
  const std::string hostile = "javascript:alert(1)//\"><img src=x onerror=alert(1)>&amp;\x01\xff";
  pugi::xml_document page = body_of({run_named(hostile)});
  EXPECT_FALSE(page.select_node("//img"));
  EXPECT_THAT(page.select_node("//td[1]/a").node().attribute("href").value(),
              testing::StartsWith("javascript%3Aalert%281%29%2F%2F%22%3E"));
}

TEST(IndexPage, HasNoScriptAndNothingOfOtherPlaces) {
  const std::string page = written(write_index_page, {run_named("shop")});
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("://")));
}

TEST(UrlSegments, EncodeWhatHasAMeaning) {
  EXPECT_EQ(url_segment("a b/../%c?d#e"), "a%20b%2F..%2F%25c%3Fd%23e");
  EXPECT_EQ(url_segment("shop_e2e-1.2~x"), "shop_e2e-1.2~x");
  EXPECT_EQ(url_segment("\xc3\xbc"), "%C3%BC");
}

}  // namespace
}  // namespace brood
