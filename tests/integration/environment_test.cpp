// Environments are set up once, before any user; one that does not work ends the run before any load.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using testing::HasSubstr;
using testing::Not;

Ended run_with(const std::string& deed) {
  const TemporaryFolder folder;
  return run_program({BROOD_COMMAND, "run", PROBE_ENVIRONMENT_FILE, "-n", "20", "--out", folder.path()},
                     {"PROBE_ENVIRONMENT=" + deed});
}

TEST(EnvironmentUnderLoad, IsUpInUsers) {
  const Ended ended = run_with("nothing");
  EXPECT_EQ(0, ended.code) << ended.output;
}

TEST(EnvironmentUnderLoad, IsNotTakenForAUser) {
  EXPECT_THAT(run_with("nothing").output, Not(HasSubstr("a user after the users are gone")));
}

struct Deed {
  std::string name;
  std::string message;
};
void PrintTo(const Deed& deed, std::ostream* out) { *out << deed.name; }

class BrokenEnvironment : public testing::TestWithParam<Deed> {};

TEST_P(BrokenEnvironment, EndsTheRunWithItsMessage) {
  const Ended ended = run_with(GetParam().name);
  EXPECT_EQ(3, ended.code) << ended.output;
  EXPECT_THAT(ended.output, HasSubstr(GetParam().message));
}
INSTANTIATE_TEST_SUITE_P(Deeds, BrokenEnvironment,
                         testing::Values(Deed{"fail", "the database is down"},
                                         Deed{"fail softly", "the database is slow"},
                                         Deed{"skip", "no database here"},
                                         Deed{"throw", "the database threw"},
                                         Deed{"exit", "while its test environment was set up"}));

// Its samples would be told by another clock than they are read by.
TEST(AFakedClock, IsRefusedWithTheWayOut) {
  if (!std::filesystem::exists(BROOD_FAKETIME)) GTEST_SKIP() << "libfaketime is not installed";
  const TemporaryFolder folder;
  const std::vector<std::string> words = {
      BROOD_COMMAND, "run",   PROBE_ENVIRONMENT_FILE,
      "-n",          "20",    "--out",
      folder.path(), "--env", std::string("LD_PRELOAD=") + BROOD_FAKETIME};
  for (const char* shift : {"FAKETIME=+1y", "FAKETIME=-10s", "FAKETIME=+0 x2"}) {
    std::vector<std::string> faked = words;
    faked.insert(faked.end(), {"--env", shift});
    const Ended ended = run_program(faked);
    EXPECT_EQ(2, ended.code) << shift << ended.output;
    EXPECT_THAT(ended.output, HasSubstr("CLOCK_MONOTONIC")) << shift;
    for (const char* way_out : {"DONT_FAKE_MONOTONIC=1", "FAKETIME_DONT_FAKE_MONOTONIC=1"}) {
      std::vector<std::string> mended = faked;
      mended.insert(mended.end(), {"--env", way_out});
      EXPECT_EQ(0, run_program(mended).code) << shift << way_out;
    }
  }
}

class BrokenTearDown : public testing::TestWithParam<Deed> {};

TEST_P(BrokenTearDown, IsTold) {
  const Ended ended = run_with(GetParam().name);
  EXPECT_THAT(ended.output, HasSubstr(GetParam().message));
}
INSTANTIATE_TEST_SUITE_P(Deeds, BrokenTearDown,
                         testing::Values(Deed{"fail at the end", "the database stays"},
                                         Deed{"throw at the end", "the database threw at the end"}));

}  // namespace
}  // namespace brood
