#include "runner/swarm/output_folder.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class AnOutputFolder : public testing::Test {
 protected:
  std::string refusal() const {
    const Expected<OutputFolder> claimed = OutputFolder::claim(path_);
    return claimed ? "claimed" : claimed.error().message;
  }
  TemporaryFolder folder_;
  const std::string path_ = folder_.file("a/b");
};

TEST_F(AnOutputFolder, IsMadeAndLeftEmpty) {
  const Expected<OutputFolder> claimed = OutputFolder::claim(path_);
  ASSERT_TRUE(claimed);
  EXPECT_EQ(claimed->journal(), path_ + "/journal.jsonl");
  EXPECT_TRUE(fs::is_empty(path_));
}

TEST_F(AnOutputFolder, IsOneRunsAtATime) {
  {
    const Expected<OutputFolder> first = OutputFolder::claim(path_);
    ASSERT_TRUE(first);
    EXPECT_THAT(refusal(), HasSubstr("another run is writing " + path_ + "/journal.jsonl"));
    fs::create_directory_symlink(path_, folder_.file("link"));
    EXPECT_FALSE(OutputFolder::claim(folder_.file("link"))) << "by whatever name";
  }
  EXPECT_EQ(refusal(), "claimed");
}

TEST_F(AnOutputFolder, IsARunsThatLocksItsJournalOnly) {
  fs::create_directories(path_);
  const Descriptor journal(open((path_ + "/journal.jsonl").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
  ASSERT_EQ(0, flock(journal.get(), LOCK_EX));
  EXPECT_THAT(refusal(), HasSubstr("another run is writing"));
}

TEST_F(AnOutputFolder, MayHoldFilesAndLinksToFiles) {
  fs::create_directories(path_);
  std::ofstream(folder_.file("elsewhere")) << "an earlier journal";
  fs::create_symlink(folder_.file("elsewhere"), path_ + "/journal.jsonl");
  std::ofstream(path_ + "/target.log") << "an earlier log";
  EXPECT_EQ(refusal(), "claimed");
  EXPECT_EQ(fs::file_size(path_ + "/journal.jsonl"), 18u) << "nothing was touched";
  EXPECT_EQ(fs::file_size(path_ + "/target.log"), 14u);
}

TEST_F(AnOutputFolder, HoldsNothingElseWhereAFileBelongs) {
  fs::create_directories(path_);
  ASSERT_EQ(0, mkfifo((path_ + "/sut.log").c_str(), 0600));
  EXPECT_THAT(refusal(), HasSubstr(path_ + "/sut.log' is a pipe, where a file of the run belongs"));
}

TEST_F(AnOutputFolder, IsNotAFile) {
  fs::create_directories(folder_.file("a"));
  std::ofstream(path_) << "x";
  EXPECT_THAT(refusal(), HasSubstr("cannot make the output folder '" + path_ + "'"));
}

}  // namespace
}  // namespace brood
