#include "ci/command/exit_code.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "ci/command/message.hpp"

namespace brood {
namespace {

Result result(bool complete, Verdict verdict) {
  Result made;
  made.complete = complete;
  made.verdict = verdict;
  return made;
}

TEST(ExitCodes, FollowTheVerdictOfACompleteRun) {
  EXPECT_EQ(exit_code(result(true, Verdict::passed), false), ExitCode::passed);
  EXPECT_EQ(exit_code(result(true, Verdict::failed), false), ExitCode::failed);
  EXPECT_EQ(exit_code(result(true, Verdict::inconclusive), false), ExitCode::passed);
}

TEST(ExitCodes, StrictRefusesToPassInDoubt) {
  EXPECT_EQ(exit_code(result(true, Verdict::inconclusive), true), ExitCode::no_verdict);
  EXPECT_EQ(exit_code(result(true, Verdict::passed), true), ExitCode::passed);
}

TEST(ExitCodes, FollowWhatAComparisonFound) {
  EXPECT_EQ(exit_code(Finding::passed, true), ExitCode::passed);
  EXPECT_EQ(exit_code(Finding::improved, true), ExitCode::passed);
  EXPECT_EQ(exit_code(Finding::failed, false), ExitCode::failed);
  EXPECT_EQ(exit_code(Finding::inconclusive, false), ExitCode::passed);
  EXPECT_EQ(exit_code(Finding::inconclusive, true), ExitCode::no_verdict);
}

TEST(ExitCodes, AnIncompleteRunHasNoVerdict) {
  for (const Verdict verdict : {Verdict::passed, Verdict::failed, Verdict::inconclusive})
    EXPECT_EQ(exit_code(result(false, verdict), false), ExitCode::no_verdict);
}

TEST(ExitCodes, ARunThatACheckStoppedFailed) {
  Result stopped = result(false, Verdict::failed);
  stopped.footer.ended_by = EndedBy::threshold;
  EXPECT_EQ(exit_code(stopped, false), ExitCode::failed);
  stopped.verdict = Verdict::inconclusive;  // judged by other rules than those that stopped it
  EXPECT_EQ(exit_code(stopped, false), ExitCode::no_verdict);
}

// The first table of the page, row by row.
TEST(ExitCodes, AreExplainedInTheDocs) {
  std::ifstream page(BROOD_DOCS "/exit_codes.md");
  std::string line;
  while (std::getline(page, line) && !line.starts_with("| ---")) {
  }
  for (const ExitCodeMeaning& row : exit_code_table()) {
    std::getline(page, line);
    std::ostringstream expected;
    expected << "| " << static_cast<int>(row.code) << " | " << row.name << " | " << row.meaning << " |";
    EXPECT_EQ(line, expected.str());
  }
  std::getline(page, line);
  EXPECT_EQ(line, "") << "a code that the command does not know";
}

TEST(Complaints, AreShortHoweverLongTheirReason) {
  std::ostringstream out;
  const std::string endless(1'000'000, 'x');
  EXPECT_EQ(complain(out, Error{endless + "\n" + std::string(100, '\n')}, ExitCode::usage), ExitCode::usage);
  const std::string text = out.str();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 12);
  EXPECT_LT(text.size(), 1000U);
  EXPECT_THAT(text, ::testing::StartsWith("brood: xxx"));
}

}  // namespace
}  // namespace brood
