// One deadly fault a test. Run one at a time: plainly, each ends the program.
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <exception>
#include <fstream>
#include <string>

namespace {

TEST(Fault, None) {}

class BrokenSetUp : public testing::Test {
 protected:
  static void SetUpTestSuite() { _exit(4); }
};
TEST_F(BrokenSetUp, NeverBegins) {}

TEST(Fault, SegmentationFault) { raise(SIGSEGV); }

TEST(Fault, NullPointer) {
  volatile int* volatile nowhere = nullptr;
  *nowhere = 1;
}

TEST(Fault, Abort) { std::abort(); }

TEST(Fault, Terminate) { std::terminate(); }

TEST(Fault, ExitZero) { std::exit(0); }

TEST(Fault, ExitThree) { std::exit(3); }

TEST(Fault, UnderscoreExitZero) { _exit(0); }

TEST(Fault, Killed) { raise(SIGKILL); }

TEST(Fault, Hang) {
  while (true) pause();
}

volatile bool endless =
    true;  // volatile, and what is added after the call: nothing for the optimiser to shorten
int dig(volatile char* above) {
  volatile char hole[4096];
  hole[0] = static_cast<char>(above[0] + 1);
  return endless ? dig(hole) + hole[0] : 0;
}
TEST(Fault, StackOverflow) {
  volatile char surface = 0;
  EXPECT_EQ(0, dig(&surface));
}

// Children that outlive their test, one of a kind in each process. Their pids go to the file PROBE_PIDS.
void leave_child(bool own_session) {
  const pid_t child = fork();
  ASSERT_GE(child, 0);
  if (child > 0) {
    if (const char* const file = std::getenv("PROBE_PIDS")) {
      std::ofstream(file, std::ios::app) << std::to_string(child) + "\n";
    }
    return;
  }
  for (const int number : {SIGTERM, SIGINT, SIGHUP, SIGQUIT}) std::signal(number, SIG_IGN);
  if (own_session) setsid();
  while (true) pause();
}

TEST(Fault, LeavesChild) {
  static bool left = false;
  if (!left) leave_child(false);
  left = true;
}

TEST(Fault, LeavesChildInOwnSession) {
  static bool left = false;
  if (!left) leave_child(true);
  left = true;
}

// It ends on SIGKILL only.
TEST(Fault, IgnoresSignals) {
  for (const int number : {SIGTERM, SIGINT, SIGHUP, SIGQUIT}) std::signal(number, SIG_IGN);
  while (true) pause();
}

}  // namespace
