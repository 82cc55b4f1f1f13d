#include "ci/gate/error_test.hpp"

#include <cmath>

#include "tests/gate/printed.hpp"

namespace brood::testing {
namespace {

const ErrorFloor kFloor;  // +25 %, +0.1 points

ErrorCounts counts(const std::vector<std::uint64_t>& before, const std::vector<std::uint64_t>& after,
                   std::uint64_t requests_before = 10000, std::uint64_t requests_after = 10000) {
  ErrorCounts made;
  for (std::size_t i = 0; i < before.size(); ++i) made.rounds.push_back({before[i], after[i]});
  made.requests_before = requests_before;
  made.requests_after = requests_after;
  return made;
}

// Ten rounds of the same.
ErrorCounts steady(std::uint64_t before, std::uint64_t after) {
  return counts(std::vector(10, before), std::vector(10, after));
}

const ErrorCounts kFirst = counts({3, 5, 2, 4, 6}, {14, 9, 17, 12, 8}, 10000, 9800);
const ErrorCounts kSecond = counts({1, 0, 2, 1, 0}, {0, 1, 1, 2, 0}, 10000, 9900);

TEST(ErrorCounts, SharesOfTheWorkedExample) {
  EXPECT_THAT(error_share(kFirst), Prints(".75"));
  EXPECT_THAT(error_share(kSecond), Prints(".5"));
  EXPECT_EQ(error_share(steady(0, 0)), 0.5);
  EXPECT_THAT(share_at_floor(kFirst, kFloor), Prints(".550562"));
  EXPECT_THAT(share_at_floor(kSecond, kFloor), Prints(".553073"));
  EXPECT_THAT(share_at_floor(steady(4, 9), kFloor), Prints(".555556"));
  EXPECT_THAT(rate_increase(kSecond), Prints("4.04e-6"));
}

TEST(Heterogeneity, IsOneForAllTasks) {
  EXPECT_THAT(heterogeneity(std::vector{kFirst}).chi, Prints("5.851098"));
  EXPECT_THAT(heterogeneity(std::vector{kSecond}).chi, Prints("2.666667"));
  EXPECT_EQ(heterogeneity(std::vector{kSecond}).df, 3) << "a round without errors is not counted";
  const Heterogeneity both = heterogeneity(std::vector{kFirst, kSecond});
  EXPECT_THAT(both.chi, Prints("8.517765"));
  EXPECT_EQ(both.df, 7);
  EXPECT_THAT(both.phi, Prints("1.578290"));
}

TEST(Heterogeneity, IsAtLeastOne) {
  const Heterogeneity even = heterogeneity(std::vector{steady(4, 9), steady(3, 3)});
  EXPECT_NEAR(even.chi, 0, 1e-12);
  EXPECT_EQ(even.df, 18);
  EXPECT_EQ(even.phi, 1);
}

TEST(Heterogeneity, WithoutErrorsIsThePriors) {
  EXPECT_EQ(heterogeneity(std::vector{steady(0, 0)}).phi, 2);
  EXPECT_EQ(heterogeneity({}).phi, 2);
}

TEST(ErrorTest, MoreErrorsThanTheFloorAllows) {
  const double phi = heterogeneity(std::vector{kFirst, kSecond}).phi;
  EXPECT_THAT(error_p(kFirst, phi, kFloor), Prints("2.739385e-3"));
  EXPECT_THAT(error_p(kFirst, 1, kFloor), Prints("1.829091e-4")) << "the binomial tail";
  EXPECT_THAT(error_p(steady(4, 9), 1, kFloor), Prints("9.830446e-4"));
}

TEST(ErrorTest, AnIncreaseBelowTheAbsoluteFloorIsNone) {
  const double phi = heterogeneity(std::vector{kFirst, kSecond}).phi;
  EXPECT_EQ(error_p(kSecond, phi, kFloor), 1);
  EXPECT_THAT(raw_error_p(kSecond, phi, kFloor), Prints("0.754200"));
}

TEST(ErrorTest, NoErrorsOrNoRequestsAreNoReason) {
  EXPECT_EQ(error_p(steady(5, 0), 1, kFloor), 1);
  EXPECT_EQ(error_p(counts({0}, {0}, 0, 100), 1, kFloor), 1);
  EXPECT_EQ(error_p(counts({1}, {0}, 100, 0), 1, kFloor), 1);
}

TEST(ErrorTest, ErrorsOfAnOnceErrorFreeTaskAreFound) { EXPECT_LT(error_p(steady(0, 5), 2, kFloor), 1e-4); }

TEST(NoticeableRate, IsTheSmallestThatWouldFail) {
  const double alpha = 0.01 / 25;
  const double rate = noticeable_rate(kFirst, 1.5, kFloor, alpha);
  const auto errors = static_cast<std::uint64_t>(std::lround(rate * 9800));
  EXPECT_LE(error_p(counts({20}, {errors}, 10000, 9800), 1.5, kFloor), alpha);
  EXPECT_GT(error_p(counts({20}, {errors - 1}, 10000, 9800), 1.5, kFloor), alpha);
}

TEST(NoticeableRate, IsAllWhenNothingWouldBeSeen) {
  EXPECT_EQ(noticeable_rate(counts({1}, {1}, 2, 2), 2, kFloor, 1e-6), 1);
}

}  // namespace
}  // namespace brood::testing
