// A run that is refused leaves what an earlier or a concurrent run has in its folder.
#include <gmock/gmock.h>

#include "tests/integration/output_folder.hpp"

namespace brood {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;

struct Refused {
  std::string name;
  std::string target;
  std::vector<std::string> options;
  std::string says;
};
void PrintTo(const Refused& refused, std::ostream* out) { *out << refused.name; }

class ARefusedRun : public AnOutputFolder, public testing::WithParamInterface<Refused> {};

TEST_P(ARefusedRun, LeavesWhatAnEarlierRunWrote) {
  fill();
  const Contents before = contents();
  const Ended ended = brood("run", GetParam().target, GetParam().options);
  EXPECT_EQ(2, ended.code) << ended.output;
  EXPECT_THAT(ended.output, HasSubstr(GetParam().says));
  EXPECT_EQ(before, contents());
}

const std::string kTarget = PROBE_ENVIRONMENT_FILE;
const std::string kNative = NATIVE_FAULTY_FILE;

INSTANTIATE_TEST_SUITE_P(
    Reasons, ARefusedRun,
    testing::Values(Refused{"UnknownOption", kTarget, {"--user", "3"}, "--users"},
                    Refused{"BadThreshold", kTarget, {"--threshold", "tasks: p95 < 3"}, "threshold"},
                    Refused{"NoTarget", "/bin/true", {}, "/bin/true"},
                    Refused{"MissingTarget", "/nowhere/tests", {}, "/nowhere/tests"},
                    Refused{"NoTestMatches", kTarget, {"--filter", "Nothing.*"}, "no test matches"},
                    Refused{"NoTaskMatches", kNative, {"--filter", "Nothing.*"}, "Nothing.*"},
                    Refused{"NoSuchTag", kNative, {"--tags", "nowhere"}, "nowhere"},
                    Refused{"MissingHost",
                            kNative,
                            {"--filter", "Faulty.relative", "-t", "5s"},
                            "but nothing says of which host"},
                    Refused{"TooManyUsers", kTarget, {"-u", "999999"}, "more than this machine allows"},
                    Refused{"NoFolder", kTarget, {"--cwd", "/nowhere"}, "/nowhere"},
                    Refused{"AReportOverTheJournal", kTarget, {"--report", "md:/dev/null/x"}, "/dev/null"},
                    Refused{"AReportInAFile", kTarget, {"--html", "/etc/passwd/page.html"}, "/etc/passwd"},
                    Refused{"NoPortInTheSut", kTarget, {"--sut", "sleep 9", "--env", "U={url}"}, "{port}"},
                    Refused{"ABaselineThatIsNone", kTarget, {"--baseline", "/etc/passwd"}, "/etc/passwd"},
                    Refused{"ASourceThatIsMissing", "/nowhere/shop.cpp", {}, "/nowhere/shop.cpp"}),
    [](const auto& instance) { return instance.param.name; });

using ARun = AnOutputFolder;

TEST_F(ARun, ThatFailedBeforeItsLoadKeepsItsLogs) {
  fill();
  const Ended ended = brood("run", kTarget, {"--sut", "echo the port {port} is closed; exit 7"});
  EXPECT_EQ(3, ended.code) << ended.output;
  EXPECT_THAT(read_file(in_out("sut.log")), HasSubstr("is closed"));
  EXPECT_THAT(read_file(in_out("journal.jsonl")), HasSubstr("\"footer\""));
  EXPECT_EQ("earlier target.log\n", read_file(in_out("target.log"))) << "there was no target";
}

TEST_F(ARun, WithoutAHostIsAcceptedOnceAnIterationHasEnded) {
  fill();
  EXPECT_EQ(0, brood("run", kNative, {"--filter", "Innocent.*", "-t", "1200ms"}).code);
  EXPECT_THAT(read_file(in_out("journal.jsonl")), HasSubstr("Innocent.waits"));
  EXPECT_NE("earlier target.log\n", read_file(in_out("target.log")));
}

TEST_F(ARun, IsUndisturbedByASecondOneThatIsRefused) {
  RunningBrood first({BROOD_COMMAND, "run", kTarget, "-t", "3s", "--out", out()}, folder_.file("first"));
  ASSERT_TRUE(eventually([&] { return !read_file(in_out("journal.jsonl")).empty(); }, seconds{10}));
  // All that the target says before its end.
  const auto is_said = [&] {
    return read_file(in_out("target.log")).find("environment set-up") != std::string::npos;
  };
  ASSERT_TRUE(eventually(is_said, seconds{10}));
  const std::string log = read_file(in_out("target.log"));
  const Ended second = brood("run", kTarget, {"-n", "1"});
  EXPECT_EQ(2, second.code);
  EXPECT_THAT(second.output, HasSubstr("another run is writing"));
  EXPECT_EQ(log, read_file(in_out("target.log")));
  EXPECT_EQ(0, first.wait()) << read_file(folder_.file("first"));
  EXPECT_THAT(read_file(in_out("journal.jsonl")), HasSubstr("\"footer\""));
}

TEST_F(ARun, KeepsOthersOutBeforeItsServerIsReady) {
  RunningBrood first({BROOD_COMMAND, "run", kTarget, "-n", "1", "--out", out(), "--sut",
                      "touch " + folder_.file("begun") + "; sleep 60; echo {port}"},
                     folder_.file("first"));
  ASSERT_TRUE(eventually([&] { return std::filesystem::exists(folder_.file("begun")); }, seconds{10}));
  const Ended second = brood("run", kTarget, {"-n", "1"});
  EXPECT_EQ(2, second.code);
  EXPECT_THAT(second.output, HasSubstr("another run is writing"));
  first.signal(SIGTERM);
  EXPECT_EQ(3, first.wait());
}

TEST_F(ARun, ThatWasKilledKeepsNobodyOut) {
  RunningBrood first({BROOD_COMMAND, "run", kTarget, "-t", "60s", "--out", out()}, folder_.file("first"));
  ASSERT_TRUE(eventually([&] { return !read_file(in_out("journal.jsonl")).empty(); }, seconds{10}));
  first.signal(SIGKILL);
  first.wait();
  const Ended second = brood("run", kTarget, {"-n", "5"});
  EXPECT_EQ(0, second.code) << second.output;
}

TEST_F(ARun, MayShareItsFolderWithWhoeverLockedThatByHand) {
  std::filesystem::create_directories(out());
  const Ended ended =
      run_program({"/usr/bin/flock", out(), BROOD_COMMAND, "run", kTarget, "-n", "5", "--out", out()});
  EXPECT_EQ(0, ended.code) << ended.output;
}

TEST_F(ARun, InAFolderThatCannotBeMadeIsRefused) {
  std::ofstream(out()) << "a file";
  const Ended ended = brood("run", kTarget, {});
  EXPECT_EQ(2, ended.code);
  EXPECT_THAT(ended.output, HasSubstr("--out"));
  EXPECT_EQ("a file", read_file(out()));
}

}  // namespace
}  // namespace brood
