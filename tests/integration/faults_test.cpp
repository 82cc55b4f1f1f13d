// What a broken test costs: one iteration, told with the task's name and the reason; the user is replaced.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/integration/running_brood.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;

json stats_of(const TemporaryFolder& folder) { return json::parse(read_file(folder.file("stats.json"))); }

struct Fault {
  std::string test;
  std::string reason;
  // Short only for what hangs: on a busy machine others take their time too.
  std::string timeout() const { return reason.find("300ms") == std::string::npos ? "30s" : "300ms"; }
};
void PrintTo(const Fault& fault, std::ostream* out) { *out << fault.test; }

class AFault : public testing::TestWithParam<Fault> {};

TEST_P(AFault, CostsOneIterationWithItsReasonAndTheUserIsReplaced) {
  const TemporaryFolder folder;
  const std::string task = "Fault." + GetParam().test;
  const Ended ended =
      run_program({BROOD_COMMAND, "run", PROBE_FAULTS_FILE, "--filter", task + ":Fault.None", "-u", "2", "-r",
                   "100", "-n", "8", "--task-timeout", GetParam().timeout(), "--out", folder.path()});
  EXPECT_EQ(1, ended.code) << ended.output;
  const json stats = stats_of(folder);
  EXPECT_EQ(8, stats["totals"]["tasks"]["count"]);
  std::uint64_t failed = 0;
  for (const json& row : stats["tasks"]) {
    if (row["name"] == task) failed = row["failed"];
    if (row["name"] == "Fault.None") {
      EXPECT_EQ(0, row["failed"]);
    }
  }
  EXPECT_GE(failed, 1u);
  ASSERT_EQ(1u, stats["errors"].size());
  EXPECT_EQ(task, stats["errors"][0]["task"]);
  EXPECT_EQ(failed, stats["errors"][0]["count"]);
  EXPECT_THAT(stats["errors"][0]["message"], HasSubstr(GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(
    Faults, AFault,
    testing::Values(Fault{"SegmentationFault", "was killed by SIGSEGV"},
                    Fault{"NullPointer", "was killed by SIGSEGV"},
                    Fault{"StackOverflow", "was killed by SIGSEGV"}, Fault{"Abort", "was killed by SIGABRT"},
                    Fault{"Terminate", "was killed by SIGABRT"}, Fault{"ExitZero", "exited with code 0"},
                    Fault{"ExitThree", "exited with code 3"},
                    Fault{"UnderscoreExitZero", "exited with code 0"},
                    Fault{"Killed", "was killed by SIGKILL"}, Fault{"Hang", "did not end within 300ms"},
                    Fault{"IgnoresSignals", "did not end within 300ms"}),
    [](const auto& instance) { return instance.param.test; });

// The line that a report gives to repeat a failure must end, whatever the test does.
TEST_P(AFault, HappensOnceInAPassThatIsTheOnlyOne) {
  const TemporaryFolder folder;
  const std::string task = "Fault." + GetParam().test;
  const Ended ended = run_program({BROOD_COMMAND, "run", PROBE_FAULTS_FILE, "--filter", task + ":Fault.None",
                                   "--once", "--task-timeout", GetParam().timeout(), "--out", folder.path()});
  EXPECT_EQ(1, ended.code) << ended.output;
  const json stats = stats_of(folder);
  for (const json& row : stats["tasks"]) EXPECT_EQ(1, row["count"]) << row["name"];
}

TEST(ADeathInASetUp, CostsAnIterationOfTheTaskThatNeededIt) {
  const TemporaryFolder folder;
  for (const std::vector<std::string>& end : {std::vector<std::string>{"-n", "6"}, {"--once"}}) {
    std::vector<std::string> words{BROOD_COMMAND,   "run",   PROBE_FAULTS_FILE, "--filter",
                                   "BrokenSetUp.*", "--out", folder.path()};
    words.insert(words.end(), end.begin(), end.end());
    const Ended ended = run_program(words);
    EXPECT_EQ(1, ended.code) << ended.output;
    const json stats = stats_of(folder);
    EXPECT_EQ("BrokenSetUp.NeverBegins", stats["errors"][0]["task"]);
    EXPECT_THAT(stats["errors"][0]["message"], HasSubstr("set-up of suite BrokenSetUp"));
    EXPECT_EQ(end.size() == 2 ? 6 : 1, stats["tasks"][0]["failed"]);
  }
}

TEST(ABudget, DoesNotWaitForUsersThatItDoesNotNeed) {
  const TemporaryFolder folder;
  const Ended ended = run_program({BROOD_COMMAND, "run", PROBE_FAULTS_FILE, "--filter", "Fault.None", "-n",
                                   "5", "-u", "2", "-r", "0.001", "--out", folder.path()});
  EXPECT_EQ(0, ended.code) << ended.output;
  EXPECT_EQ(5, stats_of(folder)["totals"]["tasks"]["count"]);
}

std::size_t descriptors_of(pid_t pid) {
  std::error_code gone;
  std::filesystem::directory_iterator entry("/proc/" + std::to_string(pid) + "/fd", gone);
  std::size_t count = 0;
  for (; !gone && entry != std::filesystem::directory_iterator(); entry.increment(gone)) ++count;
  return count;
}

TEST(TwoThousandCrashes, LeaveNoZombieNoDescriptorAndNoMemory) {
  const TemporaryFolder folder;
  RunningBrood brood({BROOD_COMMAND, "run", PROBE_FAULTS_FILE, "--filter", "Fault.Killed", "-u", "4", "-r",
                      "100", "-n", "2000", "--out", folder.path()},
                     folder.file("output"));
  pid_t zygote = 0;
  ASSERT_TRUE(eventually([&] { return (zygote = zygote_of(brood, PROBE_FAULTS_FILE)) != 0; }, seconds{10}));
  std::size_t most_processes = 0;
  std::size_t most_descriptors = 0;
  while (!std::filesystem::exists(folder.file("stats.json")) && kill(zygote, 0) == 0) {
    most_descriptors = std::max(most_descriptors, descriptors_of(zygote));
    most_processes = std::max(most_processes, brood.family().size());
    std::this_thread::sleep_for(milliseconds{50});
  }
  EXPECT_EQ(1, brood.wait());
  EXPECT_LE(most_processes, 12u);    // brood's keeper, zygote, four users and those just ending
  EXPECT_LE(most_descriptors, 40u);  // of the zygote
  const json stats = stats_of(folder);
  EXPECT_EQ(2000, stats["totals"]["tasks"]["failed"]);
  EXPECT_TRUE(eventually([&] { return brood.family().empty(); }, seconds{1}));
}

// Children of tests write their pids to PROBE_PIDS.
std::vector<pid_t> left_children(const std::string& file) {
  std::vector<pid_t> pids;
  std::ifstream in(file);
  for (pid_t pid = 0; in >> pid;) pids.push_back(pid);
  return pids;
}

bool all_gone(const std::vector<pid_t>& pids) {
  return std::none_of(pids.begin(), pids.end(), [](pid_t pid) { return kill(pid, 0) == 0; });
}

TEST(ChildrenOfTests, GoWithTheirUser) {
  const TemporaryFolder folder;
  // One user leaves a child and crashes later; the child has to go while the run goes on.
  RunningBrood brood(
      {BROOD_COMMAND, "run", PROBE_FAULTS_FILE, "--filter", "Fault.LeavesChild:Fault.Killed", "-u", "1", "-t",
       "20s", "--wait", "50ms", "--env", "PROBE_PIDS=" + folder.file("pids"), "--out", folder.path()},
      folder.file("output"));
  ASSERT_TRUE(eventually([&] { return left_children(folder.file("pids")).size() >= 3; }, seconds{15}));
  EXPECT_TRUE(eventually(
      [&] {
        std::vector<pid_t> pids = left_children(folder.file("pids"));
        pids.pop_back();  // its user may be at work
        return all_gone(pids);
      },
      seconds{2}));
  brood.signal(SIGTERM);
  brood.wait();
  EXPECT_TRUE(eventually([&] { return all_gone(left_children(folder.file("pids"))); }, seconds{1}));
}

TEST(ChildrenOfTests, InSessionsOfTheirOwnGoWithTheRun) {
  const TemporaryFolder folder;
  const Ended ended = run_program({BROOD_COMMAND, "run", PROBE_FAULTS_FILE, "--filter",
                                   "Fault.LeavesChildInOwnSession", "-u", "3", "-r", "100", "-n", "30",
                                   "--env", "PROBE_PIDS=" + folder.file("pids"), "--out", folder.path()});
  EXPECT_EQ(0, ended.code) << ended.output;
  const std::vector<pid_t> pids = left_children(folder.file("pids"));
  EXPECT_GE(pids.size(), 1u);
  EXPECT_TRUE(all_gone(pids));
}

}  // namespace
}  // namespace brood
