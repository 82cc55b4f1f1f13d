#include "runner/core/read_whole_file.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

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
  static ssize_t write_all(int file, const std::string& text) {
    return ::write(file, text.data(), text.size());
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

// As a shell makes one of <(...).
TEST_F(WholeFile, MayComeThroughAPipe) {
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  const std::string pipe_path = "/dev/fd/" + std::to_string(ends[0]);
  std::thread writer([&] {
    EXPECT_EQ(write_all(ends[1], "{\"users\""), 8);
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    EXPECT_EQ(write_all(ends[1], ": 3}"), 4);
    close(ends[1]);
  });
  EXPECT_EQ(*read_whole_file(pipe_path, 100), "{\"users\": 3}");
  writer.join();
  close(ends[0]);
}

TEST_F(WholeFile, IsNotWaitedForIfItIsAPipeThatNobodyWritesTo) {
  ASSERT_EQ(mkfifo(path_.c_str(), 0600), 0);
  EXPECT_THAT(mistake(path_), AllOf(HasSubstr(path_), HasSubstr("nobody writes to it")));
}

TEST_F(WholeFile, EndsWhereAPipeHasTooMuch) {
  ASSERT_EQ(mkfifo(path_.c_str(), 0600), 0);
  const int both = open(path_.c_str(), O_RDWR);
  ASSERT_EQ(write_all(both, std::string(200, 'x')), 200);
  EXPECT_THAT(mistake(path_), HasSubstr("more than 0 MB"));
  close(both);
}

TEST_F(WholeFile, MayBeNothingAtAll) { EXPECT_EQ(*read_whole_file("/dev/null", 100), ""); }

}  // namespace
}  // namespace brood
