// Tests that leave the one thread or the one process: death tests and threads of their own.
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <thread>

namespace {

void die(const char* last_words) {
  std::fprintf(stderr, "%s\n", last_words);
  std::abort();
}

TEST(FastDeathTest, Dies) {
  GTEST_FLAG_SET(death_test_style, "fast");
  EXPECT_DEATH(die("goodbye"), "goodbye");
  EXPECT_EXIT(std::exit(3), testing::ExitedWithCode(3), "");
}
TEST(FastDeathTest, Survives) {
  GTEST_FLAG_SET(death_test_style, "fast");
  EXPECT_DEATH(static_cast<void>(0), "") << "still alive";
}

TEST(ThreadsafeDeathTest, Dies) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(die("goodbye"), "goodbye");
}
TEST(ThreadsafeDeathTest, HasOtherLastWords) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(die("goodbye"), "see you");
}

TEST(Threads, FailTheirTest) {
  std::thread([] { EXPECT_EQ(1, 2) << "said by a thread"; }).join();
}
TEST(Threads, Pass) {
  std::thread([] { EXPECT_EQ(2, 2); }).join();
}

}  // namespace
