// GoogleTest's own flags, given to a target, do not change what a run under load counts.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

class Flag : public testing::TestWithParam<const char*> {};

TEST_P(Flag, ChangesNoOutcome) {
  const TemporaryFolder folder;
  const Ended ended = run_program({BROOD_COMMAND, "run", PROBE_SUITE_FILE, "--filter", "Assertions.*",
                                   "--once", "--out", folder.path(), "--", GetParam()});
  ASSERT_EQ(1, ended.code) << ended.output;
  const auto tasks = nlohmann::json::parse(read_file(folder.file("stats.json"))).at("totals").at("tasks");
  EXPECT_EQ(2, tasks.at("passed"));
  EXPECT_EQ(7, tasks.at("failed"));
}
INSTANTIATE_TEST_SUITE_P(OfGoogleTest, Flag,
                         testing::Values("--gtest_repeat=-1", "--gtest_repeat=3", "--gtest_shuffle",
                                         "--gtest_fail_fast", "--gtest_break_on_failure",
                                         "--gtest_throw_on_failure", "--gtest_brief=1",
                                         "--gtest_output=json:/dev/null"));

}  // namespace
}  // namespace brood
