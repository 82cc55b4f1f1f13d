#include "ci/gate/looks.hpp"

#include "ci/gate/statistics.hpp"
#include "tests/gate/printed.hpp"

namespace brood::testing {
namespace {

const GateOptions kOptions;  // looks after 10, 15, 20, 25 and 30 rounds

// 25 p-values, the smallest of them given.
std::vector<double> family(double smallest) {
  std::vector<double> p(25, 0.9);
  p[7] = smallest;
  return p;
}

TEST(Looks, ShareAlphaByTheirRounds) {
  EXPECT_THAT(alpha_of_look(kOptions, 0), Prints("0.00333333"));
  double sum = alpha_of_look(kOptions, 0);
  for (std::size_t look = 1; look < 5; ++look) {
    EXPECT_THAT(alpha_of_look(kOptions, look), Prints("0.00166667"));
    sum += alpha_of_look(kOptions, look);
  }
  EXPECT_DOUBLE_EQ(sum, 0.01);
}

TEST(Looks, RejectFromTheFirstHolmStepOn) {
  EXPECT_EQ(decide(kOptions, 0, family(1.333333e-4)), Finding::failed);
  EXPECT_EQ(decide(kOptions, 0, family(1.3334e-4)), std::nullopt);
  EXPECT_EQ(decide(kOptions, 3, family(6.666666e-5)), Finding::failed);
  EXPECT_EQ(decide(kOptions, 3, family(6.6667e-5)), std::nullopt);
}

TEST(Looks, GoOnWhileSomethingLooksSlower) {
  EXPECT_DOUBLE_EQ(doubt(family(0.01)), 0.25);
  EXPECT_EQ(decide(kOptions, 0, family(0.0100)), std::nullopt);
  EXPECT_EQ(decide(kOptions, 1, family(0.0012)), std::nullopt);
  EXPECT_EQ(decide(kOptions, 2, family(4.1e-5)), Finding::failed);
}

TEST(Looks, PassWithoutSuspicion) { EXPECT_EQ(decide(kOptions, 1, family(0.031)), Finding::passed); }

TEST(Looks, TheLastOneNeedsLittleDoubtToPass) {
  EXPECT_EQ(decide(kOptions, 4, family(0.0060)), Finding::passed);
  EXPECT_EQ(decide(kOptions, 4, family(0.0020)), Finding::inconclusive);
}

TEST(Looks, WithoutTestsThereIsNoDoubt) { EXPECT_EQ(doubt({}), 1); }

}  // namespace
}  // namespace brood::testing
