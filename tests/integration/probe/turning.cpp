// Tests that are well at first and turn bad two seconds after the program began.
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <thread>

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

const steady_clock::time_point begin = steady_clock::now();  // in the first process, before users are forked

bool has_turned() { return steady_clock::now() - begin > std::chrono::seconds{2}; }

TEST(Turning, Fails) {
  std::this_thread::sleep_for(milliseconds{5});
  EXPECT_FALSE(has_turned());
}

TEST(Turning, Slows) { std::this_thread::sleep_for(milliseconds{has_turned() ? 400 : 5}); }

TEST(Turning, Hangs) {
  std::this_thread::sleep_for(milliseconds{5});
  while (has_turned()) pause();
}

}  // namespace
