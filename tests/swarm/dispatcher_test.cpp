#include "runner/swarm/dispatcher.hpp"

#include <gtest/gtest.h>

namespace brood {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(Dispatcher, ReleasesTheFirstUserAtOnceAndTheOthersEvenlySpaced) {
  const Dispatcher ramp{4, 2};
  EXPECT_EQ(ramp.release_time(0), Nanos{0});
  EXPECT_EQ(ramp.release_time(1), milliseconds{500});
  EXPECT_EQ(ramp.release_time(3), milliseconds{1500});
}

TEST(Dispatcher, SaysHowManyAreToBeOut) {
  const Dispatcher ramp{4, 2};
  EXPECT_EQ(ramp.released(Nanos{-1}), 0u);
  EXPECT_EQ(ramp.released(Nanos{0}), 1u);
  EXPECT_EQ(ramp.released(milliseconds{499}), 1u);
  EXPECT_EQ(ramp.released(milliseconds{500}), 2u);
  EXPECT_EQ(ramp.released(milliseconds{1500}), 4u);
  EXPECT_EQ(ramp.released(seconds{1000}), 4u);
}

TEST(Dispatcher, AgreesWithItselfAtAnyRate) {
  for (const double rate : {0.001, 0.3, 1.0, 3.0, 7.7, 1000.0, 1e9}) {
    const Dispatcher ramp{1000, rate};
    for (std::uint32_t user = 0; user < 1000; ++user) {
      EXPECT_GE(ramp.released(ramp.release_time(user) + Nanos{1}), user + 1) << rate << " " << user;
    }
  }
}

TEST(Dispatcher, SurvivesARateThatNeverComesToTheSecondUser) {
  const Dispatcher ramp{2, 1e-300};
  EXPECT_GT(ramp.release_time(1), seconds{100'000'000});
  EXPECT_EQ(ramp.released(seconds{1'000'000}), 1u);
}

}  // namespace
}  // namespace brood
