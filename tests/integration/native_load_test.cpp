// How much load there is when: stages, rates and shapes, of both kinds of target where it makes sense.
#include <gmock/gmock.h>

#include "tests/integration/native_run.hpp"

namespace brood {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class NativeLoad : public NativeScenario {
 protected:
  std::uint32_t users_at(double second) const {
    std::uint32_t users = 0;
    const nlohmann::json all = stats();
    for (const nlohmann::json& point : all["users"])
      if (point["s"] >= second) return point["running"];
    return users;
  }
  // A machine that is busy with other things may not begin the last ones before the end.
  void expect_all_begun() const {
    const nlohmann::json all = stats();
    const std::uint64_t due = all["arrivals"]["due"], abandoned = all["arrivals"]["abandoned"];
    EXPECT_EQ(due, all["totals"]["tasks"]["count"].get<std::uint64_t>() + abandoned);
    EXPECT_LE(abandoned, due / 10);
  }
};

TEST_F(NativeLoad, StagesLetUsersComeAndGo) {
  ASSERT_EQ(
      0, run(NATIVE_SCENARIO_FILE, {"--stages", "1s:8,1s:8,1s:2,1s:2", "--filter", "Visitor.sleeps"}).code);
  EXPECT_EQ(8, users_at(2));
  EXPECT_EQ(2, users_at(4));
  EXPECT_EQ(4, stats()["duration_s"]);
}

TEST_F(NativeLoad, AShapeOfTheScenarioCountsUnlessAnotherIsGiven) {
  ASSERT_EQ(0, run(NATIVE_SHAPED_FILE, {}).code);
  EXPECT_EQ(5, users_at(1));
  EXPECT_EQ(2, users_at(1.4));
  EXPECT_NEAR(1.5, stats()["duration_s"].get<double>(), 0.11);
  ASSERT_EQ(0, run(NATIVE_SHAPED_FILE, {"--stages", "0s:3,1s:3"}).code);
  EXPECT_EQ(3, users_at(1));
}

TEST_F(NativeLoad, AShapeOfArrivalsHasAMostOfUsersAtOnce) {
  const Ended ended = run(NATIVE_ARRIVING_FILE, {"--max-users", "3", "--arrivals", "poisson"});
  EXPECT_EQ(1, ended.code) << "3 users cannot begin 1,000 a second that take 10 ms";
  EXPECT_THAT(ended.output, HasSubstr("found no free user (of 3)"));
}

TEST_F(NativeLoad, WhatIsSaidAboutArrivalsIsRefusedWithoutAny) {
  for (const char* file : {NATIVE_SHAPED_FILE, NATIVE_SCENARIO_FILE, PROBE_SUITE_FILE}) {
    const Ended ended = run(file, {"--max-users", "3"});
    EXPECT_EQ(2, ended.code);
    EXPECT_THAT(ended.output, AllOf(HasSubstr("--max-users"), HasSubstr("--rate")));
  }
}

TEST_F(NativeLoad, ArrivalsComeAtTheirRateWhateverTheIterationsTake) {
  run(NATIVE_SCENARIO_FILE, {"--rate", "200/s", "-t", "2s", "--filter", "Visitor.sleeps"});
  EXPECT_EQ(400, stats()["arrivals"]["due"]);
  expect_all_begun();
}

TEST_F(NativeLoad, PoissonArrivalsAreThoseOfThePlanToo) {
  run(NATIVE_SCENARIO_FILE,
      {"--rate", "100/s", "--arrivals", "poisson", "--seed", "3", "-t", "2s", "--filter", "Visitor.sleeps"});
  const std::uint64_t due = stats()["arrivals"]["due"];
  EXPECT_NEAR(200, static_cast<double>(due), 70) << "five standard deviations";
  expect_all_begun();
}

TEST_F(NativeLoad, ArrivalsThatFindAllUsersBusyAreLateAndThoseNotBegunAreAbandonedAndTold) {
  // 20 a second of 5 ms each would need one user; of 200 a second one can begin less than all.
  const Ended ended = run(NATIVE_SCENARIO_FILE,
                          {"--rate", "2000/s", "--max-users", "1", "-t", "1s", "--filter", "Visitor.sleeps"});
  EXPECT_EQ(1, ended.code);
  const nlohmann::json arrivals = stats()["arrivals"];
  EXPECT_EQ(2000, arrivals["due"]);
  EXPECT_EQ(2000, count("tasks", "Visitor.sleeps") + arrivals["abandoned"].get<std::uint64_t>());
  EXPECT_GT(arrivals["queued_ms"]["max"], 500);
  EXPECT_GT(row("tasks", "Visitor.sleeps")["latency_ms"]["max"], 500) << "counted from when it was to begin";
  EXPECT_THAT(ended.output, HasSubstr("found no free user (of 1)"));
  EXPECT_THAT(ended.output, HasSubstr("--max-users"));
}

TEST_F(NativeLoad, ABudgetLimitsArrivalsToo) {
  const Ended ended =
      run(NATIVE_SCENARIO_FILE, {"--rate", "100/s", "-n", "20", "-t", "5s", "--filter", "Visitor.sleeps"});
  EXPECT_EQ(0, ended.code) << ended.output;
  EXPECT_EQ(20, stats()["arrivals"]["due"]);
}

TEST_F(NativeLoad, StagesOfRatesChangeTheRate) {
  run(NATIVE_SCENARIO_FILE, {"--stages", "1s:100/s,1s:100/s", "--filter", "Visitor.sleeps"});
  EXPECT_EQ(150, stats()["arrivals"]["due"]) << "50 in the ramp";
  expect_all_begun();
}

TEST_F(NativeLoad, AnOpenModelIsServedByProcessesOfAGoogleTestProgramToo) {
  run(PROBE_SUITE_FILE, {"--rate", "200/s", "-t", "2s", "--filter", "Assertions.Pass"});
  EXPECT_EQ(400, stats()["arrivals"]["due"]);
  expect_all_begun();
}

TEST_F(NativeLoad, StagesLetProcessUsersComeAndGoToo) {
  ASSERT_EQ(0,
            run(PROBE_SUITE_FILE, {"--stages", "0s:6,1s:6,0s:2,1s:2", "--filter", "Assertions.Pass"}).code);
  EXPECT_EQ(6, users_at(1));
  EXPECT_EQ(2, stats()["users"].back()["running"]);
}

}  // namespace
}  // namespace brood
