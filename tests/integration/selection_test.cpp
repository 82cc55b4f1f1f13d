// Which tests of a program become tasks.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

std::vector<std::string> lines(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> all;
  for (std::string line; std::getline(stream, line);) all.push_back(line);
  return all;
}

Ended list(std::vector<std::string> options, const std::string& target = PROBE_SUITE_FILE,
           const std::vector<std::string>& variables = {}) {
  options.insert(options.begin(), {BROOD_COMMAND, "list", target});
  return run_program(options, variables);
}

Ended run(std::vector<std::string> options) {
  const TemporaryFolder folder;
  options.insert(options.begin(), {BROOD_COMMAND, "run", PROBE_SUITE_FILE, "--out", folder.path()});
  return run_program(options);
}

TEST(Selection, IsListedByFullName) {
  EXPECT_THAT(
      lines(list({"--filter", "*Named*:SharedSetUp.*-*FailFor*"}).output),
      ElementsAre("SharedSetUp.RunsOnce", "SharedSetUp.IsShared", "Numbers/Named.MatchTheirName/number1",
                  "Numbers/Named.MatchTheirName/number2", "Numbers/Named.MatchTheirName/number3"));
}

TEST(Selection, ListSetsUpNoEnvironment) {
  const Ended ended = list({}, PROBE_ENVIRONMENT_FILE, {"PROBE_ENVIRONMENT=fail"});
  EXPECT_EQ(0, ended.code);
  EXPECT_EQ("Environment.IsUp\n", ended.output);
}

TEST(Selection, IsNarrowedByTextOfValue) {
  EXPECT_THAT(lines(list({"--only-with-param", "invoice"}).output),
              ElementsAre("Kinds/Payments.PrintThemselves/1"));
}

TEST(Selection, IsNarrowedByTextOfType) {
  EXPECT_THAT(lines(list({"--only-with-param", "double"}).output),
              UnorderedElementsAre("Typed/1.StartsAtZero", "Typed/1.FitsFourBytes"));
}

TEST(Selection, OfNothingNamesTheFilter) {
  const Ended ended = run({"--filter", "Nothing.*"});
  EXPECT_EQ(2, ended.code);
  EXPECT_THAT(ended.output, HasSubstr("no test matches filter 'Nothing.*'"));
}

TEST(Selection, OfNothingNamesTheText) {
  const Ended ended = run({"--filter", "*Payments*", "--only-with-param", "cheque"});
  EXPECT_EQ(2, ended.code);
  EXPECT_THAT(ended.output,
              HasSubstr("no test of filter '*Payments*' has a parameter that contains 'cheque'"));
}

TEST(Selection, OfDisabledTestsNamesTheWayOut) {
  const Ended ended = run({"--filter", "*NeverRuns-Throwing*"});
  EXPECT_EQ(2, ended.code);
  EXPECT_THAT(ended.output, HasSubstr("--gtest_also_run_disabled_tests"));
}

}  // namespace
}  // namespace brood
