#include "ci/gate/quiet_rounds.hpp"

#include <cmath>

#include "tests/gate/printed.hpp"

namespace brood::testing {
namespace {

// Numbers of the rounds that go, from 1.
std::vector<int> noisy(const std::vector<double>& pressure) {
  std::vector<int> found;
  const std::vector<bool> stays = quiet_rounds(pressure);
  for (std::size_t i = 0; i < stays.size(); ++i)
    if (!stays[i]) found.push_back(static_cast<int>(i) + 1);
  return found;
}

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(QuietRounds, LeaveOutBursts) {
  const std::vector<double> pressure = {2.31, 2.29, 2.33, 2.30, 2.58, 2.32, 2.28, 2.41, 2.30, 2.34};
  const QuietLimit limit = quiet_limit(pressure);
  EXPECT_THAT(limit.median, Prints("2.315"));
  EXPECT_THAT(limit.deviation, Prints("0.020"));
  EXPECT_THAT(limit.cut, Prints("2.374304"));
  EXPECT_THAT(limit.q60, Prints("2.324"));
  EXPECT_THAT(noisy(pressure), ElementsAre(5, 8));
}

TEST(QuietRounds, AreAtLeastSixtyPercent) {
  const std::vector<double> pressure = {2.30, 2.31, 2.30, 2.29, 2.31, 2.30, 2.30, 2.31,
                                        2.55, 2.60, 2.62, 2.66, 2.70, 2.58, 2.64};
  const QuietLimit limit = quiet_limit(pressure);
  EXPECT_THAT(limit.median, Prints("2.31"));
  EXPECT_THAT(limit.deviation, Prints("0.020"));
  EXPECT_THAT(limit.cut, Prints("2.369304"));
  EXPECT_THAT(limit.q60, Prints("2.562"));
  EXPECT_THAT(noisy(pressure), ElementsAre(10, 11, 12, 13, 14, 15));
}

TEST(QuietRounds, AreAllIfAllAreAlike) {
  const std::vector<double> pressure(7, 2.3);
  EXPECT_EQ(quiet_limit(pressure).deviation, 0);
  EXPECT_THAT(noisy(pressure), IsEmpty());
}

TEST(QuietRounds, OfOneRoundIsThatRound) { EXPECT_THAT(noisy({2.3}), IsEmpty()); }

}  // namespace
}  // namespace brood::testing
