#include "runner/core/metric_value.hpp"

#include <gmock/gmock.h>

namespace brood {
namespace {

using ::testing::HasSubstr;

TEST(FormatValue, IsForAPerson) {
  EXPECT_EQ(format_value(Unit::time, 0.0143214), "14.3ms");
  EXPECT_EQ(format_value(Unit::time, 90), "1m30s");
  EXPECT_EQ(format_value(Unit::time, 0), "0ns");
  EXPECT_EQ(format_value(Unit::count, 1'234'567), "1234567");
  EXPECT_EQ(format_value(Unit::count, 1.504), "1.5");
  EXPECT_EQ(format_value(Unit::ratio, 0.005), "0.5%");
  EXPECT_EQ(format_value(Unit::rate, 120.4), "120/s");
  EXPECT_EQ(format_value(Unit::bytes, 512e6), "512MB");
}

TEST(FormatValue, RoundsHalfASecondUp) {
  EXPECT_EQ(format_value(Unit::time, 60.5), "1m1s");
  EXPECT_EQ(format_value(Unit::time, 61.5), "1m2s");
}

TEST(FormatValue, BearsTheLargestTime) { EXPECT_FALSE(format_value(Unit::time, 1e300).empty()); }

struct Case {
  Unit unit;
  const char* text;
  double value;
};

TEST(ParseValue, ReadsNumbersWithTheirUnit) {
  for (const Case& example : {Case{Unit::time, "250ms", 0.25},
                              {Unit::time, "250 ms", 0.25},
                              {Unit::time, "1m30s", 90},
                              {Unit::count, "42", 42},
                              {Unit::count, "1.5", 1.5},
                              {Unit::ratio, "0.5%", 0.005},
                              {Unit::ratio, "100%", 1},
                              {Unit::rate, "100/s", 100},
                              {Unit::rate, "90/min", 1.5},
                              {Unit::rate, "3600 /h", 1},
                              {Unit::bytes, "512MB", 512e6},
                              {Unit::bytes, "2KiB", 2048},
                              {Unit::bytes, "1.5GB", 1.5e9},
                              {Unit::bytes, "7B", 7}})
    EXPECT_EQ(*parse_value(example.unit, example.text), example.value) << example.text;
}

TEST(ParseValue, NeedsNoUnitForZero) {
  for (const Unit unit : {Unit::time, Unit::count, Unit::ratio, Unit::rate, Unit::bytes})
    EXPECT_EQ(*parse_value(unit, "0"), 0);
}

TEST(ParseValue, RefusesTypicalMistakes) {
  const auto refusal = [](Unit unit, std::string_view text) {
    const Expected<double> value = parse_value(unit, text);
    return value ? "accepted" : value.error().message;
  };
  EXPECT_THAT(refusal(Unit::time, "250"), HasSubstr("has no unit"));
  EXPECT_THAT(refusal(Unit::ratio, "0.01"), HasSubstr("has no unit"));
  EXPECT_THAT(refusal(Unit::time, "5parsecs"), HasSubstr("unknown unit 'parsecs'"));
  EXPECT_THAT(refusal(Unit::time, "5%"), HasSubstr("unknown unit '%'"));
  EXPECT_THAT(refusal(Unit::count, "5ms"), HasSubstr("'ms' is not a unit here"));
  EXPECT_THAT(refusal(Unit::bytes, "5mb"), HasSubstr("'mb' is not a unit here"));
  EXPECT_THAT(refusal(Unit::ratio, "101%"), HasSubstr("more than 100%"));
  for (const Unit unit : {Unit::time, Unit::count, Unit::ratio, Unit::rate, Unit::bytes}) {
    for (const char* text : {"", "nan", "inf", "ms", "+5", "-nan"})
      EXPECT_THAT(refusal(unit, text), HasSubstr("is not a number")) << text;
    EXPECT_THAT(refusal(unit, "-3"), HasSubstr("negative"));
    EXPECT_THAT(refusal(unit, "1e400"), HasSubstr("out of range"));
  }
  EXPECT_THAT(refusal(Unit::bytes, "1e17GB"), HasSubstr("out of range"));
}

TEST(FormatExact, ReadsBackAsTheSame) {
  for (const Case& example : {Case{Unit::time, "250.000001ms", 0},
                              {Unit::count, "0.1", 0},
                              {Unit::ratio, "0.07%", 0},
                              {Unit::ratio, "99.99%", 0},
                              {Unit::rate, "0.1/s", 0},
                              {Unit::bytes, "512MB", 0},
                              {Unit::bytes, "512MiB", 0},
                              {Unit::bytes, "1234567B", 0},
                              {Unit::bytes, "0.5B", 0}})
    EXPECT_EQ(format_exact(example.unit, *parse_value(example.unit, example.text)), example.text);
}

}  // namespace
}  // namespace brood
