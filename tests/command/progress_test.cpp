#include "ci/command/progress.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace brood {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using ::testing::Not;

// Shows the progress of a run of so many seconds and returns what was written.
std::string shown(int seconds, const ConsoleStyle& style) {
  std::ostringstream out;
  Progress progress(out, style);
  Result so_far;
  for (int s = 0; s < seconds; ++s) {
    so_far.series.emplace_back().end = std::chrono::seconds{s + 1};
    progress.show(so_far);
  }
  progress.finish();
  return out.str();
}

TEST(Progress, IsOneLineThatIsRewrittenOnATerminal) {
  const std::string text = shown(25, {.rewrite = true});
  EXPECT_EQ(std::count(text.begin(), text.end(), '\r'), 25);
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << "only after the last";
}

TEST(Progress, IsALineEveryTenSecondsElsewhere) {
  const std::string text = shown(25, {});
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
  EXPECT_THAT(text, Not(HasSubstr("\r")));
}

TEST(Progress, OfAShortRunIsSilentElsewhere) { EXPECT_EQ(shown(9, {}), ""); }

}  // namespace
}  // namespace brood
