#include "ci/duet/round_order.hpp"

#include <gtest/gtest.h>

#include <set>

namespace brood {
namespace {

Pace in_turns(unsigned turns) {
  Pace pace;
  pace.turns = turns;
  return pace;
}

TEST(TheOrderOfRounds, SwapsThePortsInEachPair) {
  RoundOrder order(7);
  std::set<int> firsts;
  for (int pair = 0; pair < 20; ++pair) {
    const RoundPlan one = order.next({});
    const RoundPlan other = order.next({});
    EXPECT_EQ(1, one.slot_of_before + other.slot_of_before);
    EXPECT_EQ(2 * pair + 1, one.number);
    EXPECT_EQ(2 * pair + 2, other.number);
    firsts.insert(one.slot_of_before);
  }
  EXPECT_EQ(2u, firsts.size()) << "a coin decides";
}

TEST(TheOrderOfRounds, GivesEachVersionOneOfTwoTurns) {
  RoundOrder order(7);
  std::set<std::uint64_t> orders;
  for (int round = 0; round < 50; ++round) {
    const std::uint64_t turns = order.next(in_turns(6)).turn_order;
    for (unsigned turn = 0; turn < 6; turn += 2) EXPECT_EQ(1, __builtin_popcountll(turns >> turn & 3));
    orders.insert(turns);
  }
  EXPECT_EQ(8u, orders.size()) << "all there are";
}

TEST(TheOrderOfRounds, IsThatOfItsSeed) {
  RoundOrder one(7);
  RoundOrder same(7);
  RoundOrder other(8);
  int differences = 0;
  for (int round = 0; round < 20; ++round) {
    const RoundPlan plan = one.next(in_turns(6));
    EXPECT_EQ(plan.turn_order, same.next(in_turns(6)).turn_order);
    differences += plan.turn_order != other.next(in_turns(6)).turn_order ? 1 : 0;
  }
  EXPECT_GT(differences, 0);
}

}  // namespace
}  // namespace brood
