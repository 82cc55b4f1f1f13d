#include "ci/duet/rehearsal.hpp"

#include <gmock/gmock.h>

namespace brood {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct TaskOf {
  std::string name;
  std::uint64_t requests;
  Nanos median;
};

Side side(const std::vector<TaskOf>& tasks, double worked) {
  Side side;
  side.seconds = worked;
  for (const TaskOf& task : tasks) {
    const auto low = static_cast<double>(task.median.count());
    side.tasks[task.name] = {task.requests, 0, {{low, low + 2, task.requests}}};
  }
  return side;
}

// Six seconds, of which in turns each version has three.
Round rehearsal(const std::vector<TaskOf>& tasks, double worked = 6) {
  return {0, side(tasks, worked), side(tasks, worked)};
}

TEST(ARehearsal, LeavesRoundsAtSixSecondsWhereThatIsEnough) {
  const Pace pace =
      pace_after(rehearsal({{"browse", 600, milliseconds(5)}}), Placement::together, std::nullopt);
  EXPECT_EQ(Nanos(seconds(6)), pace.round);
  EXPECT_EQ(0u, pace.turns);
  EXPECT_THAT(pace.untested, IsEmpty());
}

TEST(ARehearsal, MakesThemLongEnoughForThe95thPercentileOfEachTask) {
  const Pace pace = pace_after(rehearsal({{"browse", 6000, milliseconds(5)}, {"pay", 60, milliseconds(9)}}),
                               Placement::together, std::nullopt);
  EXPECT_EQ(Nanos(seconds(12)), pace.round) << "10 a second, 100 needed, and some more to be sure";
  EXPECT_THAT(pace.untested, ElementsAre(HasSubstr("pay/p99: about 120 iterations a round, needs 500")));
}

TEST(ARehearsal, NamesWhatThirtySecondsAreTooShortFor) {
  const Pace pace =
      pace_after(rehearsal({{"pay", 12, milliseconds(400)}}), Placement::together, std::nullopt);
  EXPECT_EQ(Nanos(seconds(30)), pace.round);
  EXPECT_THAT(pace.untested, ElementsAre(HasSubstr("pay/p95: about 60"), HasSubstr("pay/p99")));
}

TEST(ARehearsal, CountsTheVersionThatDoesLess) {
  Round round = rehearsal({{"browse", 600, milliseconds(5)}});
  round.after = side({{"browse", 60, milliseconds(50)}}, 6);
  EXPECT_EQ(Nanos(seconds(12)), pace_after(round, Placement::together, std::nullopt).round);
}

TEST(ARehearsal, SharesARoundOutInTurnsOfASecond) {
  const Pace pace =
      pace_after(rehearsal({{"browse", 3000, milliseconds(5)}}, 3), Placement::turns, std::nullopt);
  EXPECT_EQ(6u, pace.turns);
  EXPECT_EQ(Nanos(seconds(6)), pace.round);
  EXPECT_EQ(Nanos(seconds(3)), pace.worked());
}

TEST(ARehearsal, MakesTurnsLastThreeIterationsOfTheSlowestTask) {
  const Pace pace =
      pace_after(rehearsal({{"browse", 3000, milliseconds(5)}, {"report", 3000, milliseconds(900)}}, 3),
                 Placement::turns, std::nullopt);
  EXPECT_EQ(2u, pace.turns) << "of three seconds, as 2.7 are needed";
  EXPECT_EQ(Nanos(seconds(6)), pace.round);
}

TEST(ARehearsal, GivesUpOnTurnsForIterationsOfFiveSeconds) {
  const Pace pace =
      pace_after(rehearsal({{"report", 30, milliseconds(5100)}}, 3), Placement::turns, std::nullopt);
  EXPECT_THAT(pace.problem, HasSubstr("report"));
}

TEST(ARehearsal, WithNothingToMeasureIsAProblem) {
  EXPECT_NE("", pace_after(rehearsal({}), Placement::together, std::nullopt).problem);
}

TEST(ARehearsal, KeepsALengthThatIsAskedFor) {
  EXPECT_EQ(
      Nanos(seconds(20)),
      pace_after(rehearsal({{"browse", 600, milliseconds(5)}}), Placement::together, seconds(20)).round);
}

}  // namespace
}  // namespace brood
