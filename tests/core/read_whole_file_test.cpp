#include "runner/core/read_whole_file.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

class WholeFile : public ::testing::Test {
 protected:
  std::string write(const std::string& text) {
    std::ofstream(path_, std::ios::binary) << text;
    return path_;
  }
  static std::string mistake(const std::string& path, std::uint64_t most = 100) {
    const Expected<std::string> text = read_whole_file(path, most);
    return text ? "" : text.error().message;
  }
  TemporaryFolder folder_;
  std::string path_ = folder_.file("a-name-that-is-long-enough-to-be-cut-off-where-texts-are-quoted.json");
};

TEST_F(WholeFile, IsReadAsItIs) {
  for (const std::string& text : {std::string(), std::string("a\r\n\0b", 5), std::string(100, 'x')})
    EXPECT_EQ(*read_whole_file(write(text), 100), text);
}

TEST_F(WholeFile, MayBeOneWithoutASize) { EXPECT_NE(*read_whole_file("/proc/self/stat", 100'000), ""); }

TEST_F(WholeFile, IsNamedWholeWhereItIsMissing) {
  EXPECT_EQ(mistake(path_), "cannot read '" + path_ + "': No such file or directory");
}

TEST_F(WholeFile, HasNoMoreBytesThanItsKindHas) {
  EXPECT_THAT(mistake(write(std::string(101, 'x'))), AllOf(HasSubstr(path_), HasSubstr("more than 0 MB")));
  ASSERT_EQ(truncate(path_.c_str(), 1L << 40), 0) << "a terabyte that takes no room";
  EXPECT_THAT(mistake(path_, most_bytes::kRows), HasSubstr("more than 1000 MB"));
}

TEST_F(WholeFile, IsNoneThatHasNoEnd) {
  EXPECT_THAT(mistake("/dev/zero"), AllOf(HasSubstr("'/dev/zero' is a device"), HasSubstr("give a file")));
  EXPECT_THAT(mistake(folder_.path()), HasSubstr("is a folder"));
}

TEST_F(WholeFile, IsNotWaitedForIfItIsAPipe) {
  ASSERT_EQ(mkfifo(path_.c_str(), 0600), 0);
  EXPECT_THAT(mistake(path_), HasSubstr("is a pipe"));
  const int writer = open(path_.c_str(), O_RDWR);
  EXPECT_THAT(mistake(path_), HasSubstr("is a pipe")) << "nor with somebody who may write";
  close(writer);
}

}  // namespace
}  // namespace brood
