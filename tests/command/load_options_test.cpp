// How users, rates, stages and times go together.
#include <gtest/gtest.h>

#include "tests/command/given.hpp"

namespace brood::testing {
namespace {

using namespace std::chrono_literals;

std::string stages(const Given& given) { return format_stages(*scenario(given).stages); }

TEST(LoadOptions, StagesSayUsersAndLength) {
  const Scenario ramp = scenario({"run t --stages 10s:50,1m:50,10s:0"});
  EXPECT_EQ(ramp.users, 50U);
  EXPECT_EQ(ramp.run_time, 80s);
  EXPECT_FALSE(ramp.is_open());
}

TEST(LoadOptions, ARunTimeScalesTheStagesLength) {
  EXPECT_EQ(stages({"run t --stages 10s:50,10s:0 -t 1m"}), "30s:50,30s:0");
  EXPECT_EQ(scenario({"run t --stages 10s:50", {{"PT_DURATION", "2"}}}).run_time, 2min);
}

TEST(LoadOptions, UsersScaleTheStagesHeight) {
  const Scenario ramp = scenario({"run t --stages 10s:50,10s:100 -u 10"});
  EXPECT_EQ(format_stages(*ramp.stages), "10s:5,10s:10");
  EXPECT_EQ(ramp.users, 10U);
}

TEST(LoadOptions, ARateLastsForTheRunTime) {
  const Scenario steady = scenario({"run t --rate 1200/m --arrivals poisson"});
  EXPECT_TRUE(steady.is_open());
  EXPECT_EQ(steady.stages, steady_rate(20));
  EXPECT_EQ(steady.arrivals, Arrivals::poisson);
  EXPECT_EQ(steady.run_time, 10min);
}

TEST(LoadOptions, WithARateUsersAreTheMostAtOnce) {
  EXPECT_EQ(scenario({"run t --rate 5/s"}).users, 0U) << "what suits the kind of target";
  EXPECT_EQ(scenario({"run t --rate 5/s --max-users 7"}).users, 7U);
  EXPECT_EQ(scenario({"run t --rate 5/s", {{"PT_NUM_CLIENTS", "9"}}}).users, 9U);
  EXPECT_EQ(scenario({"run t --rate 5/s --max-users 7", {{"PT_NUM_CLIENTS", "9"}}}).users, 7U);
}

TEST(LoadOptions, StagesOfRatesAreAnOpenModel) {
  const Scenario ramp = scenario({"run t --stages 10s:50/s,5s:50/s --max-users 20 -t 30"});
  EXPECT_TRUE(ramp.is_open());
  EXPECT_EQ(format_stages(*ramp.stages), "20s:50/s,10s:50/s");
  EXPECT_EQ(ramp.users, 20U);
}

TEST(LoadOptions, WhatIsSaidAboutArrivalsNeedsSome) {
  EXPECT_EQ(scenario({"run t --max-users 5"}).only_with_arrivals, "--max-users");
  EXPECT_EQ(scenario({"run t --max-users 5"}).max_users, 5U) << "of a shape that the target may have";
  EXPECT_EQ(scenario({"run t --stages 1s:5 --arrivals poisson"}).only_with_arrivals, "--arrivals");
  EXPECT_EQ(scenario({"run t --rate 5/s --max-users 5"}).only_with_arrivals, "");
}

TEST(LoadOptions, OnceIsNoLoad) { EXPECT_FALSE(scenario({"run t --once --rate 5/s"}).stages); }

}  // namespace
}  // namespace brood::testing
