// Fixtures: made, set up, torn down and destroyed anew around every iteration; what suites share, once for a
// user.
#include <gtest/gtest.h>

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace {

// Writes down what happens to it. The destructor complains when the order was wrong.
class Lifecycle : public testing::Test {
 protected:
  Lifecycle() {
    EXPECT_EQ("", steps) << "another fixture is alive";
    steps = "construct ";
  }
  ~Lifecycle() override {
    EXPECT_EQ("construct setup body teardown ", steps);
    steps.clear();
  }
  void SetUp() override { steps += "setup "; }
  void TearDown() override { steps += "teardown "; }

  int runs = 0;
  static std::string steps;
};
std::string Lifecycle::steps;

TEST_F(Lifecycle, IsAnewEachTime) {
  EXPECT_EQ(1, ++runs);
  steps += "body ";
}
TEST_F(Lifecycle, IsEndedAfterFailure) {
  steps += "body ";
  FAIL() << "cleaned up all the same";
}

class FailingSetUp : public testing::Test {
 protected:
  void SetUp() override { FAIL() << "set-up does not work"; }
  void TearDown() override { ADD_FAILURE() << "torn down all the same"; }
};
TEST_F(FailingSetUp, SkipsBody) { std::abort(); }

class FailingTearDown : public testing::Test {
 protected:
  void TearDown() override { FAIL() << "tear-down does not work"; }
};
TEST_F(FailingTearDown, FailsTest) {}

class SharedSetUp : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    EXPECT_STREQ("SharedSetUp", testing::UnitTest::GetInstance()->current_test_suite()->name());
    EXPECT_EQ(nullptr, testing::UnitTest::GetInstance()->current_test_info());
    ++set_ups;
  }
  static void TearDownTestSuite() { --set_ups; }
  static int set_ups;
};
int SharedSetUp::set_ups = 0;

TEST_F(SharedSetUp, RunsOnce) { EXPECT_EQ(1, set_ups); }
TEST_F(SharedSetUp, IsShared) { EXPECT_EQ(1, set_ups); }

class FailingSharedSetUp : public testing::Test {
 protected:
  static void SetUpTestSuite() { FAIL() << "no database to share"; }
};
TEST_F(FailingSharedSetUp, First) { std::abort(); }
TEST_F(FailingSharedSetUp, Second) { std::abort(); }

class ThrowingSharedSetUp : public testing::Test {
 protected:
  static void SetUpTestSuite() { throw std::runtime_error("the database threw"); }
};
TEST_F(ThrowingSharedSetUp, NeverRuns) { std::abort(); }

class FailingSharedTearDown : public testing::Test {
 protected:
  static void TearDownTestSuite() { FAIL() << "the database stays"; }
};
TEST_F(FailingSharedTearDown, DoesNotFailTest) {}

}  // namespace
