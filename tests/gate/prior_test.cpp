#include "ci/gate/prior.hpp"

#include <gmock/gmock.h>

namespace brood::testing {
namespace {

std::vector<Variances> duets(const std::vector<double>& variances) {
  std::vector<Variances> made;
  for (const double variance : variances) made.push_back({{"browse/p50", variance}});
  return made;
}

TEST(Prior, OfNothingHasNoWeight) {
  EXPECT_EQ(prior_of({}, "browse/p50").weight, 0);
  EXPECT_EQ(prior_of(duets({1}), "pay/p50").weight, 0);
}

TEST(Prior, WeighsNineForEachDuetAndAtMostTwenty) {
  EXPECT_EQ(prior_of(duets({1}), "browse/p50").weight, 9);
  EXPECT_EQ(prior_of(duets({1, 1}), "browse/p50").weight, 18);
  EXPECT_EQ(prior_of(duets({1, 1, 1}), "browse/p50").weight, 20);
}

TEST(Prior, IsTheMeanOfTheLastTen) {
  std::vector<double> variances = {500, 500};
  for (int i = 1; i <= 10; ++i) variances.push_back(i);
  EXPECT_DOUBLE_EQ(prior_of(duets(variances), "browse/p50").variance, 5.5);
}

}  // namespace
}  // namespace brood::testing
