#include "runner/core/window_warnings.hpp"

#include <gmock/gmock.h>

namespace brood {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> warnings(std::optional<Nanos> run_time, const std::string& threshold) {
  Scenario scenario;
  scenario.run_time = run_time;
  scenario.thresholds = {threshold};
  return window_warnings(scenario);
}

TEST(WindowWarnings, TellOfAWindowLongerThanTheRun) {
  EXPECT_THAT(
      warnings(seconds{9}, "tasks: p95 < 1s for 10s"),
      ElementsAre("The window of 'tasks: p95 < 1s for 10s' is longer than the run time of 9s: it will be "
                  "inconclusive. Run longer, or make it shorter."));
  EXPECT_THAT(warnings(seconds{9}, "tasks: p95 < 1s within 10s"),
              ElementsAre(HasSubstr("the whole run is judged")));
}

TEST(WindowWarnings, SayNothingOfOthers) {
  EXPECT_THAT(warnings(seconds{10}, "tasks: p95 < 1s for 10s"), IsEmpty());
  EXPECT_THAT(warnings(seconds{10}, "tasks: p95 < 1s, abort"), IsEmpty());
  EXPECT_THAT(warnings(std::nullopt, "tasks: p95 < 1s over 10h"), IsEmpty())
      << "nobody knows how long it takes";
}

}  // namespace
}  // namespace brood
