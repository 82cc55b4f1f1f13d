#include "ci/command/report_format.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

namespace brood {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class WrittenReports : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = ::testing::TempDir() + "brood-XXXXXX";
    folder_ = ::mkdtemp(name.data());
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }

  fs::path folder_;
};

TEST_F(WrittenReports, ReplaceAnOlderOneAndLeaveNothingElse) {
  const fs::path path = folder_ / "stats.json";
  std::ofstream(path) << "old";
  ASSERT_TRUE(write_report({"json", path}, Result{}));
  EXPECT_GT(fs::file_size(path), 3U);
  EXPECT_EQ(files(), 1U);
}

TEST_F(WrittenReports, CreateTheirFolder) {
  EXPECT_TRUE(write_report({"junit", folder_ / "a/b/junit.xml"}, Result{}));
  EXPECT_TRUE(fs::exists(folder_ / "a/b/junit.xml"));
}

TEST_F(WrittenReports, AnUnwritablePlaceIsNamedAndLeavesNothing) {
  fs::create_directory(folder_ / "taken");
  std::ofstream(folder_ / "taken/file") << "x";
  const Status status = write_report({"json", folder_ / "taken"}, Result{});
  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().message, HasSubstr("taken'"));
  EXPECT_EQ(files(), 1U);
}

TEST_F(WrittenReports, AFolderIsWritableOnlyIfFilesCanBeCreatedInIt) {
  EXPECT_TRUE(check_writable(folder_ / "new/folder"));
  EXPECT_TRUE(fs::is_empty(folder_ / "new/folder"));
  std::ofstream(folder_ / "file") << "x";
  EXPECT_FALSE(check_writable(folder_ / "file"));
  EXPECT_FALSE(check_writable(folder_ / "file/below"));
  EXPECT_FALSE(check_writable("/proc/brood"));
}

TEST(ReportFormats, AreFoundByName) {
  EXPECT_EQ(find_report_format("json")->file, "stats.json");
  EXPECT_EQ(find_report_format("xml"), nullptr);
}

}  // namespace
}  // namespace brood
