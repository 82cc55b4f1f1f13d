#include "ci/gate/duet_figures.hpp"

#include "ci/gate/quiet_rounds.hpp"
#include "tests/gate/printed.hpp"
#include "tests/gate/rounds.hpp"

namespace brood::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Rounds of the worked example: p50 of two tasks in five rounds.
DuetFigures five_rounds() {
  const double before[5][2] = {{10.0, 20.0}, {10.2, 20.5}, {9.9, 19.8}, {10.1, 20.1}, {12.5, 25.0}};
  const double after[5][2] = {{10.4, 20.3}, {10.5, 20.6}, {10.3, 20.2}, {10.6, 20.4}, {12.9, 25.9}};
  DuetFigures figures;
  for (int i = 0; i < 5; ++i) {
    Round round;
    round.number = i + 1;
    round.before.tasks = {{"a", task_round(before[i][0])}, {"b", task_round(before[i][1])}};
    round.after.tasks = {{"a", task_round(after[i][0])}, {"b", task_round(after[i][1])}};
    figures.add(round);
  }
  return figures;
}

TEST(DuetFigures, PressureOfTheWorkedExample) {
  const std::vector<double> pressure = five_rounds().pressure();
  EXPECT_THAT(pressure, ElementsAre(Prints("2.662686"), Prints("2.679870"), Prints("2.654011"),
                                    Prints("2.672411"), Prints("2.889019")));
  EXPECT_THAT(quiet_limit(pressure).median, Prints("2.672411"));
  EXPECT_THAT(quiet_limit(pressure).deviation, Prints("0.009725"));
  EXPECT_THAT(quiet_limit(pressure).cut, Prints("2.701248"));
  EXPECT_THAT(five_rounds().quiet(), ElementsAre(true, true, true, true, false));
}

TEST(DuetFigures, PressureIsOfTasksThatAreInEveryRound) {
  DuetFigures figures = five_rounds();
  Round round = round_of(6, {});
  round.before.tasks["a"] = round.after.tasks["a"] = task_round(10);
  figures.add(round);
  EXPECT_THAT(figures.pressure().back(), Prints("2.302585")) << "ln 10: of 'a' alone";
}

TEST(DuetFigures, WithoutACommonTaskEveryRoundIsQuiet) {
  DuetFigures figures;
  Round round;
  round.before.tasks = {{"a", task_round(10)}};
  figures.add(round);
  EXPECT_THAT(figures.pressure(), IsEmpty());
  EXPECT_THAT(figures.quiet(), ElementsAre(true));
}

TEST(DuetFigures, ShiftsAreOfKeptRoundsWithBothVersions) {
  DuetFigures figures = five_rounds();
  Round half;
  half.before.tasks = {{"a", task_round(10)}};
  figures.add(half);
  const Shifts shifts = figures.shifts({"a", MetricKind::p50}, {true, false, true, false, false, true});
  EXPECT_THAT(shifts.values, ElementsAre(Prints("0.03922"), Prints("0.03961"))) << "ln 10.4/10, ln 10.3/9.9";
}

TEST(DuetFigures, WidthsAreOfBothVersions) {
  Round round;
  round.before.tasks["a"] = {10, 0, {{10, 11, 10}}};
  round.after.tasks["a"] = {10, 0, {{20, 21, 10}}};
  DuetFigures figures;
  figures.add(round);
  const double expected = (std::pow(std::log(1.1), 2) + std::pow(std::log(1.05), 2)) / 2;
  EXPECT_DOUBLE_EQ(figures.shifts({"a", MetricKind::p99}, {true}).width_squares, expected);
}

TEST(DuetFigures, LessThroughputIsWorse) {
  DuetFigures figures;
  Round round = round_of(1, {});
  round.before.throughput = 200;
  round.after.throughput = 100;
  figures.add(round);
  const GateMetric throughput{{}, MetricKind::throughput};
  EXPECT_THAT(figures.shifts(throughput, {true}).values, ElementsAre(Prints("0.693147")));
}

TEST(DuetFigures, ErrorsAreOfAllRounds) {
  DuetFigures figures;
  figures.add(round_of(1, {.requests = 100, .old_errors = 2, .new_errors = 3}));
  figures.add(round_of(2, {.requests = 60, .old_errors = 1}));
  const ErrorCounts counts = figures.errors("browse");
  EXPECT_EQ(counts.errors_before(), 3U);
  EXPECT_EQ(counts.errors_after(), 3U);
  EXPECT_EQ(counts.requests_before, 160U);
  EXPECT_EQ(counts.requests_after, 160U);
}

TEST(DuetFigures, AUsualRoundIsTheMedianOne) {
  DuetFigures figures;
  for (const std::uint64_t requests : {100U, 900U, 300U}) figures.add(round_of(1, {.requests = requests}));
  EXPECT_EQ(figures.requests_of_round("browse"), 300);
}

}  // namespace
}  // namespace brood::testing
