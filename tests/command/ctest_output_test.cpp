#include "ci/command/ctest_output.hpp"

#include <gmock/gmock.h>

namespace brood {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(CtestOutput, IsForCtestOnly) {
  EXPECT_TRUE(under_ctest({{"CTEST_INTERACTIVE_DEBUG_MODE", "1"}}));
  EXPECT_TRUE(under_ctest({{"DASHBOARD_TEST_FROM_CTEST", "3.25.1"}}));
  EXPECT_FALSE(under_ctest({{"CTEST_OUTPUT_ON_FAILURE", "1"}}));
}

TEST(CtestOutput, MeasurementsAreTagsOfTheTasksFigures) {
  Result result;
  result.footer.duration = std::chrono::seconds{2};
  result.all_tasks.passed = 9;
  result.all_tasks.failed = 1;
  result.all_tasks.in_time = 10;
  for (int i = 0; i < 9; ++i) result.all_tasks.latency.record(1'000'000);
  const std::string tags = ctest_measurements(result);
  const std::string tag = R"(<CTestMeasurement type="numeric/double" name=)";
  EXPECT_THAT(tags, HasSubstr(tag + R"("iterations">10</CTestMeasurement>)"));
  EXPECT_THAT(tags, HasSubstr(tag + R"("iterations per second">5</CTestMeasurement>)"));
  EXPECT_THAT(tags, HasSubstr(tag + R"("error rate percent">10</CTestMeasurement>)"));
  EXPECT_THAT(tags, HasSubstr(tag + R"("p95 ms">1)"));
}

TEST(CtestOutput, AFigureWithoutDataHasNoTag) {
  EXPECT_THAT(ctest_measurements(Result{}), Not(HasSubstr("p95")));
}

}  // namespace
}  // namespace brood
