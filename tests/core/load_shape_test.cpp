#include "runner/core/load_shape.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace brood {
namespace {

using namespace std::chrono_literals;
using testing::DoubleNear;
using testing::HasSubstr;

LoadShape shape(std::string_view text) { return parse_stages(text)->shape; }

struct Point {
  Nanos at;
  double level;
  double amount;
};
void PrintTo(const Point& point, std::ostream* out) { *out << format_duration(point.at); }

class UpStayDown : public testing::TestWithParam<Point> {};

TEST_P(UpStayDown, HasTheLevelAndTheAreaUnderIt) {
  const LoadShape hill = shape("10s:50,20s:50,10s:0");
  EXPECT_DOUBLE_EQ(GetParam().level, hill.level(GetParam().at));
  EXPECT_DOUBLE_EQ(GetParam().amount, hill.amount(GetParam().at));
}
INSTANTIATE_TEST_SUITE_P(Table, UpStayDown,
                         testing::Values(Point{-1s, 0, 0}, Point{0s, 0, 0}, Point{5s, 25, 62.5},
                                         Point{10s, 50, 250}, Point{20s, 50, 750}, Point{30s, 50, 1250},
                                         Point{32s, 40, 1340}, Point{40s, 0, 1500}, Point{100s, 0, 1500}));

TEST(ALoadShape, StaysAtItsLastLevel) {
  const LoadShape steady = shape("0s:200,1s:200");
  EXPECT_EQ(200, steady.level(0s));
  EXPECT_EQ(200, steady.level(1h));
  EXPECT_EQ(200 * 3600, steady.amount(1h));
}

TEST(ALoadShape, JumpsInAStageWithoutLength) {
  const LoadShape step = shape("10s:0,0s:50,10s:50");
  EXPECT_EQ(0, step.level(9999ms));
  EXPECT_EQ(50, step.level(10s));
}

TEST(ALoadShape, KnowsItsLengthAndPeak) {
  const LoadShape hill = shape("10s:20,1m:50,10s:0");
  EXPECT_EQ(80s, hill.length());
  EXPECT_EQ(50, hill.peak());
}

TEST(ALoadShape, SaysWhenAnAmountIsReached) {
  const LoadShape hill = shape("10s:50,20s:50,10s:0");
  EXPECT_EQ(0s, hill.when(0));
  EXPECT_EQ(5s, hill.when(62.5));
  EXPECT_EQ(20s, hill.when(750));
  EXPECT_EQ(32s, hill.when(1340));
  EXPECT_EQ(std::nullopt, hill.when(1501));
}

TEST(ALoadShape, WhenIsTheInverseOfAmountEverywhere) {
  const LoadShape hill = shape("3s:7,0s:90,5s:3,2s:0,4s:11");
  for (int quarters = 1; quarters < 1200; ++quarters) {
    const double wanted = quarters / 4.0;
    const std::optional<Nanos> at = hill.when(wanted);
    ASSERT_TRUE(at);
    ASSERT_THAT(hill.amount(*at), DoubleNear(wanted, 1e-6)) << wanted;
  }
}

TEST(ALoadShape, KeepsItsFormWhenStretched) {
  const LoadShape hill = shape("10s:50,1m:50,10s:0");
  EXPECT_EQ(shape("1s:50,6s:50,1s:0"), hill.with_length(8s));
  EXPECT_EQ(shape("10s:5,1m:5,10s:0"), hill.with_peak(5));
}

std::vector<Nanos> arrivals(ArrivalPlan plan, Nanos until) {
  std::vector<Nanos> times;
  for (; plan.peek() && *plan.peek() < until; plan.pop()) times.push_back(*plan.peek());
  return times;
}

TEST(EvenArrivals, BeginAtOnceAndKeepTheirDistance) {
  const auto about = [](Nanos time) { return testing::AllOf(testing::Ge(time), testing::Le(time + 1us)); };
  EXPECT_THAT(arrivals({shape("0s:4/s,1s:4/s"), Arrivals::constant, 1}, 1s),
              testing::ElementsAre(about(0s), about(250ms), about(500ms), about(750ms)));
}

TEST(EvenArrivals, FollowARamp) {
  const std::vector<Nanos> times = arrivals({shape("10s:100/s"), Arrivals::constant, 1}, 10s);
  EXPECT_EQ(500u, times.size());
  for (std::size_t i = 1; i < times.size(); ++i) ASSERT_LT(times[i - 1], times[i]);
}

TEST(EvenArrivals, EndWhenTheRateIsGone) {
  EXPECT_EQ(500u, arrivals({shape("0s:100/s,10s:0/s"), Arrivals::constant, 1}, 1h).size());
}

TEST(PoissonArrivals, ComeAtTheRateWithExponentialGaps) {
  const std::vector<Nanos> times = arrivals({shape("0s:1000/s,1s:1000/s"), Arrivals::poisson, 7}, 100s);
  EXPECT_THAT(static_cast<double>(times.size()), DoubleNear(100'000, 5 * std::sqrt(100'000)));
  std::size_t longer_than_mean = 0;
  for (std::size_t i = 1; i < times.size(); ++i) longer_than_mean += times[i] - times[i - 1] > 1ms ? 1 : 0;
  EXPECT_THAT(static_cast<double>(longer_than_mean) / static_cast<double>(times.size()),
              DoubleNear(std::exp(-1), 0.01));
}

TEST(PoissonArrivals, AreTheSameForTheSameSeed) {
  const LoadShape rate = shape("0s:50/s,1s:50/s");
  EXPECT_EQ(arrivals({rate, Arrivals::poisson, 3}, 10s), arrivals({rate, Arrivals::poisson, 3}, 10s));
  EXPECT_NE(arrivals({rate, Arrivals::poisson, 3}, 10s), arrivals({rate, Arrivals::poisson, 4}, 10s));
}

class StagesText : public testing::TestWithParam<const char*> {};

TEST_P(StagesText, IsReadAndWritten) {
  const Expected<Stages> stages = parse_stages(GetParam());
  ASSERT_TRUE(stages) << stages.error().message;
  EXPECT_EQ(GetParam(), format_stages(*stages));
}
INSTANTIATE_TEST_SUITE_P(Forms, StagesText,
                         testing::Values("10s:50", "10s:50,1m:50,10s:0", "0s:5,1h30m:5",
                                         "500ms:0.5/s,1m:200/s"));

struct Mistake {
  const char* text;
  const char* told;
};
void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.text; }

class WrongStages : public testing::TestWithParam<Mistake> {};

TEST_P(WrongStages, AreRefusedByName) {
  const Expected<Stages> stages = parse_stages(GetParam().text);
  ASSERT_FALSE(stages);
  EXPECT_THAT(stages.error().message, HasSubstr(GetParam().told));
}
INSTANTIATE_TEST_SUITE_P(
    Table, WrongStages,
    testing::Values(Mistake{"", "is not a stage"}, Mistake{"10s", "'10s' is not a stage"},
                    Mistake{"10s:50,", "is not a stage"}, Mistake{"10:50", "10"}, Mistake{"10s:x", "'x'"},
                    Mistake{"10s:-1", "'-1'"}, Mistake{"10s:1.5", "'1.5'"},
                    Mistake{"10s:5,10s:5/s", "some are rates"}, Mistake{"10s:5/d", "'5/d' is not a rate"},
                    Mistake{"0s:5", "takes no time"}, Mistake{"10s:0", "never has any load"},
                    Mistake{"10s:1e12/s", "not between"}));

TEST(ARate, IsASecondsShareOfItsUnit) {
  EXPECT_EQ(200, *parse_rate("200/s"));
  EXPECT_EQ(20, *parse_rate("1200/m"));
  EXPECT_EQ(0.5, *parse_rate("1800/h"));
  EXPECT_FALSE(parse_rate("200"));
}

}  // namespace
}  // namespace brood
