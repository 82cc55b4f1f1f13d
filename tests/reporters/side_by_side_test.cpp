#include "reporters/compare/side_by_side.hpp"

#include <gmock/gmock.h>

#include <sstream>

#include "reporters/compare/compare_json.hpp"
#include "reporters/compare/compare_table.hpp"
#include "reporters/compare/compare_text.hpp"
#include "reporters/formats/markdown.hpp"
#include "tests/reporters/some_runs.hpp"

namespace brood {
namespace {

using nlohmann::json;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::size_t kCount = 0, kRate = 1, kP95 = 3, kErrorRate = 5;

std::vector<Result> two_runs() {
  return {test::result_of(test::small_run()), test::result_of(test::later_run())};
}

RowOfRuns row_with(std::size_t metric, std::optional<double> first, std::optional<double> other) {
  RowOfRuns row{{}, {RowFigures{}, RowFigures{}}};
  (*row.runs[0])[metric] = first;
  (*row.runs[1])[metric] = other;
  return row;
}

std::vector<std::string> names_of(const SideBySide& compared) {
  std::vector<std::string> names;
  for (const RowOfRuns& row : compared.rows) names.push_back(row.name.text());
  return names;
}

std::vector<std::string> differing(const SideBySide& compared) {
  std::vector<std::string> names;
  for (const Difference& one : compared.differences) names.push_back(one.name);
  return names;
}

TEST(SideBySide, HasEveryNameThatAnyRunHas) {
  EXPECT_THAT(names_of(side_by_side(two_runs())),
              ElementsAre("all requests", "all tasks", "GET /items/:id", "GET /search", "POST /orders",
                          "Shop.Browse", "Shop.Buy"));
}

TEST(SideBySide, TellsWhatARunDoesNotHave) {
  const SideBySide compared = side_by_side(two_runs());
  EXPECT_FALSE(compared.rows[3].runs[0]) << "no search in the first run";
  EXPECT_TRUE(compared.rows[3].runs[1]);
  EXPECT_FALSE(compared.rows[6].runs[1]) << "nothing was bought in the second";
}

TEST(SideBySide, ShowsOnlyWhatDiffers) {
  std::vector<test::RecordedRun> runs(3, test::small_run());
  runs[1].header.scenario.users = 20;
  runs[2].header.scenario.sut = SutPlan{"shop --port {port}", "/health"};
  runs[2].header.environment.cores = 4;
  std::vector<Result> results;
  for (const test::RecordedRun& run : runs) results.push_back(test::result_of(run));
  const SideBySide compared = side_by_side(results);
  EXPECT_THAT(differing(compared),
              ElementsAre("users", "cores", "sut.command", "sut.ready", "sut.ready_timeout_s"));
  EXPECT_THAT(compared.differences[0].values, ElementsAre(2, 20, 2));
  EXPECT_THAT(compared.differences[2].values, ElementsAre(nullptr, nullptr, "shop --port {port}"));
}

TEST(SideBySide, NamesWhatWasGivenOfAnOpenModel) {
  std::vector<test::RecordedRun> runs(3, test::small_run());
  for (test::RecordedRun& run : runs) {
    run.header.scenario.stages = steady_rate(50);
    run.header.scenario.users = 20;
  }
  runs[1].header.scenario.users = 30;
  runs[1].header.scenario.spawn_rate = 7;
  runs[2] = test::small_run();
  std::vector<Result> results;
  for (const test::RecordedRun& run : runs) results.push_back(test::result_of(run));
  const SideBySide open = side_by_side(std::span(results).first(2));
  EXPECT_THAT(differing(open), ElementsAre("max_users"));
  EXPECT_THAT(open.differences[0].values, ElementsAre(20, 30));
  EXPECT_EQ(other_load(open, 1), "max-users 30, not 20");
  const SideBySide mixed = side_by_side(std::vector{results[0], results[2]});
  EXPECT_THAT(differing(mixed),
              testing::UnorderedElementsAre("rate", "arrivals", "max_users", "users", "spawn_rate"));
}

TEST(SideBySide, LeavesOutWhatStagesSay) {
  std::vector<test::RecordedRun> runs(2, test::small_run());
  for (test::RecordedRun& run : runs) run.header.scenario.stages = *parse_stages("10s:50,1m:0");
  runs[1].header.scenario.spawn_rate = 7;
  EXPECT_THAT(differing(side_by_side(std::vector{test::result_of(runs[0]), test::result_of(runs[1])})),
              ElementsAre());
}

TEST(SideBySide, ComparesFastTasksAsTheyWere) {
  std::vector<test::RecordedRun> runs(2, test::small_run());
  for (std::size_t i = 0; i < 2; ++i) {
    Row& fast = runs[i].intervals[0].tasks[1].row;
    fast.latency = Histogram(3);
    fast.latency.record(i == 0 ? 5'670 : 4'820);
  }
  std::ostringstream out;
  write_compare_text(std::vector{test::result_of(runs[0]), test::result_of(runs[1])}, {}, out);
  EXPECT_THAT(out.str(), HasSubstr(" 5.67us "));
  EXPECT_THAT(out.str(), HasSubstr(" 4.82us (-15.0%)"));
}

TEST(SideBySide, SaysWhenLoadOrMachineAreNotTheSame) {
  test::RecordedRun other = test::small_run();
  other.header.scenario.users = 20;
  other.header.environment.cores = 4;
  other.header.environment.cpu = "Other CPU";
  const SideBySide compared =
      side_by_side(std::vector{test::result_of(test::small_run()), test::result_of(other)});
  EXPECT_EQ(other_load(compared, 0), "");
  EXPECT_EQ(other_load(compared, 1), "users 20, not 2");
  EXPECT_EQ(other_machine(compared, 1), "cpu Other CPU, not Some CPU; cores 4, not 2");
  EXPECT_THAT(notes_of(compared), Contains("Run 2 had another load than run 1: users 20, not 2."));
}

TEST(SideBySide, MarksAnIncompleteRun) {
  test::RecordedRun cut = test::small_run();
  cut.footer.ended_by = EndedBy::signal;
  const SideBySide compared =
      side_by_side(std::vector{test::result_of(test::small_run()), test::result_of(cut)});
  EXPECT_THAT(notes_of(compared), Contains("Run 2 is incomplete: its figures are of a part only."));
  EXPECT_EQ(runs_table(compared)[2].back(), "INCOMPLETE");
}

TEST(SideBySide, SaysOnceThatADifferenceMayBeChance) {
  EXPECT_EQ(notes_of(side_by_side(two_runs())).back(), kBesideChance);
}

TEST(AChange, IsARatioToTheFirstRun) {
  EXPECT_EQ(ratio_to_first(row_with(kP95, 10, 12.5), 1, kP95), 1.25);
  EXPECT_EQ(change_to_first(row_with(kP95, 10, 12.5), 1, kP95), "+25.0%");
  EXPECT_EQ(change_to_first(row_with(kRate, 100, 95.8), 1, kRate), "-4.2%");
  EXPECT_EQ(change_to_first(row_with(kRate, 1, 12.5), 1, kRate), "x12.5");
}

TEST(AChange, OfErrorRatesIsInPoints) {
  EXPECT_EQ(change_to_first(row_with(kErrorRate, 0, 0.02), 1, kErrorRate), "+2.00 points");
  EXPECT_EQ(change_to_first(row_with(kErrorRate, 0, 0), 1, kErrorRate), "");
}

TEST(AChange, NeedsBothFiguresAndAFirstThatIsNotZero) {
  EXPECT_EQ(ratio_to_first(row_with(kP95, std::nullopt, 12), 1, kP95), std::nullopt);
  EXPECT_EQ(ratio_to_first(row_with(kP95, 12, std::nullopt), 1, kP95), std::nullopt);
  EXPECT_EQ(ratio_to_first(row_with(kCount, 0, 12), 1, kCount), std::nullopt);
  EXPECT_EQ(change_to_first(row_with(kCount, 0, 12), 1, kCount), "");
  EXPECT_EQ(change_to_first(row_with(kCount, 12, 12), 0, kCount), "") << "the first run has none";
}

TEST(CompareText, HasWholeNamesAndNeverTwoAlike) {
  test::RecordedRun run = test::small_run();
  const std::string name =
      "Checkout/Payment." + std::string(80, 'x') + "ByCard" + std::string(80, 'x') + "InOneGo";
  std::string other = name;
  other.replace(other.find("Card"), 4, "Cash");
  run.intervals[0].tasks[0].task = run.tasks[0] = name;
  run.intervals[0].tasks[1].task = run.tasks[1] = other;
  run.intervals.resize(1);
  const std::vector<Result> runs(2, test::result_of(run));
  std::ostringstream log, terminal;
  write_compare_text(runs, {}, log);
  EXPECT_THAT(log.str(), testing::AllOf(HasSubstr(name), HasSubstr(other)));
  ConsoleStyle style;
  style.width = 100;
  write_compare_text(runs, style, terminal);
  EXPECT_THAT(terminal.str(), testing::AllOf(Not(HasSubstr(name)), HasSubstr(" (2) ")));
}

TEST(CompareText, SaysFirstWhatHasToBeKnown) {
  std::ostringstream out;
  write_compare_text(two_runs(), {}, out);
  EXPECT_THAT(out.str(), testing::StartsWith("All runs had the same load, on the same machine.\n"));
}

TEST(CompareText, OfTwoRuns) {
  std::ostringstream out;
  write_compare_text(two_runs(), {}, out);
  EXPECT_EQ(out.str(), test::golden_of_runs("compare.txt"));
}

TEST(CompareMarkdown, OfTwoRuns) {
  std::ostringstream out;
  write_compare_markdown(two_runs(), out);
  EXPECT_EQ(out.str(), test::golden_of_runs("compare.md"));
}

TEST(CompareMarkdown, IsInertAndOfBearableLengthWhateverTheNames) {
  test::RecordedRun wide = test::small_run();
  wide.header.scenario.name = std::string(10'000, '<');
  wide.header.scenario.filter = std::string(10'000, '|');
  for (int i = 0; i < 2000; ++i)
    wide.intervals[0].tasks.push_back(
        {"<img src=x onerror=alert(1)>" + std::to_string(i), wide.intervals[0].tasks[0].row});
  const std::vector<Result> runs(8, test::result_of(wide));
  std::ostringstream out;
  write_compare_markdown(runs, out);
  EXPECT_LE(out.str().size(), kMaxMarkdown);
  EXPECT_THAT(out.str(), Not(HasSubstr("<img")));
  EXPECT_THAT(out.str(), HasSubstr("more: see --report json:FILE"));
}

TEST(CompareJson, HasFiguresAndRatiosOfEachRun) {
  std::ostringstream out;
  write_compare_json(two_runs(), out);
  const json compared = json::parse(out.str());
  const json& orders = compared["rows"][4];
  EXPECT_EQ(orders["name"], "/orders");
  EXPECT_EQ(orders["runs"][0]["p95"], 20.0);
  EXPECT_EQ(orders["runs"][1]["p95"], 80.0);
  EXPECT_EQ(orders["ratios"][0], nullptr);
  EXPECT_EQ(orders["ratios"][1]["p95"], 4.0);
  EXPECT_EQ(compared["rows"][3]["runs"][0], nullptr);
}

TEST(CompareJson, IsMadeOfAnythingThatCanBeRecorded) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    std::ostringstream out;
    write_compare_json(
        std::vector{test::result_of(test::random_run(seed)), test::result_of(test::random_run(seed + 1))},
        out);
    EXPECT_TRUE(json::accept(out.str())) << seed;
  }
}

}  // namespace
}  // namespace brood
