#include "runner/core/journal_sum.hpp"

#include <gmock/gmock.h>

namespace brood {
namespace {

const std::string kShort = R"({"replaced":1})";

std::string long_line() { return R"({"warning":")" + std::string(1000, 'x') + R"("})"; }

// As another implementation of XXH3 has it: python3-xxhash, by the recipe of docs/journal.md.
TEST(AJournalSum, IsWhatItsDescriptionSays) {
  JournalSum sum;
  EXPECT_EQ(sum.seal(kShort), R"({"replaced":1,"sum":"231de01cfb628ade"})");
  EXPECT_THAT(sum.seal(long_line()), testing::EndsWith(R"(x","sum":"5e9e975018d01d91"})"));
  EXPECT_EQ(sum.seal(kShort), R"({"replaced":1,"sum":"4baeb25d562b3890"})");
}

TEST(AJournalSum, IsFoundAgainInTheSameOrder) {
  JournalSum writer, reader;
  for (const std::string& line : {kShort, long_line(), kShort, kShort})
    EXPECT_TRUE(reader.follows(writer.seal(line)));
}

TEST(AJournalSum, FindsALineThatIsMissingRepeatedOrSwapped) {
  JournalSum writer;
  const std::string first = writer.seal(kShort), second = writer.seal(kShort), third = writer.seal(kShort);
  JournalSum missing;
  EXPECT_TRUE(missing.follows(first));
  EXPECT_FALSE(missing.follows(third));
  JournalSum repeated;
  EXPECT_TRUE(repeated.follows(first));
  EXPECT_FALSE(repeated.follows(first));
  JournalSum swapped;
  EXPECT_FALSE(swapped.follows(second));
}

TEST(AJournalSum, FindsEveryByteThatIsAnother) {
  JournalSum writer;
  const std::string line = writer.seal(kShort);
  for (std::size_t i = 0; i < line.size(); ++i) {
    for (const int bit : {0x01, 0x20, 0x80}) {
      std::string changed = line;
      changed[i] = static_cast<char>(changed[i] ^ bit);
      EXPECT_FALSE(JournalSum().follows(changed)) << changed;
    }
  }
}

TEST(AJournalSum, IsTheLastMember) {
  EXPECT_TRUE(JournalSum::is_sealed(JournalSum().seal(kShort)));
  for (const char* line :
       {"", "{}", "\"}", R"({"sum":"0123456789abcdef"})", R"({"a":1,"sum":"0123456789abcde"})",
        R"({"a":1,"sum":"0123456789abcdef"} )", R"({"sum":"0123456789abcdef","a":1})"})
    EXPECT_FALSE(JournalSum::is_sealed(line)) << line;
}

}  // namespace
}  // namespace brood
