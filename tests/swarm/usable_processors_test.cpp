#include "runner/swarm/usable_processors.hpp"

#include <gtest/gtest.h>

#include <thread>

#include "tests/swarm/processes.hpp"

namespace brood {
namespace {

const unsigned kAll = std::thread::hardware_concurrency();

TEST(UsableProcessors, AreAllWhereNothingLimitsThem) {
  const TemporaryFolder root;
  EXPECT_EQ(kAll, usable_processors(root.path()));
  root.write("proc/self/cgroup", "0::/job\n");
  root.write("sys/fs/cgroup/job/cpu.max", "max 100000\n");
  EXPECT_EQ(kAll, usable_processors(root.path()));
}

TEST(UsableProcessors, AreWithinTheQuotaOfAnyGroup) {
  const TemporaryFolder root;
  root.write("proc/self/cgroup", "0::/ci/job\n");
  root.write("sys/fs/cgroup/ci/cpu.max", "50000 100000\n");
  EXPECT_EQ(1u, usable_processors(root.path()));
}

TEST(UsableProcessors, KnowVersion1) {
  const TemporaryFolder root;
  root.write("proc/self/cgroup", "4:cpu,cpuacct:/job\n3:pids:/other\n");
  root.write("sys/fs/cgroup/cpu/job/cpu.cfs_quota_us", "90000\n");
  root.write("sys/fs/cgroup/cpu/job/cpu.cfs_period_us", "100000\n");
  EXPECT_EQ(1u, usable_processors(root.path()));
}

}  // namespace
}  // namespace brood
