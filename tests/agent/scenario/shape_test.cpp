#include "runner/agent/scenario/shape.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

namespace brood::agent {
namespace {

using channel::ShapeStage;

std::vector<std::pair<double, double>> stages(const SampledShape& shape) {
  std::vector<std::pair<double, double>> all;
  for (const ShapeStage& stage : shape.stages)
    all.emplace_back(std::round(stage.length * 1e6) / 1e6, std::round(stage.level * 1e6) / 1e6);
  return all;
}

using Stages = std::vector<std::pair<double, double>>;

TEST(AShape, ThatIsEvenIsOneStage) {
  const SampledShape shape = sample({[](seconds) { return users(7); }}, 60);
  EXPECT_EQ((Stages{{0, 7}, {60, 7}}), stages(shape));
  EXPECT_EQ(7, shape.peak);
  EXPECT_FALSE(shape.open);
}

TEST(AShape, ThatRisesEvenlyIsOneStage) {
  const SampledShape shape = sample({[](seconds t) { return arrivals(2 * t.count()); }}, 10);
  EXPECT_EQ((Stages{{0, 0}, {10, 20}}), stages(shape));
  EXPECT_TRUE(shape.open);
}

TEST(AShape, EndsWhereItSaysSo) {
  const SampledShape shape = sample({[](seconds t) { return t.count() < 4.95 ? users(3) : end(); }}, 60);
  EXPECT_EQ((Stages{{0, 3}, {5, 3}}), stages(shape));
}

TEST(AShape, WithoutRunTimeIsAskedForADay) {
  const SampledShape shape = sample({[](seconds) { return users(1); }}, 0);
  EXPECT_EQ((Stages{{0, 1}, {86'400, 1}}), stages(shape));
}

TEST(AShape, FollowsACurve) {
  const SampledShape shape = sample({[](seconds t) { return users(50 + 50 * std::sin(t.count())); }}, 10);
  EXPECT_GT(shape.stages.size(), 50U);
  EXPECT_NEAR(100, shape.peak, 0.1);
}

TEST(AShape, MayNotMixUsersAndArrivals) {
  const SampledShape shape = sample({[](seconds t) { return t.count() < 1 ? users(1) : arrivals(1); }}, 10);
  EXPECT_NE("", shape.problem);
}

TEST(AShape, MustHaveLoadThatIsANumber) {
  EXPECT_NE("", sample({[](seconds) { return users(0); }}, 10).problem);
  EXPECT_NE("", sample({[](seconds) { return users(-1); }}, 10).problem);
  EXPECT_NE("", sample({[](seconds) { return users(NAN); }}, 10).problem);
  EXPECT_NE("", sample({[](seconds) { return end(); }}, 10).problem);
}

TEST(AShape, ThatThrowsIsToldSo) {
  EXPECT_NE(
      std::string::npos,
      sample({[](seconds) -> Level { throw std::runtime_error("no plan"); }}, 10).problem.find("no plan"));
}

}  // namespace
}  // namespace brood::agent
