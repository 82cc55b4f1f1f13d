#include "runner/channel/turns.hpp"

#include <gtest/gtest.h>

namespace brood::channel {
namespace {

// From 100 on six turns of 10; the second, third and sixth are ours: 110..130, 150..160.
constexpr Turns kTurns{100, 10, 6, 0b100110};

TEST(Turns, LetWorkBeginInOnesOwnAndAroundThemAll) {
  for (const std::uint64_t time : {0u, 99u, 110u, 125u, 129u, 150u, 159u, 160u, 500u})
    EXPECT_EQ(time, kTurns.next(time));
}

TEST(Turns, PutOffWhatIsDueInAnothers) {
  EXPECT_EQ(110u, kTurns.next(100));
  EXPECT_EQ(110u, kTurns.next(109));
  EXPECT_EQ(150u, kTurns.next(130));
  EXPECT_EQ(150u, kTurns.next(149));
}

TEST(Turns, OfNobodyChangeNothing) {
  EXPECT_EQ(7u, Turns{}.next(7));
  EXPECT_EQ(7u, Turns{}.clock_of(7));
  EXPECT_EQ(7u, Turns{}.planned_at(7));
}

TEST(Turns, StretchAPlan) {
  EXPECT_EQ(99u, kTurns.clock_of(99));
  EXPECT_EQ(110u, kTurns.clock_of(100));
  EXPECT_EQ(129u, kTurns.clock_of(119));
  EXPECT_EQ(150u, kTurns.clock_of(120));
  EXPECT_EQ(160u, kTurns.clock_of(130));
  EXPECT_EQ(165u, kTurns.clock_of(135));
}

TEST(Turns, TellHowFarThePlanIs) {
  for (std::uint64_t planned = 0; planned < 200; ++planned)
    EXPECT_EQ(planned, kTurns.planned_at(kTurns.clock_of(planned)));
  EXPECT_EQ(100u, kTurns.planned_at(105)) << "not our turn";
  EXPECT_EQ(120u, kTurns.planned_at(140));
}

TEST(Turns, AfterALastOneOfAnotherGoOn) {
  constexpr Turns last_is_anothers{100, 10, 2, 0b01};
  EXPECT_EQ(120u, last_is_anothers.next(115));
  EXPECT_EQ(121u, last_is_anothers.clock_of(111));
}

}  // namespace
}  // namespace brood::channel
