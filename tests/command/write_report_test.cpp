#include "ci/command/write_report.hpp"

#include <gmock/gmock.h>

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

class WrittenReports : public ::testing::Test {
 protected:
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_), fs::directory_iterator()));
  }

  TemporaryFolder temporary_;
  fs::path path_ = temporary_.path();
};

TEST_F(WrittenReports, ReplaceAnOlderOneAndLeaveNothingElse) {
  const fs::path file = path_ / "stats.json";
  std::ofstream(file) << "old";
  ASSERT_TRUE(write_report({"json", file}, Result{}));
  EXPECT_GT(fs::file_size(file), 3U);
  EXPECT_EQ(files(), 1U);
}

TEST_F(WrittenReports, CreateTheirFolder) {
  EXPECT_TRUE(write_report({"junit", path_ / "a/b/junit.xml"}, Result{}));
  EXPECT_TRUE(fs::exists(path_ / "a/b/junit.xml"));
}

TEST_F(WrittenReports, AnUnwritablePlaceIsNamedAndLeavesNothing) {
  fs::create_directory(path_ / "taken");
  std::ofstream(path_ / "taken/file") << "x";
  const Status status = write_report({"json", path_ / "taken"}, Result{});
  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().message, HasSubstr("taken'"));
  EXPECT_EQ(files(), 1U);
}

TEST_F(WrittenReports, GoThroughASymbolicLink) {
  std::ofstream(path_ / "real.json") << "old";
  fs::create_symlink("real.json", path_ / "link.json");
  ASSERT_TRUE(write_report({"json", path_ / "link.json"}, Result{}));
  EXPECT_TRUE(fs::is_symlink(path_ / "link.json"));
  EXPECT_GT(fs::file_size(path_ / "real.json"), 3U);
}

TEST_F(WrittenReports, GoThroughALinkToWhatIsNotThereYet) {
  fs::create_symlink("real.json", path_ / "link.json");
  ASSERT_TRUE(write_report({"json", path_ / "link.json"}, Result{}));
  EXPECT_TRUE(fs::is_symlink(path_ / "link.json"));
  EXPECT_TRUE(fs::is_regular_file(fs::symlink_status(path_ / "real.json")));
}

TEST_F(WrittenReports, MayHaveTheLongestNameThereIs) {
  const std::string longest(255, 'n');
  ASSERT_TRUE(check_place({"json", path_ / longest}));
  ASSERT_TRUE(write_report({"json", path_ / longest}, Result{}));
  EXPECT_TRUE(fs::exists(path_ / longest));
  EXPECT_EQ(files(), 1U);
}

TEST_F(WrittenReports, HaveANameThatIsTooLongFoundBeforehand) {
  EXPECT_FALSE(check_place({"json", path_ / std::string(256, 'n')}));
  EXPECT_FALSE(check_place({"csv", path_ / std::string(250, 'n')})) << "with '_stats.csv' it is longer";
}

TEST_F(WrittenReports, GoIntoAPipeWithoutReplacingIt) {
  const fs::path pipe = path_ / "pipe";
  ASSERT_EQ(0, mkfifo(pipe.c_str(), 0600));
  std::string read;
  std::thread reader([&] { std::getline(std::ifstream(pipe), read, '\0'); });
  EXPECT_TRUE(write_report({"json", pipe}, Result{}));
  reader.join();
  EXPECT_THAT(read, HasSubstr("\"schema\""));
  EXPECT_TRUE(fs::is_fifo(pipe));
}

TEST_F(WrittenReports, AFullDeviceIsAnErrorAndStaysADevice) {
  EXPECT_FALSE(write_report({"json", "/dev/full"}, Result{}));
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

TEST_F(WrittenReports, OfSeveralFilesBeginWithThePath) {
  ASSERT_TRUE(write_report({"csv", path_ / "shop"}, Result{}));
  for (const char* name : {"stats", "stats_history", "failures", "exceptions"})
    EXPECT_TRUE(fs::exists(path_ / ("shop_" + std::string(name) + ".csv"))) << name;
  EXPECT_EQ(files(), 4U);
}

TEST_F(WrittenReports, OneFileThatFailsLosesNoneOfTheOthers) {
  fs::create_directories(path_ / "shop_failures.csv/taken");
  const Status status = write_report({"csv", path_ / "shop"}, Result{});
  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().message, HasSubstr("shop_failures.csv'"));
  EXPECT_THAT(status.error().message, Not(HasSubstr("shop_stats.csv")));
  EXPECT_TRUE(fs::exists(path_ / "shop_exceptions.csv"));
  EXPECT_EQ(files(), 4U);
}

TEST_F(WrittenReports, OfSeveralFilesDoNotGoIntoADevice) {
  const Status status = write_report({"csv", "/dev/full"}, Result{});
  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().message, HasSubstr("csv has several"));
  EXPECT_FALSE(fs::exists("/dev/full_stats.csv"));
}

TEST_F(WrittenReports, HaveAPlaceThatIsCheckedBeforehand) {
  EXPECT_TRUE(check_place({"md", path_ / "new/report.md"}));
  EXPECT_TRUE(check_place({"md", "/dev/stdout"}));
  EXPECT_FALSE(check_place({"md", path_}));
  EXPECT_FALSE(check_place({"md", path_ / "new/"}));
  EXPECT_FALSE(check_place({"csv", "/dev/stdout"}));
  EXPECT_FALSE(check_place({"md", "/proc/brood/report.md"}));
}

TEST_F(WrittenReports, AFolderIsWritableOnlyIfFilesCanBeCreatedInIt) {
  EXPECT_TRUE(check_writable(path_ / "new/folder"));
  EXPECT_TRUE(fs::is_empty(path_ / "new/folder"));
  std::ofstream(path_ / "file") << "x";
  EXPECT_FALSE(check_writable(path_ / "file"));
  EXPECT_FALSE(check_writable(path_ / "file/below"));
  EXPECT_FALSE(check_writable("/proc/brood"));
}

}  // namespace
}  // namespace brood
