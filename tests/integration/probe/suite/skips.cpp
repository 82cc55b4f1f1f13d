// Skips at every place where GoogleTest allows them.
#include <gtest/gtest.h>

#include <cstdlib>

namespace {

TEST(Skips, InBody) {
  GTEST_SKIP() << "not today";
  std::abort();
}

TEST(Skips, WithoutReason) {
  GTEST_SKIP();
  std::abort();
}

TEST(Skips, AfterFailureFail) {
  EXPECT_TRUE(false) << "failed before the skip";
  GTEST_SKIP() << "too late";
}

class SkipInConstructor : public testing::Test {
 protected:
  SkipInConstructor() { construct(); }
  void construct() { GTEST_SKIP() << "not constructed"; }
  void SetUp() override { std::abort(); }
};
TEST_F(SkipInConstructor, SkipsBody) { std::abort(); }

class SkipInSetUp : public testing::Test {
 protected:
  void SetUp() override { GTEST_SKIP() << "not set up"; }
  void TearDown() override { EXPECT_TRUE(IsSkipped()); }
};
TEST_F(SkipInSetUp, SkipsBody) { std::abort(); }

// GoogleTest 1.12 runs such tests, newer ones skip them: whatever it does plainly it must do under load.
class SkipInSharedSetUp : public testing::Test {
 protected:
  static void SetUpTestSuite() { GTEST_SKIP() << "nothing to share"; }
};
TEST_F(SkipInSharedSetUp, MeansWhatItMeansPlainly) {}

}  // namespace
