#include "runner/core/units.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <random>

#include "runner/core/saturating.hpp"

namespace brood {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::HasSubstr;

Nanos parsed(std::string_view text, Nanos bare = Nanos{0}) {
  const Expected<Nanos> duration = parse_duration(text, bare);
  EXPECT_TRUE(duration) << text << ": " << (duration ? "" : duration.error().message);
  return duration ? *duration : Nanos{-1};
}

std::string refusal(std::string_view text, Nanos bare = Nanos{0}) {
  const Expected<Nanos> duration = parse_duration(text, bare);
  return duration ? "accepted " + std::string{text} : duration.error().message;
}

TEST(ParseDuration, ReadsEveryUnit) {
  EXPECT_EQ(parsed("2h"), 2h);
  EXPECT_EQ(parsed("90m"), 90min);
  EXPECT_EQ(parsed("90s"), 90s);
  EXPECT_EQ(parsed("500ms"), 500ms);
  EXPECT_EQ(parsed("7us"), 7us);
  EXPECT_EQ(parsed("7ns"), 7ns);
}

TEST(ParseDuration, AddsUpPartsInFallingUnits) {
  EXPECT_EQ(parsed("1h30m"), 90min);
  EXPECT_EQ(parsed("1m0.5s"), 60500ms);
}

TEST(ParseDuration, TakesFractionsAndExponents) {
  EXPECT_EQ(parsed("0.2m"), 12s);
  EXPECT_EQ(parsed(".5s"), 500ms);
  EXPECT_EQ(parsed("1e3s"), 1000s);
}

TEST(ParseDuration, IgnoresSpaceAround) { EXPECT_EQ(parsed(" 3s\n"), 3s); }

TEST(ParseDuration, CountsABareNumberInTheGivenUnit) {
  EXPECT_EQ(parsed("30", 1s), 30s);
  EXPECT_EQ(parsed("0.2", 1min), 12s);
  EXPECT_EQ(parsed("0", 1s), 0s);
}

TEST(ParseDuration, NeedsAUnitWithoutABareOne) {
  EXPECT_THAT(refusal("30"), AllOf(HasSubstr("'30'"), HasSubstr("no unit"), HasSubstr("90s")));
}

TEST(ParseDuration, NeedsAUnitAfterTheFirstPart) { EXPECT_THAT(refusal("1h30", 1s), HasSubstr("no unit")); }

TEST(ParseDuration, NamesAnUnknownUnit) {
  EXPECT_THAT(refusal("5parsecs"),
              AllOf(HasSubstr("unknown unit 'parsecs'"), HasSubstr("h, m, s, ms, us or ns")));
  EXPECT_THAT(refusal("5 s"), HasSubstr("unknown unit ' s'"));
}

TEST(ParseDuration, RefusesNegativeOnes) {
  EXPECT_THAT(refusal("-3s"), AllOf(HasSubstr("'-3s'"), HasSubstr("negative")));
  EXPECT_THAT(refusal("1h-3s"), HasSubstr("no number at '-3s'"));
}

TEST(ParseDuration, RefusesWhatIsTooLong) {
  EXPECT_EQ(parsed("87600h"), 87600h);
  for (const char* text : {"1e400s", "87600.001h", "1e300h", "99999999999999999999s"})
    EXPECT_THAT(refusal(text), HasSubstr("too long")) << text;
}

TEST(ParseDuration, RefusesWhatIsNoNumber) {
  EXPECT_THAT(refusal(""), HasSubstr("empty"));
  EXPECT_THAT(refusal("  "), HasSubstr("empty"));
  for (const char* text : {"nan", "inf", "s", "+3s", ".s", "3s,", "1.2.3s"})
    EXPECT_THAT(refusal(text), HasSubstr("is not a duration")) << text;
}

TEST(ParseDuration, RefusesUnitsThatDoNotFall) {
  EXPECT_THAT(refusal("30m1h"), HasSubstr("do not get smaller"));
  EXPECT_THAT(refusal("1s1s"), HasSubstr("do not get smaller"));
}

TEST(FormatDuration, IsShortAndExact) {
  EXPECT_EQ(format_duration(0s), "0s");
  EXPECT_EQ(format_duration(90min), "1h30m");
  EXPECT_EQ(format_duration(3605s), "1h5s");
  EXPECT_EQ(format_duration(1500ms), "1.5s");
  EXPECT_EQ(format_duration(250ms), "250ms");
  EXPECT_EQ(format_duration(1500ns), "1.5us");
  EXPECT_EQ(format_duration(1ns), "1ns");
  EXPECT_EQ(format_duration(1h + 1ms), "1h1ms");
  EXPECT_EQ(format_duration(-1500ms), "-1.5s");
}

TEST(FormatDuration, ReadsBackAsTheSame) {
  std::mt19937_64 random{1};
  for (int i = 0; i < 20'000; ++i) {
    const Nanos duration{static_cast<std::int64_t>(random() % 315'360'000'000'000'000 >> random() % 58)};
    EXPECT_EQ(parsed(format_duration(duration)), duration) << format_duration(duration);
  }
}

TEST(HumanDuration, HasThreeSignificantDigits) {
  EXPECT_EQ(human_duration(0ns), "0 ns");
  EXPECT_EQ(human_duration(999ns), "999 ns");
  EXPECT_EQ(human_duration(820us), "820 us");
  EXPECT_EQ(human_duration(14'321us), "14.3 ms");
  EXPECT_EQ(human_duration(1'021ms), "1.02 s");
  EXPECT_EQ(human_duration(90s), "1.5 min");
  EXPECT_EQ(human_duration(100h), "100 h");
  EXPECT_EQ(human_duration(-2ms), "-2 ms");
}

TEST(HumanDuration, GoesToTheNextUnitWhereRoundingReachesIt) {
  EXPECT_EQ(human_duration(999'499ns), "999 us");
  EXPECT_EQ(human_duration(999'500ns), "1 ms");
  EXPECT_EQ(human_duration(59'999ms), "60 s");
  EXPECT_EQ(human_duration(60s), "1 min");
}

TEST(HumanBytes, CountsInPowersOfAThousand) {
  EXPECT_EQ(human_bytes(0), "0 B");
  EXPECT_EQ(human_bytes(512), "512 B");
  EXPECT_EQ(human_bytes(12.41e6), "12.4 MB");
  EXPECT_EQ(human_bytes(999'999), "1 MB");
  EXPECT_EQ(human_bytes(2e15), "2000 TB");
}

TEST(HumanNumber, KeepsWholeNumbersAndThreeDigitsOfOthers) {
  EXPECT_EQ(human_number(0), "0");
  EXPECT_EQ(human_number(412), "412");
  EXPECT_EQ(human_number(1'234'567), "1234567");
  EXPECT_EQ(human_number(12.34), "12.3");
  EXPECT_EQ(human_number(0.04), "0.04");
  EXPECT_EQ(human_number(0.041234), "0.0412");
  EXPECT_EQ(human_number(9.999), "10");
}

TEST(HumanNumber, RoundsATieInDecimalsAwayFromZero) {
  for (const auto& [value, text] :
       {std::pair{8.495, "8.5"}, {8.485, "8.49"}, {1.005, "1.01"}, {0.125, "0.125"}})
    EXPECT_EQ(human_number(value), text);
  EXPECT_EQ(human_number(2.5e2 + 0.5), "251");
  EXPECT_EQ(human_number(9e15), "9000000000000000") << "a count is no fraction";
  EXPECT_EQ(human_duration(8'495ns), "8.5 us");
  EXPECT_EQ(human_duration(507ns), "507 ns");
}

TEST(ToMs, IsExactToTheNanosecond) {
  EXPECT_EQ(to_ms(1'234'567ns), 1.234567);
  EXPECT_EQ(to_ms(0ns), 0);
}

TEST(ToSeconds, RoundsToThreeDecimals) { EXPECT_EQ(to_seconds(1'234'567us), 1.235); }

TEST(FormatNumber, IsTheShortestThatReadsBack) {
  EXPECT_EQ(format_number(0), "0");
  EXPECT_EQ(format_number(-0.0), "0");
  EXPECT_EQ(format_number(0.1), "0.1");
  EXPECT_EQ(format_number(100'000), "100000");
  EXPECT_EQ(format_number(1e-6), "0.000001");
  EXPECT_EQ(format_number(999'999'999'999'999), "999999999999999");
  EXPECT_EQ(format_number(1e15), "1e+15");
  EXPECT_EQ(format_number(-2.5), "-2.5");
  EXPECT_EQ(format_number(std::numeric_limits<double>::max()), "1.7976931348623157e+308");
}

TEST(ParseNumber, ReadsFiniteNumbers) {
  EXPECT_EQ(*parse_number("12"), 12);
  EXPECT_EQ(*parse_number(" 0.5 "), 0.5);
  EXPECT_EQ(*parse_number("-3"), -3);
  EXPECT_EQ(*parse_number("1e3"), 1000);
}

TEST(ParseNumber, RefusesEverythingElse) {
  for (const char* text : {"", "-", "nan", "inf", "-inf", "1e", "10^9", "0x10", "3s", "1 2", "+1", "--1"}) {
    const Expected<double> number = parse_number(text);
    ASSERT_FALSE(number) << text;
    EXPECT_THAT(number.error().message, HasSubstr("is not a number")) << text;
  }
  EXPECT_THAT(parse_number("1e400").error().message, HasSubstr("out of range"));
}

TEST(Durations, AreToldWhateverTheirSize) {
  EXPECT_EQ(human_duration(Nanos::min()), "-2562048 h");
  EXPECT_EQ(human_duration(Nanos::max()), "2562048 h");
  EXPECT_EQ(human_duration(Nanos{-1500}), "-1.5 us");
  EXPECT_EQ(format_duration(Nanos::min()), "-2562047h47m16.854775808s");
  EXPECT_EQ(format_duration(Nanos::max()), "2562047h47m16.854775807s");
}

TEST(Durations, OfNumbersStayAtTheLongest) {
  EXPECT_EQ(as_nanos(42), Nanos{42});
  EXPECT_EQ(as_nanos(std::uint64_t{1} << 63), Nanos::max());
  EXPECT_EQ(as_nanos(~std::uint64_t{0}), Nanos::max());
  EXPECT_EQ(nanos_of_seconds(1.5), Nanos{1'500'000'000});
  EXPECT_EQ(nanos_of_seconds(1e300), Nanos::max());
  EXPECT_EQ(nanos_of_seconds(-1e300), Nanos::min());
  EXPECT_EQ(nanos_of_seconds(std::numeric_limits<double>::infinity()), Nanos::max());
  EXPECT_EQ(nanos_of_seconds(std::numeric_limits<double>::quiet_NaN()), Nanos{0});
}

TEST(Sums, StayAtTheLargestValue) {
  EXPECT_EQ(saturating_add(Nanos::max(), Nanos{1}), Nanos::max());
  EXPECT_EQ(saturating_add(Nanos::min(), Nanos{-1}), Nanos::min());
  EXPECT_EQ(saturating_add(Nanos{2}, Nanos{-3}), Nanos{-1});
  EXPECT_EQ(saturating_add(~std::uint64_t{0}, std::uint64_t{2}), ~std::uint64_t{0});
  EXPECT_EQ(saturating_multiply(std::uint64_t{1} << 40, std::uint64_t{1} << 40), ~std::uint64_t{0});
}

}  // namespace
}  // namespace brood
