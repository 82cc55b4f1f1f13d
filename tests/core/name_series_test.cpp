#include "runner/core/name_series.hpp"

#include <gmock/gmock.h>

#include <numeric>
#include <string>

#include "tests/core/a_run.hpp"

namespace brood {
namespace {

using testing::IsEmpty;
using testing::SizeIs;
using Series = NameSeries<std::string>;

// Adds a second of the series.
void add(Series& series, const std::string& key, int second, const Row& row) {
  series.add(key, static_cast<std::size_t>(second), std::chrono::seconds{second},
             std::chrono::seconds{second + 1}, row);
}

TEST(NameSeries, HasAPointForEachSecondWithSamples) {
  Series series;
  add(series, "Shop.Buy", 0, took(10, 2));
  add(series, "Shop.Buy", 1, nothing());
  add(series, "Shop.Buy", 2, failed());
  const std::vector<NamePoint> points = series.of("Shop.Buy");
  ASSERT_THAT(points, SizeIs(2));
  EXPECT_EQ(points[0], (NamePoint{Nanos{0}, std::chrono::seconds{1}, 2, 0, 20'000'000, 0}));
  EXPECT_EQ(points[1], (NamePoint{std::chrono::seconds{2}, std::chrono::seconds{3}, 0, 1, 0, 1'000'000}));
}

TEST(NameSeries, AddsUpWhatOneSecondSaysOfANameInParts) {
  Series series;
  add(series, "GET /", 0, took(10));
  add(series, "GET /", 0, failed(2));
  ASSERT_THAT(series.of("GET /"), SizeIs(1));
  EXPECT_EQ(series.of("GET /")[0].passed, 1u);
  EXPECT_EQ(series.of("GET /")[0].failed, 2u);
}

TEST(NameSeries, KnowsNothingOfANameWithoutSamples) { EXPECT_THAT(Series().of("Shop.Idle"), IsEmpty()); }

// A day of two names in room for 100 points: 86,400 seconds, 2,048 to a point.
TEST(NameSeries, OfALongRunHasLongerStepsAndLosesNothing) {
  Series series(100);
  const Row row = took(3);
  for (int second = 0; second < 86'400; ++second)
    for (const char* key : {"a", "b"}) add(series, key, second, row);
  EXPECT_EQ(series.step(), 2048u);
  const std::vector<NamePoint> points = series.of("a");
  EXPECT_THAT(points, SizeIs(43));
  EXPECT_EQ(points.back().end, std::chrono::seconds{86'400});
  for (std::size_t i = 1; i < points.size(); ++i) EXPECT_EQ(points[i].begin, points[i - 1].end);
  EXPECT_EQ(std::accumulate(points.begin(), points.end(), std::uint64_t{0},
                            [](std::uint64_t sum, const NamePoint& point) { return sum + point.passed_ns; }),
            std::uint64_t{86'400} * 3'000'000);
}

TEST(NameSeries, KeepsAPointForEachNameHoweverManyThereAre) {
  Series series(2);
  for (int i = 0; i < 5; ++i) add(series, std::to_string(i), 0, took(1));
  EXPECT_EQ(series.step(), 1u);
  for (int i = 0; i < 5; ++i) EXPECT_THAT(series.of(std::to_string(i)), SizeIs(1));
}

}  // namespace
}  // namespace brood
