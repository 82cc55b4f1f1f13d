// A disk that is full for real: a file system of a few pages in a mount namespace of its own.
#include <gmock/gmock.h>
#include <unistd.h>

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class AFullDisk : public ::testing::Test {
 protected:
  void SetUp() override {
    if (on_disk(64, "true").code != 0) GTEST_SKIP() << "no file system may be mounted here";
  }

  // Runs `commands` with a disk of so many KB, in the folder "disk". Then lists it.
  Ended on_disk(int size_kb, const std::string& commands) const {
    const std::string script = "mkdir -p disk && mount -t tmpfs -o size=" + std::to_string(size_kb) +
                               "k none disk && { " + commands + "; } ; code=$?; find disk; exit $code";
    return run_program({"/usr/bin/unshare", "--user", "--map-root-user", "--mount", "/bin/sh", "-c",
                        "cd " + folder_.path() + " && " + script});
  }
  std::string kept(const std::string& name) const { return read_file(folder_.file(name)); }

  TemporaryFolder folder_;
};

const std::string kBrood = BROOD_COMMAND;
const std::string kRun = kBrood + " run " PROBE_ENVIRONMENT_FILE " ";

// The page has some hundred KB, the other two a few.
TEST_F(AFullDisk, LosesOnlyTheReportsThatDoNotFit) {
  const Ended ended = on_disk(100, kRun + "-n 10 --out disk/run --report md:summary.md");
  EXPECT_EQ(ended.code, 4) << ended.output;
  EXPECT_THAT(ended.output, HasSubstr("cannot write 'disk/run/report.html': No space left on device"));
  EXPECT_THAT(ended.output, HasSubstr("PASSED: "));
  for (const char* file : {"disk/run/stats.json\n", "disk/run/junit.xml\n", "disk/run/journal.jsonl\n"})
    EXPECT_THAT(ended.output, HasSubstr(file));
  EXPECT_THAT(ended.output, Not(HasSubstr(".part-")));
  EXPECT_THAT(ended.output, Not(HasSubstr("disk/run/report.html\n")));
  EXPECT_THAT(kept("summary.md"), HasSubstr("passed"));
}

TEST_F(AFullDisk, IsNamedByAReportOfAnEarlierRunThatWritesTheOthers) {
  const Ended ended = on_disk(
      100, kRun + "-n 10 --out run >/dev/null && echo old > disk/page.html && " + kBrood +
               " report run --report html:disk/page.html --report json:disk/stats.json --report md:summary.md"
               " ; code=$?; cat disk/page.html; (exit $code)");
  EXPECT_EQ(ended.code, 4) << ended.output;
  EXPECT_THAT(ended.output, HasSubstr("cannot write 'disk/page.html': No space left on device"));
  EXPECT_THAT(ended.output, HasSubstr("\nold\n")) << "what was there stays";
  EXPECT_THAT(ended.output, HasSubstr("disk/stats.json\n"));
  EXPECT_THAT(ended.output, Not(HasSubstr(".part-")));
  EXPECT_THAT(kept("summary.md"), HasSubstr("passed"));
}

// Nothing that was measured is lost: reports are made from memory.
TEST_F(AFullDisk, UnderTheJournalCostsNeitherVerdictNorReports) {
  const Ended ended =
      on_disk(16, "mkdir disk/run && dd if=/dev/zero of=disk/full bs=4k count=3 2>/dev/null; " + kRun +
                      "-u 5 -r 1000 -t 3s --out disk/run --report json:stats.json --report junit:junit.xml "
                      "--html page.html");
  EXPECT_THAT(ended.output, HasSubstr("PASSED: ")) << ended.output;
  const char* warning = "the journal could not be written and is incomplete: No space left on device";
  EXPECT_THAT(ended.output, HasSubstr(warning));
  EXPECT_THAT(kept("stats.json"), HasSubstr(warning));
  EXPECT_THAT(kept("stats.json"), HasSubstr("\"complete\": true"));
  EXPECT_THAT(kept("junit.xml"), HasSubstr(warning));
  EXPECT_THAT(kept("page.html"), HasSubstr(warning));
  EXPECT_EQ(ended.code, 4) << "its own reports had no room in the folder either";
}

}  // namespace
}  // namespace brood
