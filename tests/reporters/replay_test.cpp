// What is made from a journal is, byte for byte, what the live run wrote.
#include <gtest/gtest.h>

#include <sstream>

#include "reporters/console.hpp"
#include "reporters/junit.hpp"
#include "reporters/stats_json.hpp"
#include "tests/support/recorded_run.hpp"

namespace brood {
namespace {

class Replay : public testing::TestWithParam<std::uint32_t> {
 protected:
  const test::RecordedRun run = test::random_run(GetParam());
  const Result live = test::live_result_of(run);
  const Result replayed = test::replayed_result_of(test::journal_of(run));
};

TEST_P(Replay, WritesTheSameStatsJson) {
  std::ostringstream expected, actual;
  write_stats_json(live, expected);
  write_stats_json(replayed, actual);
  EXPECT_EQ(actual.str(), expected.str());
}

TEST_P(Replay, WritesTheSameJUnit) {
  std::ostringstream expected, actual;
  write_junit(live, expected);
  write_junit(replayed, actual);
  EXPECT_EQ(actual.str(), expected.str());
}

TEST_P(Replay, WritesTheSameSummary) {
  std::ostringstream expected, actual;
  write_summary(live, {}, {}, expected);
  write_summary(replayed, {}, {}, actual);
  EXPECT_EQ(actual.str(), expected.str());
}

INSTANTIATE_TEST_SUITE_P(Seeds, Replay, testing::Range(1u, 51u));

}  // namespace
}  // namespace brood
