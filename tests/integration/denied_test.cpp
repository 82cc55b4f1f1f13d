// What a kernel, a container or a limit denies is named before any load, with why it is needed and the way
// out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

// 125: nothing can be denied here, as this test runs under a filter already.
constexpr int kCannotDeny = 125;

struct Denied {
  std::string call;
  std::string named;
  std::string why;
};
void PrintTo(const Denied& denied, std::ostream* out) { *out << denied.call; }

class ADeniedCall : public testing::TestWithParam<std::tuple<Denied, const char*>> {
 protected:
  Ended brood(const std::vector<std::string>& more) {
    const auto& [denied, error] = GetParam();
    std::vector<std::string> words{DENIED_FILE, denied.call, error, BROOD_COMMAND};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words, {}, std::chrono::seconds{20});
  }
  void expect_named(const Ended& ended) {
    if (ended.code == kCannotDeny) GTEST_SKIP() << "no filter may be installed here";
    const Denied& denied = std::get<0>(GetParam());
    EXPECT_EQ(2, ended.code) << ended.output;
    EXPECT_THAT(ended.output, AllOf(HasSubstr("brood cannot do without " + denied.named),
                                    HasSubstr(denied.why), HasSubstr("seccomp"), HasSubstr("takes Linux ")));
  }
  TemporaryFolder folder_;
};

TEST_P(ADeniedCall, IsNamedBeforeARun) {
  expect_named(brood({"run", PROBE_ENVIRONMENT_FILE, "-n", "5", "--out", folder_.file("out")}));
  EXPECT_FALSE(std::filesystem::exists(folder_.file("out/journal.jsonl")));
}

TEST_P(ADeniedCall, IsNamedBeforeAList) { expect_named(brood({"list", PROBE_ENVIRONMENT_FILE})); }

INSTANTIATE_TEST_SUITE_P(
    Calls, ADeniedCall,
    testing::Combine(testing::Values(Denied{"memfd_create", "memfd_create", "memory that users share"},
                                     Denied{"pidfd_open", "pidfd_open", "when a user has ended"},
                                     Denied{"signalfd", "signalfd", "SIGTERM"},
                                     Denied{"eventfd", "eventfd", "users wake brood"},
                                     Denied{"socketpair", "socketpair", "processes that it starts"},
                                     Denied{"pipe2", "pipe2", "takes the output"},
                                     Denied{"sendmsg", "sendmsg", "hands files"},
                                     Denied{"recvmsg", "recvmsg", "take files"},
                                     Denied{"sigprocmask", "rt_sigprocmask", "signals wait"},
                                     Denied{"fork", "fork", "users are processes"},
                                     Denied{"madvise", "madvise(MADV_WIPEONFORK)", "a user from processes"}),
                     testing::Values("EPERM", "ENOSYS")),
    [](const auto& instance) {
      return std::get<0>(instance.param).call + "_" + std::get<1>(instance.param);
    });

class Deprived : public testing::Test {
 protected:
  Ended shell(const std::string& script) {
    return run_program({"/bin/sh", "-c", "cd '" + folder_.path() + "' && " + script}, {},
                       std::chrono::seconds{30});
  }
  TemporaryFolder folder_;
};

// Brood may what its target may not.
TEST_F(Deprived, OfACallATargetSaysSoOnce) {
  for (const auto& [call, named] :
       {std::pair{"madvise", "madvise(MADV_WIPEONFORK)"}, std::pair{"pidfd_open", "pidfd_open"}}) {
    const Ended ended = run_program({BROOD_COMMAND, "run", PROBE_SANDBOXED_FILE, "-u", "4", "-r", "1000",
                                     "-t", "5s", "--out", folder_.file("out")},
                                    {std::string("SANDBOX=") + call}, std::chrono::seconds{20});
    if (ended.code == 3) GTEST_SKIP() << "no filter may be installed here";
    EXPECT_EQ(2, ended.code) << ended.output;
    EXPECT_THAT(ended.output, AllOf(HasSubstr(std::string("the target may not call ") + named),
                                    HasSubstr("seccomp profile"), Not(HasSubstr("exited with code 4"))));
  }
}

TEST_F(Deprived, OfLargeFilesARunSaysSo) {
  const Ended ended =
      shell("ulimit -f 100; exec " BROOD_COMMAND " run " PROBE_ENVIRONMENT_FILE " -u 40 -n 5 --out out");
  EXPECT_EQ(2, ended.code) << ended.output;
  EXPECT_THAT(ended.output, AllOf(HasSubstr("40 users share "), HasSubstr("(ulimit -f)"),
                                  HasSubstr("ulimit -f unlimited")));
}

TEST_F(Deprived, OfProcAScenarioThatIsCompiledSaysSo) {
  std::ofstream(folder_.file("shop.cpp")) << "int main() {}\n";
  const Ended ended = shell(
      "unshare --user --map-root-user --mount /bin/sh -c 'mount -t tmpfs none /proc || exit 125; "
      "exec " BROOD_COMMAND " list shop.cpp'");
  if (ended.code == 125 || ended.output.find("unshare") != std::string::npos)
    GTEST_SKIP() << "no file system may be mounted here";
  EXPECT_EQ(2, ended.code);
  EXPECT_THAT(ended.output, AllOf(HasSubstr("/proc/self/exe"), HasSubstr("mount -t proc proc /proc")));
}

TEST_F(Deprived, OfAFileOfThresholdsARunNamesItAsOne) {
  const Ended ended = shell(BROOD_COMMAND " run " PROBE_ENVIRONMENT_FILE " --threshold-file gate.txt");
  EXPECT_EQ(2, ended.code);
  EXPECT_THAT(ended.output, AllOf(HasSubstr("--threshold-file: cannot read 'gate.txt': No such file"),
                                  Not(HasSubstr("config"))));
}

}  // namespace
}  // namespace brood
