#include "ci/gate/gate_options.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <functional>

namespace brood::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string mistake(const std::function<void(GateOptions&)>& change) {
  GateOptions options;
  change(options);
  const Status status = check_options(options);
  return status ? std::string() : status.error().message;
}

TEST(GateOptions, DefaultsAreRight) {
  EXPECT_EQ(mistake([](GateOptions&) {}), "");
}

TEST(GateOptions, RangesIncludeTheirUsefulEnds) {
  EXPECT_EQ(mistake([](GateOptions& o) { o.alpha = 0.5; }), "");
  EXPECT_EQ(mistake([](GateOptions& o) { o.floor = 0; }), "");
  EXPECT_EQ(mistake([](GateOptions& o) { o.looks = {5}; }), "");
}

TEST(GateOptions, OutsideOfTheirRangeAreNamedWithIt) {
  EXPECT_EQ(mistake([](GateOptions& o) { o.alpha = 0; }),
            "alpha is 0, but must be above 0 and at most 0.5, and no less than 1e-9");
  EXPECT_THAT(mistake([](GateOptions& o) { o.alpha = 0.51; }), HasSubstr("alpha is 0.51"));
  EXPECT_THAT(mistake([](GateOptions& o) { o.alpha = std::nan(""); }), HasSubstr("alpha"));
  EXPECT_THAT(mistake([](GateOptions& o) { o.beta = 1; }), HasSubstr("beta is 1"));
  EXPECT_EQ(mistake([](GateOptions& o) { o.floor = 1; }), "floor is 1, but must be from 0 to below 1");
  EXPECT_THAT(mistake([](GateOptions& o) { o.floor = -0.01; }), HasSubstr("floor is -0.01"));
  EXPECT_THAT(mistake([](GateOptions& o) { o.error_floor.relative = -1; }), HasSubstr("relative"));
  EXPECT_THAT(mistake([](GateOptions& o) { o.error_floor.absolute = 1; }), HasSubstr("absolute"));
  EXPECT_THAT(mistake([](GateOptions& o) { o.suspicion = 0; }), HasSubstr("suspicion"));
  EXPECT_THAT(mistake([](GateOptions& o) { o.end = -1; }), HasSubstr("end is -1"));
  EXPECT_THAT(mistake([](GateOptions& o) { o.limits["browse/p95"] = 0; }), HasSubstr("'browse/p95'"));
}

TEST(GateOptions, LooksRiseFromFiveRoundsOn) {
  EXPECT_THAT(mistake([](GateOptions& o) { o.looks = {}; }), HasSubstr("none is given"));
  EXPECT_THAT(mistake([](GateOptions& o) { o.looks = {4, 10}; }), HasSubstr("after 4 rounds"));
  EXPECT_THAT(mistake([](GateOptions& o) { o.looks = {10, 10}; }), HasSubstr("10 follows 10"));
  EXPECT_THAT(mistake([](GateOptions& o) { o.looks = {10, 20, 15}; }), HasSubstr("15 follows 20"));
}

TEST(LooksWithin, EndWithTheRoundsThatThereAre) {
  const std::vector<int> usual = GateOptions().looks;
  EXPECT_THAT(looks_within(usual, 30), ElementsAre(10, 15, 20, 25, 30));
  EXPECT_THAT(looks_within(usual, 12), ElementsAre(10, 12));
  EXPECT_THAT(looks_within(usual, 7), ElementsAre(7));
  EXPECT_THAT(looks_within(usual, 40), ElementsAre(10, 15, 20, 25, 30, 40));
}

}  // namespace
}  // namespace brood::testing
