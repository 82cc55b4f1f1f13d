#include "ci/command/report_format.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <set>

#include "runner/core/run_files.hpp"

namespace brood {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ReportFormats, AreFoundByName) {
  EXPECT_EQ(find_report_format("json")->file, "stats.json");
  EXPECT_EQ(find_report_format("xml"), nullptr);
}

TEST(ReportFormats, OfWhichThreeAreInEveryOutputFolder) {
  std::vector<std::string_view> always;
  for (const ReportFormat& format : report_formats())
    if (format.always) always.push_back(format.name);
  EXPECT_THAT(always, ElementsAre("json", "junit", "html"));
}

// So that none of those of an output folder, or of what is published, is written over another.
TEST(ReportFormats, HaveUsualNamesThatNothingElseHas) {
  std::set<std::string> names{kJournalFile, kDuetFile, kTargetLogFile, kSutLogFile};
  for (const ReportFormat& format : report_formats())
    for (const ReportFile& file : format.files) {
      const std::string name = std::string(format.file) + std::string(file.suffix);
      EXPECT_TRUE(names.insert(name).second) << name;
    }
}

TEST(ReportFormats, AreListedWithTheirFiles) {
  EXPECT_THAT(list_of_formats(), HasSubstr("junit            junit.xml                   test results in"));
  EXPECT_THAT(list_of_formats(), HasSubstr("\n                 report_failures.csv\n"));
  EXPECT_THAT(
      list_of_formats(),
      HasSubstr("\nwritten by every run: json junit html\nof several runs, or a trend: html md json\n"));
}

TEST(ReportFormats, AreExplainedInTheDocs) {
  std::ifstream file(BROOD_DOCS "/reports.md");
  const std::string page{std::istreambuf_iterator<char>(file), {}};
  for (const ReportFormat& format : report_formats())
    EXPECT_THAT(page, HasSubstr("| `" + std::string(format.name) + "` |"));
}

}  // namespace
}  // namespace brood
