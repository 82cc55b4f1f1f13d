#include "ci/gate/baseline_choice.hpp"

#include <gmock/gmock.h>

#include "tests/gate/runs.hpp"

namespace brood::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const Baseline kRun = stored_run(28);

std::vector<std::string> remarks(const std::vector<Baseline>& stored) {
  return choose_baselines(kRun, stored).remarks;
}

TEST(StoredRunsThatAreUsed, AreOfTheSameMachineAndLoad) {
  const BaselineChoice choice = choose_baselines(kRun, {stored_run(2), stored_run(1)});
  ASSERT_EQ(choice.used.size(), 2U);
  EXPECT_EQ(choice.used[0].started_at, "2026-11-01T12:00:00.000Z") << "oldest first";
  EXPECT_THAT(choice.remarks, ElementsAre("Stored runs used: 2026-11-01T12:00:00, 2026-11-02T12:00:00."));
}

TEST(StoredRunsThatAreNotUsed, AreToldInGroups) {
  std::vector<Baseline> stored = {stored_run(1), stored_run(2), stored_run(3), stored_run(4)};
  stored[0].machine["cpu"] = stored[1].machine["cpu"] = "Slow";
  stored[2].load["users"] = "5";
  stored[3].verdict = Verdict::failed;
  EXPECT_THAT(remarks(stored),
              ElementsAre("Not used: 2 of another machine (cpu Slow, not Fast).",
                          "Not used: 1 of another scenario (users 5, not 20).", "Not used: 1 that failed."));
}

TEST(StoredRunsThatAreNotUsed, DidNotComeToTheirEnd) {
  Baseline cut = stored_run(1);
  cut.complete = false;
  EXPECT_THAT(remarks({cut}), ElementsAre("Not used: 1 that did not come to its end."));
}

TEST(StoredRunsThatAreUsed, AreTheLastTwenty) {
  std::vector<Baseline> stored;
  for (int day = 1; day <= 23; ++day) stored.push_back(stored_run(day));
  const BaselineChoice choice = choose_baselines(kRun, stored);
  EXPECT_EQ(choice.used.size(), 20U);
  EXPECT_EQ(choice.used.front().started_at, "2026-11-04T12:00:00.000Z");
  EXPECT_THAT(choice.remarks, Contains("Not used: 3 older than the last 20."));
}

TEST(StoredRunsThatAreUsed, CountOnceHoweverOftenTheyAreStored) {
  EXPECT_EQ(choose_baselines(kRun, {stored_run(1), stored_run(1)}).used.size(), 1U);
}

TEST(StoredRunsThatAreUsed, AreNeverTheRunItself) {
  const BaselineChoice choice = choose_baselines(kRun, {kRun});
  EXPECT_THAT(choice.used, IsEmpty());
  EXPECT_THAT(choice.remarks, ElementsAre(HasSubstr("this run itself")));
}

}  // namespace
}  // namespace brood::testing
