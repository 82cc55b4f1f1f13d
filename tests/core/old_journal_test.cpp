// Journals of version 1, which have no checksums. Two were written by the brood that had no other.
#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "runner/core/journal.hpp"
#include "tests/support/recorded_run.hpp"

namespace brood {
namespace {

using testing::Contains;
using testing::HasSubstr;

std::string old_journal(const std::string& name) {
  std::ifstream file(BROOD_OLD_JOURNALS "/" + name, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Result read(const std::string& text) { return test::replayed_result_of(text); }

TEST(AnOldJournal, IsReadAsItAlwaysWas) {
  const Result passed = read(old_journal("passed.jsonl"));
  EXPECT_TRUE(passed.complete);
  EXPECT_EQ(passed.verdict, Verdict::passed);
  EXPECT_EQ(passed.all_tasks.count(), 30u);
  const Result failed = read(old_journal("failed.jsonl"));
  EXPECT_TRUE(failed.complete);
  EXPECT_EQ(failed.verdict, Verdict::failed);
}

TEST(AnOldJournal, IsToldAsUnprotected) {
  EXPECT_THAT(read(old_journal("passed.jsonl")).warnings, Contains(HasSubstr("without checksums")));
  EXPECT_THAT(test::live_result_of(test::small_run()).warnings,
              testing::Not(Contains(HasSubstr("checksum"))));
}

TEST(AnOldJournal, GivesTheSameResultAsOneWithSums) {
  const test::RecordedRun run = test::random_run(7);
  const Result old = read(test::unsealed_journal_of(run)), sealed = read(test::journal_of(run));
  EXPECT_EQ(old.series, sealed.series);
  EXPECT_EQ(old.checks, sealed.checks);
  EXPECT_EQ(old.verdict, sealed.verdict);
}

TEST(AnOldJournal, MustJoinAllTheSame) {
  const std::string text = old_journal("passed.jsonl");
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line + '\n');
  for (std::size_t cut = 1; cut < lines.size(); ++cut) {
    if (lines[cut].find("\"interval\"") == std::string::npos) continue;
    std::string less;
    for (std::size_t i = 0; i < lines.size(); ++i)
      if (i != cut) less += lines[i];
    const Result result = read(less);
    EXPECT_EQ(result.footer.ended_by, EndedBy::damaged) << cut;
    EXPECT_THAT(result.footer.reason, HasSubstr("line " + std::to_string(cut + 1) + " of the journal"))
        << cut;
  }
  EXPECT_EQ(read(text + lines.back()).footer.ended_by, EndedBy::damaged);
  EXPECT_EQ(read(text + text).footer.ended_by, EndedBy::damaged);
  EXPECT_EQ(read(text + '\n').footer.ended_by, EndedBy::damaged);
}

// Nor is one with sums an old one because somebody says so.
TEST(AnOldJournal, HasNoSums) {
  std::string text = test::journal_of(test::small_run());
  text.replace(text.find("\"version\":2") + 10, 1, "1");
  std::istringstream in(text);
  const Expected<ResultFold> fold = read_journal(in);
  ASSERT_FALSE(fold);
  EXPECT_THAT(fold.error().message, HasSubstr("line 1 of the journal has a checksum"));
  std::string mixed = test::unsealed_journal_of(test::small_run());
  const std::string sealed = test::journal_of(test::small_run());
  mixed = mixed.substr(0, mixed.find('\n') + 1) + sealed.substr(sealed.find('\n') + 1);
  EXPECT_THAT(read(mixed).footer.reason, HasSubstr("line 2 of the journal has a checksum"));
}

}  // namespace
}  // namespace brood
