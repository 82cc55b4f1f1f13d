#include "runner/core/saturation.hpp"

#include <gmock/gmock.h>

namespace brood {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;
using testing::IsEmpty;

void be_late(Result& result, milliseconds late, std::uint64_t times) {
  result.generator.lateness.record(static_cast<std::uint64_t>(Nanos{late}.count()), times);
}

TEST(Saturation, AQuietGeneratorIsBelieved) {
  Result result;
  EXPECT_THAT(saturation(result), IsEmpty());
  be_late(result, milliseconds{99}, 1000);
  EXPECT_THAT(saturation(result), IsEmpty());
}

TEST(Saturation, MoreThanOnePercentOfLateStartsIsTooMuch) {
  Result result;
  be_late(result, milliseconds{1}, 990);
  be_late(result, milliseconds{150}, 10);
  EXPECT_THAT(saturation(result), IsEmpty());
  be_late(result, milliseconds{150}, 1);
  EXPECT_THAT(saturation(result), HasSubstr("more than 100 ms after they should have"));
}

TEST(Saturation, AFewLateStartsOfAShortRunProveNothing) {
  Result result;
  be_late(result, seconds{2}, 9);
  EXPECT_THAT(saturation(result), IsEmpty());
  be_late(result, seconds{2}, 1);
  EXPECT_THAT(saturation(result), HasSubstr("100 %"));
}

TEST(Saturation, UsersThatWaitForTheirSamplesToBeTakenAreNotUnderLoad) {
  Result result;
  result.series.resize(2);
  for (SecondPoint& point : result.series) point.users = 10;
  result.series[0].end = result.series[1].begin = seconds{1};
  result.series[1].end = seconds{2};
  result.generator.stalled = seconds{1};
  EXPECT_THAT(saturation(result), IsEmpty()) << "5 % of 20 s";
  result.generator.stalled += milliseconds{200};
  EXPECT_THAT(saturation(result), HasSubstr("6 % of their time"));
}

}  // namespace
}  // namespace brood
