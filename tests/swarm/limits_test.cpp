#include "runner/swarm/limits.hpp"

#include <gmock/gmock.h>

#include "tests/swarm/processes.hpp"

namespace brood {
namespace {

using testing::AllOf;
using testing::HasSubstr;

// A machine of 1,000 MB where user 1000 has 12 of 17 tasks, and nothing else stands in the way.
class Limits : public testing::Test {
 protected:
  Limits() {
    process_limits("unlimited", "unlimited");
    self(1000);
    root_.write("proc/10/status", "Name:\tshell\nUid:\t1000\t1000\t1000\t1000\nThreads:\t12\n");
    root_.write("proc/11/status", "Name:\tother\nUid:\t0\t0\t0\t0\nThreads:\t5\n");
    root_.write("proc/sys/kernel/pid_max", "4194304\n");
    root_.write("proc/meminfo", "MemTotal: 2000000 kB\nMemAvailable: 1000000 kB\n");
  }

  void self(int uid) {
    const std::string id = std::to_string(uid);
    root_.write("proc/self/status", "Name:\tbrood\nUid:\t" + id + "\t" + id + "\t" + id + "\t" + id + "\n");
  }
  void process_limits(const std::string& processes, const std::string& hard_files) {
    root_.write("proc/self/limits",
                "Limit                     Soft Limit           Hard Limit           Units     \n"
                "Max processes             " +
                    processes +
                    "                  9999999            processes \n"
                    "Max open files            1024                 " +
                    hard_files + "               files     \n");
  }
  std::string refusal(std::uint32_t users) { return refusal_of({users, 300'000}); }
  // Of users that live in two processes.
  std::string shared_refusal(std::uint32_t users) { return refusal_of({users, 40'000, 2}); }
  std::string refusal_of(const LoadSize& size) {
    const Status status = check_limits(size, root_.path());
    return status ? "allowed" : status.error().message;
  }

  TemporaryFolder root_;
};

TEST_F(Limits, ThatAreWideEnoughAllow) { EXPECT_EQ(refusal(1000), "allowed"); }

TEST_F(Limits, OfProcessesCountThoseTheUserHas) {
  process_limits("120", "unlimited");
  EXPECT_EQ(refusal(100), "allowed");
  EXPECT_THAT(refusal(101),
              AllOf(HasSubstr("101 users"), HasSubstr("RLIMIT_NPROC is 120, of which 20 are in use"),
                    HasSubstr("at most 100,"), HasSubstr("ulimit -u")));
}

TEST_F(Limits, OfProcessesDoNotHoldForRoot) {
  process_limits("10", "unlimited");
  self(0);
  EXPECT_EQ(refusal(100), "allowed");
}

TEST_F(Limits, OfTheKernelCountEverything) {
  root_.write("proc/sys/kernel/pid_max", "1025\n");
  EXPECT_EQ(refusal(1000), "allowed");
  EXPECT_THAT(refusal(1001),
              AllOf(HasSubstr("kernel.pid_max is 1025, of which 25 are"), HasSubstr("sysctl")));
}

TEST_F(Limits, OfACgroupHoldInVersion2) {
  root_.write("proc/self/cgroup", "0::/ci/job\n");
  root_.write("sys/fs/cgroup/ci/job/pids.max", "500\n");
  root_.write("sys/fs/cgroup/ci/job/pids.current", "92\n");
  EXPECT_EQ(refusal(400), "allowed");
  EXPECT_THAT(refusal(401), AllOf(HasSubstr("/ci/job/pids.max is 500, of which 100 are"),
                                  HasSubstr("at most 400,"), HasSubstr("container")));
}

TEST_F(Limits, OfACgroupAboveHoldAsWell) {
  root_.write("proc/self/cgroup", "0::/ci/job\n");
  root_.write("sys/fs/cgroup/ci/job/pids.max", "max\n");
  root_.write("sys/fs/cgroup/ci/pids.max", "50\n");
  EXPECT_THAT(refusal(100), HasSubstr("/ci/pids.max is 50"));
}

TEST_F(Limits, OfAContainersOwnRootHold) {
  root_.write("proc/self/cgroup", "0::/\n");
  root_.write("sys/fs/cgroup/pids.max", "50\n");
  EXPECT_THAT(refusal(100), HasSubstr("cgroup/pids.max is 50"));
}

TEST_F(Limits, OfACgroupHoldInVersion1) {
  root_.write("proc/self/cgroup", "9:memory:/docker/abc\n8:pids:/docker/abc\n");
  root_.write("sys/fs/cgroup/pids/pids.max", "50\n");
  EXPECT_THAT(refusal(100), HasSubstr("/sys/fs/cgroup/pids/pids.max is 50"));
}

TEST_F(Limits, OfDescriptorsAreTheHardOnes) {
  process_limits("unlimited", "1064");
  EXPECT_EQ(refusal(1000), "allowed");
  EXPECT_THAT(refusal(1001), AllOf(HasSubstr("one a user) is 1064, of which 64"), HasSubstr("ulimit -Hn")));
}

TEST_F(Limits, OfMemoryAreRough) {
  EXPECT_EQ(refusal(3400), "allowed");
  EXPECT_THAT(refusal(3500), AllOf(HasSubstr("MemAvailable is 1.02 GB"), HasSubstr("about 300 KB"),
                                   HasSubstr("at most 3413")));
}

TEST_F(Limits, ThatAreUsedUpSaySo) {
  root_.write("proc/sys/kernel/pid_max", "20\n");
  EXPECT_THAT(refusal(1), HasSubstr("at most 0"));
}

TEST_F(Limits, OfMappingsHoldForUsersThatShareAProcess) {
  root_.write("proc/sys/vm/max_map_count", "9000\n");
  EXPECT_EQ(shared_refusal(8000), "allowed");
  EXPECT_THAT(shared_refusal(8001), AllOf(HasSubstr("8001 users in 2 processes"), HasSubstr("max_map_count"),
                                          HasSubstr("at most 8000, or raise it")));
  EXPECT_EQ(refusal(3000), "allowed") << "a process each";
}

TEST_F(Limits, OfProcessesDoNotCountUsersThatShareThem) {
  process_limits("30", "5064");
  EXPECT_EQ(shared_refusal(10'000), "allowed");
  EXPECT_THAT(shared_refusal(10'001), AllOf(HasSubstr("10001 users in 2 processes"), HasSubstr("is 5064"),
                                            HasSubstr("at most 10000, or raise it")));
  process_limits("30", "unlimited");
  EXPECT_THAT(shared_refusal(30'000), HasSubstr("about 40 KB"));
  process_limits("21", "unlimited");
  EXPECT_THAT(shared_refusal(5), HasSubstr("the 2 processes that users live in are more than"));
}

TEST(ThisMachinesLimits, AllowAFewUsersAndNoBillion) {
  EXPECT_TRUE(check_limits({2}));
  EXPECT_FALSE(check_limits({1'000'000'000}));
}

}  // namespace
}  // namespace brood
