#include "runner/swarm/program_log.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <optional>

#include "runner/swarm/text_file.hpp"
#include "tests/swarm/processes.hpp"

namespace brood {
namespace {

using testing::HasSubstr;

class AProgramLog : public testing::Test {
 protected:
  // As a program that writes faster than the pipe takes it.
  void program_writes(std::string_view text) {
    while (!text.empty()) {
      const std::string_view piece = text.substr(0, 4096);
      ASSERT_EQ(write(log_.writer(), piece.data(), piece.size()), static_cast<ssize_t>(piece.size()));
      text.remove_prefix(piece.size());
      log_.drain();
    }
  }
  std::string finished() {
    EXPECT_TRUE(log_.finish());
    return read_text_file(log_.path()).value_or("no file");
  }

  TemporaryFolder folder_;
  ProgramLog log_ = *ProgramLog::create(folder_.path() + "/target.log");
};

TEST_F(AProgramLog, KeepsAllOfAShortOutput) {
  program_writes("one\ntwo\n");
  EXPECT_EQ(finished(), "one\ntwo\n");
}

TEST_F(AProgramLog, KeepsAllOfTwoMegabytes) {
  const std::string text = std::string(ProgramLog::kKept, 'a') + std::string(ProgramLog::kKept, 'b');
  program_writes(text);
  EXPECT_EQ(finished(), text);
}

TEST_F(AProgramLog, KeepsBothEndsOfALongOutputAndSaysWhatIsMissing) {
  program_writes(std::string(ProgramLog::kKept, 'a') + std::string(3'000'123, '.') +
                 std::string(ProgramLog::kKept, 'z'));
  const std::string text = finished();
  EXPECT_EQ(log_.total(), 5'000'123u);
  EXPECT_EQ(text, std::string(ProgramLog::kKept, 'a') + "\n[brood: 3000123 bytes left out here]\n" +
                      std::string(ProgramLog::kKept, 'z'));
}

TEST_F(AProgramLog, HasTheBeginningInTheFileWhileTheProgramRuns) {
  program_writes("already here\n");
  EXPECT_EQ(read_text_file(log_.path()), "already here\n");
}

TEST_F(AProgramLog, DoesNotWaitForASilentProgram) { EXPECT_TRUE(log_.drain()); }

TEST_F(AProgramLog, SeesTheEndOfTheOutput) {
  program_writes("bye");
  log_.close_writer();
  EXPECT_FALSE(log_.drain());
  EXPECT_EQ(log_.fd(), -1);
}

TEST_F(AProgramLog, ShowsItsLastLines) {
  program_writes("1\n2\n3\n4\n\n");
  EXPECT_EQ(log_.tail(2, 100), "3\n4");
  EXPECT_EQ(log_.tail(9, 100), "1\n2\n3\n4");
  EXPECT_EQ(log_.tail(9, 3), "3\n4");
  EXPECT_EQ(log_.tail(0, 100), "");
}

TEST_F(AProgramLog, ShowsNothingOfNothing) { EXPECT_EQ(log_.tail(20, 100), ""); }

TEST_F(AProgramLog, ShowsLastLinesLateInALongOutput) {
  for (int i = 0; i < 400; ++i) program_writes(std::string(9'999, 'x') + "\n");
  program_writes("last words\n");
  EXPECT_EQ(log_.tail(1, 100), "last words");
}

TEST(ProgramLogs, CannotBeInAFolderThatIsNotThere) {
  const Expected<ProgramLog> log = ProgramLog::create("/no/such/folder/target.log");
  ASSERT_FALSE(log);
  EXPECT_THAT(log.error().message, HasSubstr("'/no/such/folder/target.log': No such file"));
}

class AHeldLog : public testing::Test {
 protected:
  AHeldLog() { std::ofstream(path_) << "earlier\n"; }
  std::string content() const {
    std::ifstream file(path_);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void program_writes(const std::string& text) {
    ASSERT_EQ(write(log_->writer(), text.data(), text.size()), static_cast<ssize_t>(text.size()));
    log_->drain();
  }

  TemporaryFolder folder_;
  const std::string path_ = folder_.path() + "/target.log";
  std::optional<ProgramLog> log_{*ProgramLog::hold(path_)};
};

TEST_F(AHeldLog, LeavesTheEarlierOne) {
  program_writes("refused\n");
  EXPECT_EQ(log_->tail(1, 100), "refused") << "it can be told all the same";
  EXPECT_TRUE(log_->finish());
  EXPECT_EQ(content(), "earlier\n");
}

TEST_F(AHeldLog, HasAllOnceItIsKept) {
  program_writes("before\n");
  log_->keep();
  EXPECT_EQ(content(), "before\n");
  program_writes("after\n");
  log_->keep();
  EXPECT_TRUE(log_->finish());
  EXPECT_EQ(content(), "before\nafter\n");
}

TEST_F(AHeldLog, HoldsNoMoreThanAFileWould) {
  for (int i = 0; i < 400; ++i) program_writes(std::string(9'999, 'x') + "\n");
  log_->keep();
  EXPECT_TRUE(log_->finish());
  EXPECT_LT(content().size(), 2 * ProgramLog::kKept + 100);
}

TEST_F(AHeldLog, TellsInTheEndThatItCouldNotBeWritten) {
  log_ = *ProgramLog::hold("/nowhere/target.log");
  log_->keep();
  program_writes("lost\n");
  const Status status = log_->finish();
  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().message, HasSubstr("No such file"));
}

TEST(ProgramLogs, TellThatTheDiskIsFull) {
  ProgramLog log = *ProgramLog::create("/dev/full");
  ASSERT_EQ(write(log.writer(), "x", 1), 1);
  const Status status = log.finish();
  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().message, HasSubstr("No space left"));
}

}  // namespace
}  // namespace brood
