// A run in which every iteration skipped itself tested nothing: it fails, and says why they did.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/without_sums.hpp"

namespace brood {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kRule = "tasks: passed + failed > 0";

class SkipsUnderLoad : public testing::Test {
 protected:
  Ended run(const std::string& target, const std::vector<std::string>& more,
            const std::vector<std::string>& variables = {}) {
    std::vector<std::string> words{BROOD_COMMAND, "run", target, "--out", folder_.file("out"), "-u", "1"};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words, variables);
  }
  Ended check(const std::vector<std::string>& more = {}) const {
    std::vector<std::string> words{BROOD_COMMAND, "check", folder_.file("out")};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words);
  }
  std::string out(const char* file) const { return read_file(folder_.file("out") + '/' + file); }
  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_.file(name)) << text;
  }

  TemporaryFolder folder_;
};

struct Skip {
  const char* filter;
  const char* reason;
};
void PrintTo(const Skip& skip, std::ostream* out) { *out << skip.filter; }

class PlaceOfSkip : public SkipsUnderLoad, public testing::WithParamInterface<Skip> {};

TEST_P(PlaceOfSkip, FailsTheRunWithItsReason) {
  const Ended ended = run(PROBE_SUITE_FILE, {"-n", "3", "--filter", GetParam().filter});
  EXPECT_EQ(1, ended.code);
  EXPECT_THAT(ended.output, AllOf(HasSubstr(kRule), HasSubstr(GetParam().reason)));
}
INSTANTIATE_TEST_SUITE_P(InGoogleTest, PlaceOfSkip,
                         testing::Values(Skip{"Skips.InBody", "not today ["},
                                         Skip{"Skips.WithoutReason", "no reason was given ["},
                                         Skip{"SkipInConstructor.*", "not constructed"},
                                         Skip{"SkipInSetUp.*", "not set up"}));

TEST_F(SkipsUnderLoad, FailTheRunOfEachTestOnceToo) {
  EXPECT_EQ(1, run(PROBE_SUITE_FILE, {"--once", "--filter", "Skips.InBody:SkipInSetUp.*"}).code);
}

TEST_F(SkipsUnderLoad, AreToldByEveryReport) {
  EXPECT_EQ(1, run(PROBE_SUITE_FILE, {"-n", "3", "--filter", "Skips.InBody"}).code);
  for (const char* report : {"junit.xml", "stats.json", "report.html"})
    EXPECT_THAT(out(report), HasSubstr("not today")) << report;
  const Ended markdown =
      run_program({BROOD_COMMAND, "report", folder_.file("out"), "--report", "md:" + folder_.file("run.md")});
  EXPECT_EQ(0, markdown.code) << markdown.output;
  EXPECT_THAT(read_file(folder_.file("run.md")), HasSubstr("not today"));
}

TEST_F(SkipsUnderLoad, AreJudgedAlikeWhenTheRunIsOver) {
  EXPECT_EQ(1, run(PROBE_SUITE_FILE, {"-n", "3", "--filter", "Skips.InBody"}).code);
  EXPECT_THAT(check().output, HasSubstr("not today"));
  EXPECT_EQ(1, check().code);
  EXPECT_EQ(1, check({"--threshold", "tasks: count > 0"}).code);
  EXPECT_EQ(0, check({"--allow-skipped"}).code);
}

TEST_F(SkipsUnderLoad, FailARunThatWasRecordedBeforeTheirReasonsWere) {
  EXPECT_EQ(0, run(PROBE_SUITE_FILE, {"-n", "3", "--filter", "Skips.InBody", "--allow-skipped"}).code);
  std::string journal = without_sums(out("journal.jsonl"));
  const std::string allowed = "\"allow_skipped\":true,";
  journal.erase(journal.find(allowed), allowed.size());
  const std::size_t reasons = journal.find("\"skips\":[");
  journal.erase(reasons, journal.find("],", reasons) + 2 - reasons);
  write("old.jsonl", journal);
  const Ended judged = run_program({BROOD_COMMAND, "check", folder_.file("old.jsonl")});
  EXPECT_NE(0, judged.code);
  EXPECT_THAT(judged.output, HasSubstr("why is not recorded"));
}

TEST_F(SkipsUnderLoad, PassWhereTheyMayAndAreNeverABaseline) {
  const Ended ended = run(PROBE_SUITE_FILE, {"-n", "3", "--filter", "Skips.InBody", "--allow-skipped",
                                             "--baseline", folder_.file("baselines")});
  EXPECT_EQ(0, ended.code) << ended.output;
  EXPECT_THAT(ended.output, AllOf(HasSubstr("skipped every iteration: Skips.InBody"),
                                  HasSubstr("no baseline"), Not(HasSubstr(kRule))));
  const Ended added =
      run_program({BROOD_COMMAND, "baseline", "add", folder_.file("out"), folder_.file("baselines")});
  EXPECT_EQ(2, added.code);
  EXPECT_THAT(added.output, HasSubstr("skipped every iteration, so it measured nothing"));
  EXPECT_EQ(0, check().code) << "the journal knows that they may";
}

TEST_F(SkipsUnderLoad, OfOneTaskAreAWarningWithItsReason) {
  const Ended ended = run(PROBE_SUITE_FILE, {"-n", "20", "--filter", "Skips.InBody:Assertions.*Pass*",
                                             "--threshold", "tasks: failures >= 0"});
  EXPECT_EQ(0, ended.code) << ended.output;
  EXPECT_THAT(ended.output, HasSubstr("1 task skipped every iteration: Skips.InBody; most often"));
}

TEST_F(SkipsUnderLoad, OfAScenarioFailItsRunWithItsReason) {
  const Ended ended = run(NATIVE_FAULTY_FILE, {"-n", "3", "--filter", "Faulty.skips"});
  EXPECT_EQ(1, ended.code);
  EXPECT_THAT(ended.output, AllOf(HasSubstr(kRule), HasSubstr("most often (3 of 3)")));
}

TEST_F(SkipsUnderLoad, OfArrivalsFailTheRunToo) {
  const Ended ended = run(PROBE_SUITE_FILE, {"--rate", "20/s", "-t", "1s", "--filter", "Skips.InBody"});
  EXPECT_EQ(1, ended.code);
  EXPECT_THAT(ended.output, HasSubstr("not today"));
}

TEST_F(SkipsUnderLoad, ForWantOfRowsAreToldSo) {
  write("accounts.csv", "name\nann\n");
  write("tickets.jsonl", "{\"number\": 1}\n");
  for (const auto& [target, filter] : {std::pair{PROBE_ROWS_FILE, "Account.IsTakenOnce"},
                                       std::pair{NATIVE_ROWS_FILE, "Customer.takes_the_next"}}) {
    const Ended ended = run(target, {"-t", "30s", "--cwd", folder_.path(), "--filter", filter});
    EXPECT_EQ(0, ended.code) << ended.output;
    EXPECT_THAT(out("journal.jsonl"), HasSubstr("tickets.jsonl: no row is left")) << target;
  }
}

}  // namespace
}  // namespace brood
