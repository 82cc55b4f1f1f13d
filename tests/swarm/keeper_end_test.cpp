// Nothing outlives a run, however it ends.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "runner/swarm/keeper.hpp"
#include "tests/swarm/processes.hpp"

namespace brood {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using Kind = KeeperEvent::Kind;

// Each a shell in a session of its own that ignores what can be ignored, and the child it waits for.
std::string stubborn_shells(int count) {
  return "for i in $(seq " + std::to_string(count) +
         "); do setsid sh -c \"trap '' HUP INT TERM QUIT PIPE; sleep 60; true\" & done; wait";
}

Program marked(const std::string& command, const std::string& mark) {
  Program program = shell_program(command);
  program.environment = {"PATH=/usr/bin:/bin", mark};
  return program;
}

// A process that does with a keeper what brood does, and lives until it is killed.
pid_t start_stand_in(const Program& program) {
  const pid_t pid = fork();
  if (pid != 0) return pid;
  alarm(30);  // should the test fail to kill it
  Keeper keeper = *Keeper::start();
  static_cast<void>(keeper.start_program(program));
  for (;;) pause();
}

void kill_stand_in(pid_t pid) {
  kill(pid, SIGKILL);
  waitpid(pid, nullptr, 0);
}

bool is_still(const std::string& file) {
  const auto before = std::filesystem::file_size(file);
  std::this_thread::sleep_for(milliseconds{50});
  return std::filesystem::file_size(file) == before;
}

class TheEnd : public testing::Test {
 protected:
  // The shell that starts the others is one as well.
  bool all_run(std::size_t shells) {
    return eventually([&] { return marked_by(mark_).size() >= 1 + 2 * shells; }, seconds{20});
  }
  // Each process needs a moment of a processor to die: many need longer where the machine has other things to
  // do.
  bool none_is_left(std::chrono::milliseconds patience = seconds{1}) {
    return eventually([&] { return marked_by(mark_).empty(); }, patience);
  }
  std::string mark_ = new_mark();
};

TEST_F(TheEnd, OfBroodBySigkillLeavesNothingWithinASecond) {
  const pid_t brood = start_stand_in(marked(stubborn_shells(5), mark_));
  ASSERT_TRUE(all_run(5));
  kill_stand_in(brood);
  EXPECT_TRUE(none_is_left());
}

TEST_F(TheEnd, OfBroodTakesHundredsOfProcessesWithIt) {
  const pid_t brood = start_stand_in(marked(std::string(BROOD_TEST_HELPER) + " stubborn 300 60", mark_));
  ASSERT_TRUE(eventually([&] { return marked_by(mark_).size() >= 301; }, seconds{20}));
  kill_stand_in(brood);
  EXPECT_TRUE(none_is_left(seconds{5}));
}

TEST_F(TheEnd, OfBroodStopsAForkStormWithinASecond) {
  // Its processes are gone before one can look at them, so it is known by its trace.
  const TemporaryFolder folder;
  const std::string trace = folder.write("trace", "");
  const pid_t brood =
      start_stand_in(marked(std::string(BROOD_TEST_HELPER) + " fork_storm 20 " + trace, mark_));
  ASSERT_TRUE(eventually([&] { return std::filesystem::file_size(trace) > 100; }, seconds{20}));
  kill_stand_in(brood);
  EXPECT_TRUE(eventually([&] { return is_still(trace); }, seconds{1}));
  EXPECT_TRUE(none_is_left());
}

TEST_F(TheEnd, OfBroodStopsAForkBomb) {
  const pid_t brood = start_stand_in(marked(std::string(BROOD_TEST_HELPER) + " fork_bomb 200 20", mark_));
  ASSERT_TRUE(eventually([&] { return marked_by(mark_).size() > 30; }));
  kill_stand_in(brood);
  EXPECT_TRUE(none_is_left(seconds{5}));
}

TEST_F(TheEnd, AskedForLeavesNothingAndTellsTheTimeOfAll) {
  Keeper keeper = *Keeper::start();
  const std::string work = "sh -c 'i=0; while [ $i -lt 50000 ]; do i=$((i+1)); done'; ";
  static_cast<void>(keeper.start_program(marked(work + stubborn_shells(5), mark_)));
  ASSERT_TRUE(all_run(5));
  EXPECT_GT(keeper.finish(), milliseconds{5});
  EXPECT_TRUE(marked_by(mark_).empty());
  EXPECT_EQ(keeper.finish(), Nanos{0});
}

TEST_F(TheEnd, OfTheKeeperEndsItsProgramsAndIsTold) {
  Keeper keeper = *Keeper::start();
  const ProgramId id = *keeper.start_program(marked("sleep 60 & sleep 60", mark_));
  ASSERT_TRUE(keeper.wait_event(id, seconds{5}));
  ASSERT_TRUE(eventually([&] { return marked_by(mark_).size() >= 2; }));
  kill(keeper.pid(), SIGKILL);
  const auto event = keeper.wait_event(id, seconds{5});
  ASSERT_TRUE(event);
  EXPECT_EQ(event->kind, Kind::keeper_lost);
  EXPECT_TRUE(none_is_left());
  EXPECT_FALSE(keeper.start_program(marked("true", mark_)));
  EXPECT_TRUE(keeper.read_events().empty());
}

TEST_F(TheEnd, OfOneKeeperLeavesThoseOfAnotherAlone) {
  Keeper keeper = *Keeper::start();
  const ProgramId id = *keeper.start_program(marked("sleep 60", mark_));
  ASSERT_TRUE(keeper.wait_event(id, seconds{5}));
  Keeper::start()->finish();
  EXPECT_FALSE(marked_by(mark_).empty());
}

}  // namespace
}  // namespace brood
