// The gate's promise on a simulated machine, in few builds; tests/bench/gate_bench.cpp tries thousands. The
// seeds are fixed, so these tests are always of the same builds.
#include <gtest/gtest.h>

#include "tests/gate/trial.hpp"

namespace brood::testing {
namespace {

Outcome try_typical(const Change& change, int builds) {
  Trial trial;
  trial.profile = typical_ci();
  trial.change = change;
  return try_builds(trial, builds);
}

TEST(ErrorRates, HardlyABuildFailsWithoutAChange) {
  const Outcome outcome = try_typical({}, 200);
  EXPECT_LE(outcome.percent(outcome.alarms), 1);
  EXPECT_LE(outcome.percent(outcome.inconclusive), 2);
  EXPECT_LT(outcome.mean_seconds(), 75);
}

TEST(ErrorRates, ATaskTenPercentSlowerIsFound) {
  const Outcome outcome = try_typical({.of_one_task = 0.1}, 40);
  EXPECT_GE(outcome.percent(outcome.found), 95);
}

TEST(ErrorRates, SlotsThatAreSwappedBlameNobody) {
  const NoisyMachine machine(typical_ci());
  NoisyJob job(machine, {}, 60, 1);
  int old_in_first = 0;
  for (int round = 0; round < 10; ++round) old_in_first += job.next().before.slot == 0;
  EXPECT_EQ(old_in_first, 5) << "each version has each slot in half of the rounds";
}

}  // namespace
}  // namespace brood::testing
