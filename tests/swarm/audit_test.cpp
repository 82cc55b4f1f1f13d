#include "runner/swarm/audit.hpp"

#include <gmock/gmock.h>

namespace brood {
namespace {

using testing::HasSubstr;

TEST(Difference, IsNoneOfARunWithoutAPlanOfIterations) {
  Tally tally;
  tally.iterations = 1000;
  tally.tickets = 77;
  EXPECT_EQ("", difference(tally));
}

class ABudget : public testing::Test {
 protected:
  ABudget() {
    tally_.budget = tally_.iterations = 100;
    tally_.tickets = 104;  // each user asks once more
    tally_.spent = true;
  }
  Tally tally_;
};

TEST_F(ABudget, IsKeptWhereAllIterationsCame) { EXPECT_EQ("", difference(tally_)); }

TEST_F(ABudget, IsNotKeptWhereSomeDidNot) {
  tally_.iterations = 60;
  EXPECT_THAT(difference(tally_), HasSubstr("said to be 104, and those that came are 60"));
}

TEST_F(ABudget, IsNotKeptWhereMoreCameThanWereTaken) {
  tally_.tickets = 20;
  tally_.spent = false;
  EXPECT_THAT(difference(tally_), HasSubstr("said to be 20, and those that came are 100"));
}

TEST_F(ABudget, IsNotKeptWhereMoreCameThanWereAskedFor) {
  tally_.iterations = 101;
  EXPECT_NE("", difference(tally_));
}

TEST_F(ABudget, ExcusesThoseThatDied) {
  tally_.iterations = 98;
  tally_.excused = 2;
  EXPECT_EQ("", difference(tally_));
}

TEST_F(ABudget, MayHaveARestWhereTheRunEndedOtherwise) {
  tally_.iterations = tally_.tickets = 60;
  tally_.spent = false;
  EXPECT_EQ("", difference(tally_));
}

class Arrivals : public testing::Test {
 protected:
  Arrivals() {
    tally_.open = true;
    tally_.published = 100;
    tally_.claimed = 90;
    tally_.iterations = 88;
    tally_.pending = 2;
  }
  Tally tally_;
};

TEST_F(Arrivals, AreServedOrHeldByAUser) { EXPECT_EQ("", difference(tally_)); }

TEST_F(Arrivals, MayNotBeMissing) {
  tally_.claimed = 95;
  EXPECT_THAT(difference(tally_), HasSubstr("said to be 95"));
}

TEST_F(Arrivals, MayNotBeServedTwice) {
  tally_.iterations = 93;
  EXPECT_NE("", difference(tally_));
}

TEST_F(Arrivals, MayNotBeMoreThanThereWere) {
  tally_.claimed = 101;
  tally_.iterations = 99;
  EXPECT_THAT(difference(tally_), HasSubstr("there were are 100"));
}

TEST(Difference, IsATaskThatAPassLeftOut) {
  Tally tally;
  tally.never_run = 2;
  EXPECT_THAT(difference(tally), HasSubstr("2 tasks were not run"));
  tally.excused = 1;
  EXPECT_EQ("", difference(tally)) << "a process died, and the run has failed by that";
}

}  // namespace
}  // namespace brood
