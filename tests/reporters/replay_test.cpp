// What is made from a journal is, byte for byte, what the live run wrote.
#include <gtest/gtest.h>

#include <sstream>

#include "ci/command/report_format.hpp"
#include "reporters/console.hpp"
#include "tests/support/recorded_run.hpp"

namespace brood {
namespace {

class Replay : public testing::TestWithParam<std::uint32_t> {
 protected:
  const test::RecordedRun run = test::random_run(GetParam());
  const Result live = test::live_result_of(run);
  const Result replayed = test::replayed_result_of(test::journal_of(run));
};

TEST_P(Replay, WritesTheSameFiles) {
  for (const ReportFormat& format : report_formats()) {
    for (const ReportFile& file : format.files) {
      std::ostringstream expected, actual;
      file.write(live, expected);
      file.write(replayed, actual);
      EXPECT_EQ(actual.str(), expected.str()) << format.name << file.suffix;
    }
  }
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
