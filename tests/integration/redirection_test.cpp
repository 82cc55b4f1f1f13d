// Reports and answers that go where a shell has opened something: a file that is appended to, a pipe, a full
// device, a reader that has left.
#include <gmock/gmock.h>

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

// A run in the folder "r" and its report in the file "plain", shared by all tests.
class Redirection : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TemporaryFolder;
    const Ended run = shell("$B run " PROBE_ENVIRONMENT_FILE " --once --out r --report md:plain");
    ASSERT_EQ(run.code, 0) << run.output;
  }
  static void TearDownTestSuite() { delete folder_; }

  static Ended shell(const std::string& commands) {
    return run_program({"/bin/bash", "-c", "cd " + folder_->path() + " && B=" BROOD_COMMAND "\n" + commands});
  }
  static std::string text_of(const std::string& name) { return read_file(folder_->file(name)); }

  static TemporaryFolder* folder_;
};
TemporaryFolder* Redirection::folder_ = nullptr;

TEST_F(Redirection, AppendsToWhatIsThere) {
  const Ended ended = shell("echo earlier > sum; $B report r --report md:/dev/stdout >> sum");
  EXPECT_EQ(ended.code, 0) << ended.output;
  EXPECT_EQ(text_of("sum"), "earlier\n" + text_of("plain"));
}

TEST_F(Redirection, TakesReportsOneAfterTheOther) {
  EXPECT_EQ(shell("$B report r --report md:/dev/stdout --report md:/dev/stdout > two").code, 0);
  EXPECT_EQ(text_of("two"), text_of("plain") + text_of("plain"));
}

TEST_F(Redirection, TakesAReportAmongOtherOutput) {
  EXPECT_EQ(shell("{ echo one; $B report r --report md:/dev/stdout; echo two; } > among").code, 0);
  EXPECT_EQ(text_of("among"), "one\n" + text_of("plain") + "two\n");
}

TEST_F(Redirection, TakesAReportThroughAPipe) {
  EXPECT_EQ(shell("set -o pipefail; $B report r --report md:/dev/stdout | cat > piped").code, 0);
  EXPECT_EQ(text_of("piped"), text_of("plain"));
}

TEST_F(Redirection, KnowsADescriptorByEachOfItsNames) {
  EXPECT_EQ(shell("ln -s /dev/stderr a_link; echo first > named; $B report r --report md:/dev/fd/3 "
                  "--report md:/proc/self/fd/3 --report md:/dev/stderr --report md:a_link 3>> named 2>&3")
                .code,
            0);
  const std::string plain = text_of("plain");
  EXPECT_EQ(text_of("named"), "first\n" + plain + plain + plain + plain);
}

TEST_F(Redirection, TakesTheReportOfARunBetweenWhatItPrints) {
  const Ended ended =
      shell("$B run " PROBE_ENVIRONMENT_FILE " --once --out again --report md:/dev/stdout > console");
  EXPECT_EQ(ended.code, 0) << ended.output;
  EXPECT_THAT(text_of("console"), AllOf(StartsWith("brood run "), HasSubstr("\n**PASSED**: "),
                                        EndsWith("PASSED: 5 of 5 checks passed.\n")));
}

TEST_F(Redirection, ToWhatIsNotOpenIsRefused) {
  const std::string run = "$B run " PROBE_ENVIRONMENT_FILE " --once --out refused --report md:/dev/fd/";
  const Ended closed = shell(run + "9"), input = shell(run + "0 < plain");
  EXPECT_EQ(closed.code, 2);
  EXPECT_THAT(closed.output, HasSubstr("cannot write '/dev/fd/9': it is not open"));
  EXPECT_EQ(input.code, 2);
  EXPECT_THAT(input.output, HasSubstr("cannot write '/dev/fd/0': it is open for reading only"));
  const Ended report = shell("$B report r --report md:/dev/fd/9");
  EXPECT_EQ(report.code, 4);
  EXPECT_THAT(report.output, HasSubstr("it is not open"));
}

// A pipe without a reader is descriptor 5.
const std::string kNoReader = "p=$(mktemp -u ./pipe-XXXXXX); mkfifo $p; exec 4<>$p 5>$p 4<&-\n";

TEST_F(Redirection, AReaderThatLeftIsNoFault) {
  for (const char* answer : {"report r", "report r r", "list " PROBE_ENVIRONMENT_FILE, "run --help"}) {
    const Ended ended = shell(kNoReader + "$B " + answer + " >&5");
    EXPECT_EQ(ended.code, 0) << answer;
    EXPECT_THAT(ended.output, IsEmpty()) << answer;
  }
}

TEST_F(Redirection, AReportThatWasAskedForIsWrittenWholeOrNamed) {
  const Ended ended = shell(kNoReader + "$B report r --report md:/dev/stdout >&5");
  EXPECT_EQ(ended.code, 4);
  EXPECT_THAT(ended.output, HasSubstr("cannot write '/dev/stdout': Broken pipe"));
}

// The help is longer than what a stream holds before it writes.
TEST_F(Redirection, AnAnswerThatCannotBePrintedSaysWhy) {
  for (const char* answer : {"report r", "list " PROBE_ENVIRONMENT_FILE, "run --help"}) {
    const Ended ended = shell(std::string("$B ") + answer + " > /dev/full");
    EXPECT_EQ(ended.code, 4) << answer;
    EXPECT_THAT(ended.output, HasSubstr("cannot print the answer: No space left on device")) << answer;
  }
}

TEST_F(Redirection, OntoTheJournalOfTheRunIsRefused) {
  const std::string journal = text_of("r/journal.jsonl");
  const Ended ended = shell("$B report r --report json:/dev/stdout >> r/journal.jsonl");
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.output, HasSubstr("would overwrite the run's journal 'r/journal.jsonl'"));
  EXPECT_EQ(text_of("r/journal.jsonl"), journal);
}

TEST_F(Redirection, AReportOverAJournalIsRefusedAndTheJournalStays) {
  const std::string journal = text_of("r/journal.jsonl");
  for (const char* report :
       {"report r --report json:r/journal.jsonl", "report r r --html ./r/../r/journal.jsonl",
        "report --trend . --report json:r/journal.jsonl"}) {
    const Ended ended = shell(std::string("$B ") + report);
    EXPECT_EQ(ended.code, 2) << report;
    EXPECT_THAT(ended.output,
                AllOf(HasSubstr("would overwrite the run's journal"), HasSubstr("another path")));
  }
  EXPECT_EQ(text_of("r/journal.jsonl"), journal);
}

TEST_F(Redirection, ARunWhoseReportsAreOneFileIsRefusedBeforeItBegins) {
  const Ended ended = shell("$B run " PROBE_ENVIRONMENT_FILE
                            " --out new --html new/stats.json; code=$?; test ! -e new && exit $code");
  EXPECT_EQ(ended.code, 2) << ended.output;
  EXPECT_THAT(ended.output, HasSubstr("--report 'html:new/stats.json' would both write 'new/stats.json'"));
}

}  // namespace
}  // namespace brood
