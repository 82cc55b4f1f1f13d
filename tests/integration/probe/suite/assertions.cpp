// What a test asks GoogleTest about itself while it runs.
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

namespace {

const testing::TestInfo& current_test() { return *testing::UnitTest::GetInstance()->current_test_info(); }

void fail_fatally() { ASSERT_TRUE(false) << "fatal in a helper"; }
void fail_softly() { EXPECT_EQ(1, 2) << "soft in a helper"; }

TEST(Assertions, Pass) { EXPECT_EQ(4, 2 + 2); }

TEST(Assertions, SucceedIsNoFailure) { SUCCEED() << "all is well"; }

TEST(Assertions, AreAllReported) {
  EXPECT_EQ("one", std::string("two"));
  EXPECT_GT(1, 3) << "the second of two";
}

TEST(Assertions, StopAfterFatalFailure) {
  FAIL() << "stops here";
  std::abort();
}

TEST(Assertions, SeeFatalFailureOfHelper) {
  ASSERT_FALSE(HasFatalFailure()) << "left over from an earlier iteration";
  fail_fatally();
  if (!HasFatalFailure()) std::abort();
}

TEST(Assertions, SeeNonfatalFailureOfHelper) {
  ASSERT_FALSE(HasNonfatalFailure()) << "left over from an earlier iteration";
  fail_softly();
  if (!HasNonfatalFailure() || HasFatalFailure()) std::abort();
}

TEST(Assertions, PassFatalFailureOn) {
  ASSERT_NO_FATAL_FAILURE(fail_fatally());
  std::abort();
}

TEST(Assertions, CarryTraces) {
  SCOPED_TRACE("ordering a pizza");
  for (int slice = 0; slice < 2; ++slice) {
    SCOPED_TRACE(testing::Message() << "slice " << slice);
    EXPECT_EQ(0, slice);
  }
}

TEST(Assertions, LeaveTracesBehind) { EXPECT_EQ(0, 1) << "no trace of another test"; }

TEST(CurrentTest, IsKnown) {
  EXPECT_STREQ("CurrentTest", current_test().test_suite_name());
  EXPECT_STREQ("IsKnown", current_test().name());
  EXPECT_STREQ("CurrentTest", testing::UnitTest::GetInstance()->current_test_suite()->name());
}

TEST(CurrentTest, StartsWithoutResult) {
  EXPECT_EQ(0, current_test().result()->total_part_count());
  SUCCEED();
  EXPECT_EQ(1, current_test().result()->total_part_count());
}

TEST(CurrentTest, RecordsProperties) {
  RecordProperty("orders", 3);
  RecordProperty("customer", "alice");
  ASSERT_EQ(2, current_test().result()->test_property_count());
  EXPECT_STREQ("orders", current_test().result()->GetTestProperty(0).key());
  EXPECT_STREQ("alice", current_test().result()->GetTestProperty(1).value());
}

TEST(CurrentTest, DISABLED_NeverRuns) { std::abort(); }

class DISABLED_Suite : public testing::Test {
 protected:
  static void SetUpTestSuite() { std::abort(); }
};
TEST_F(DISABLED_Suite, NeverRuns) { std::abort(); }

}  // namespace
