#include "ci/command/overwriting.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string complaint(const std::vector<NamedFile>& written, const std::vector<NamedFile>& kept = {}) {
  const Status status = check_overwriting(written, kept);
  return status ? "" : status.error().message;
}

TEST(Overwriting, NamesBothReportsTheFileAndTheWayOut) {
  EXPECT_EQ(complaint(files_of({{"md", "x"}, {"json", "y"}, {"html", "./y"}})),
            "--report 'json:y' and --report 'html:./y' would both write './y'; give one of them another "
            "path, or leave one out");
  EXPECT_EQ(complaint(files_of({{"md", "x"}}), {{"the run's journal", "x"}}),
            "--report 'md:x' would overwrite the run's journal 'x'; give it another path");
}

TEST(Overwriting, IsFoundInEachFileOfAReport) {
  EXPECT_THAT(complaint(files_of({{"csv", "shop"}, {"md", "shop_failures.csv"}})),
              HasSubstr("--report 'csv:shop' and --report 'md:shop_failures.csv'"));
  EXPECT_THAT(complaint(files_of({{"csv", "shop"}, {"gha-bench", "shop"}})), IsEmpty());
}

TEST(Overwriting, IsNoneOfADevice) {
  for (const char* path : {"/dev/null", "/dev/stdout"})
    EXPECT_THAT(complaint(files_of({{"md", path}, {"json", path}}), {{"the run's journal", path}}),
                IsEmpty());
}

// What `brood report` finds in the way, in the output folder "r" that has all files of a run.
class OverwritingAResult : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directory(folder_.file("r"));
    for (const char* name : {"journal.jsonl", "target.log", "sut.log", "stats.json", "junit.xml"})
      std::ofstream(folder_.file("r/") + name) << name;
  }
  std::string refused(const std::string& format, const std::string& name,
                      const std::string& result = "r") const {
    const std::vector<ReportRequest> reports{{format, folder_.file(name)}};
    return complaint(files_of(reports), kept_of({folder_.file(result)}, reports));
  }
  TemporaryFolder folder_;
};

TEST_F(OverwritingAResult, IsRefusedForJournalAndLogs) {
  for (const std::string result : {"r", "r/", "r/journal.jsonl"}) {
    EXPECT_THAT(refused("json", "r/journal.jsonl", result), HasSubstr("the run's journal")) << result;
    EXPECT_THAT(refused("md", "r/target.log", result), HasSubstr("the target's log")) << result;
    EXPECT_THAT(refused("md", "r/sut.log", result), HasSubstr("the log of the system under test")) << result;
  }
}

TEST_F(OverwritingAResult, IsRefusedThroughALink) {
  fs::create_symlink("r/journal.jsonl", folder_.file("innocent.json"));
  EXPECT_THAT(refused("json", "innocent.json"), HasSubstr("the run's journal"));
}

TEST_F(OverwritingAResult, IsRefusedForAUsualReportOfAnotherFormat) {
  EXPECT_THAT(refused("html", "r/stats.json"), HasSubstr("the run's own json report"));
  EXPECT_THAT(refused("json", "r/stats.json"), IsEmpty()) << "made again";
  EXPECT_THAT(refused("html", "r/report.html"), IsEmpty()) << "was not there";
}

TEST_F(OverwritingAResult, IsRefusedForAUsualReportOfSeveralRuns) {
  const std::string stats = folder_.file("r/stats.json");
  EXPECT_THAT(complaint({{"the comparison", stats}}, kept_of({folder_.file("r"), folder_.file("s")}, {})),
              HasSubstr("the run's own json report"));
}

TEST_F(OverwritingAResult, OfAJournalOutsideItsFolderIsAboutTheJournalAlone) {
  std::ofstream(folder_.file("r/monday.jsonl")) << "x";
  EXPECT_THAT(refused("md", "r/monday.jsonl", "r/monday.jsonl"), HasSubstr("the run's journal"));
  EXPECT_THAT(refused("html", "r/stats.json", "r/monday.jsonl"), IsEmpty());
}

}  // namespace
}  // namespace brood
