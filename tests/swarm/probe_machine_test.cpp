#include "runner/swarm/probe_machine.hpp"

#include <gmock/gmock.h>

#include <map>

#include "tests/swarm/processes.hpp"

namespace brood {
namespace {

using testing::ElementsAre;
using testing::Pair;

using Variables = std::map<std::string, std::string>;

MachineSources with(const Variables& variables, const std::string& root = "") {
  return {root, [variables](const char* name) -> std::optional<std::string> {
            const auto found = variables.find(name);
            return found == variables.end() ? std::nullopt : std::optional(found->second);
          }};
}

TEST(AMachine, IsDescribedFromItsFiles) {
  const TemporaryFolder root;
  root.write("proc/sys/kernel/hostname", "builder-7\n");
  root.write("proc/sys/kernel/osrelease", "6.1.0-18-amd64\n");
  root.write("etc/os-release", "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n");
  root.write("proc/cpuinfo",
             "processor\t: 0\nmodel name\t: Fast CPU @ 3GHz\nprocessor\t: 1\nmodel name\t: Other\n");
  root.write("proc/meminfo", "MemFree:  1 kB\nMemTotal:       8000 kB\n");
  root.write("proc/loadavg", "0.52 0.58 0.59 1/800 1234\n");
  const Environment machine = probe_machine(with({}, root.path()));
  EXPECT_EQ(machine.host, "builder-7");
  EXPECT_EQ(machine.system, "Linux 6.1.0-18-amd64, Debian GNU/Linux 12 (bookworm)");
  EXPECT_EQ(machine.cpu, "Fast CPU @ 3GHz");
  EXPECT_EQ(machine.memory, 8'192'000u);
  EXPECT_DOUBLE_EQ(machine.load_average, 0.52);
}

TEST(AMachine, ThatTellsNothingIsStillDescribed) {
  const Environment machine = probe_machine(with({}, "/no/such/root"));
  EXPECT_EQ(machine.cpu, "");
  EXPECT_EQ(machine.memory, 0u);
  EXPECT_THAT(machine.pipeline, testing::IsEmpty());
}

TEST(AMachine, IsKnownByWhatItIsMadeOf) {
  const TemporaryFolder root;
  root.write("proc/cpuinfo", "flags\t\t: fpu sse2\n");
  EXPECT_EQ(probe_machine(with({}, root.path())).virtualisation, "none");
  root.write(".dockerenv", "");
  EXPECT_EQ(probe_machine(with({}, root.path())).virtualisation, "docker");
  root.write("proc/cpuinfo", "flags\t\t: fpu hypervisor sse2\n");
  EXPECT_EQ(probe_machine(with({}, root.path())).virtualisation, "a virtual machine, docker");
  root.write("sys/class/dmi/id/sys_vendor", "Amazon EC2\n");
  root.write("sys/class/dmi/id/product_name", "m5.large\n");
  EXPECT_EQ(probe_machine(with({}, root.path())).virtualisation, "Amazon EC2 m5.large, docker");
}

TEST(AMachine, ThatHasNoFlagsMayBeVirtualOrNot) {
  const TemporaryFolder root;
  root.write("proc/cpuinfo", "BogoMIPS\t: 50.00\n");
  EXPECT_EQ(probe_machine(with({}, root.path())).virtualisation, "");
}

TEST(AMachine, HasTheGovernorOfItsFirstProcessor) {
  const TemporaryFolder root;
  EXPECT_EQ(probe_machine(with({}, root.path())).governor, "");
  root.write("sys/devices/system/cpu/cpu0/cpufreq/scaling_governor", "powersave\n");
  EXPECT_EQ(probe_machine(with({}, root.path())).governor, "powersave");
}

TEST(ThisMachine, HasAVersionOfBroodCoresAndMemory) {
  const Environment machine = probe_machine();
  EXPECT_THAT(machine.brood_version, testing::MatchesRegex("[0-9]+\\.[0-9]+\\.[0-9]+"));
  EXPECT_GE(machine.cores, 1u);
  EXPECT_GT(machine.memory, 0u);
  EXPECT_NE(machine.host, "");
}

TEST(APipeline, OfGitLabIsKnown) {
  const Variables gitlab = {
      {"CI_JOB_URL", "https://git/job/1"}, {"CI_COMMIT_SHA", "abc"}, {"CI_COMMIT_REF_NAME", "main"}};
  EXPECT_THAT(probe_machine(with(gitlab)).pipeline,
              ElementsAre(Pair("job", "https://git/job/1"), Pair("commit", "abc"), Pair("branch", "main")));
}

TEST(APipeline, OfJenkinsIsKnown) {
  const Variables jenkins = {{"BUILD_URL", "https://ci/7"}, {"GIT_COMMIT", "abc"}, {"BRANCH_NAME", "main"}};
  EXPECT_THAT(probe_machine(with(jenkins)).pipeline,
              ElementsAre(Pair("job", "https://ci/7"), Pair("commit", "abc"), Pair("branch", "main")));
}

TEST(APipeline, OfGitHubIsKnown) {
  const Variables github = {{"GITHUB_RUN_ID", "42"}, {"GITHUB_SHA", "abc"}, {"GITHUB_REF_NAME", ""}};
  EXPECT_THAT(probe_machine(with(github)).pipeline, ElementsAre(Pair("job", "42"), Pair("commit", "abc")));
}

}  // namespace
}  // namespace brood
