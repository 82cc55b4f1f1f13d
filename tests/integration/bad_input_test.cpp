// Mistakes that only a whole program can make: exit code 2, at most 12 lines, and nothing of the target has
// run. Its Environment would fail, which would be exit code 3. Mistakes in options alone are in
// tests/command.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using ::testing::HasSubstr;
using ::testing::TestWithParam;
using ::testing::Values;

void expect_refusal(const Ended& ended, const std::vector<std::string>& told) {
  EXPECT_EQ(ended.code, 2) << ended.output;
  EXPECT_LE(std::count(ended.output.begin(), ended.output.end(), '\n'), 12) << ended.output;
  for (const std::string& part : told) EXPECT_THAT(ended.output, HasSubstr(part));
}

// Runs brood on the probe whose Environment fails.
Ended refuse(std::vector<std::string> words) {
  words.insert(words.begin(), BROOD_COMMAND);
  return run_program(words, {"PROBE_ENVIRONMENT=fail"}, std::chrono::seconds{20});
}

struct Mistake {
  std::string name;
  std::vector<std::string> words;
  std::vector<std::string> told;
};
void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.name; }
std::string name_of(const ::testing::TestParamInfo<Mistake>& info) { return info.param.name; }

class BadTarget : public TestWithParam<Mistake> {};

TEST_P(BadTarget, IsRefusedForRunAndList) {
  const TemporaryFolder folder;
  for (const char* verb : {"run", "list"}) {
    std::vector<std::string> words{verb};
    words.insert(words.end(), GetParam().words.begin(), GetParam().words.end());
    if (words.front() == "run") words.insert(words.end(), {"--out", folder.path()});
    expect_refusal(refuse(words), GetParam().told);
  }
}
INSTANTIATE_TEST_SUITE_P(
    Kinds, BadTarget,
    Values(Mistake{"Missing", {"/nowhere/tests"}, {"/nowhere/tests", "does not exist"}},
           Mistake{"Folder", {"/usr/bin"}, {"/usr/bin", "folder"}},
           Mistake{"NotExecutable", {"/etc/passwd"}, {"/etc/passwd"}},
           Mistake{"Foreign", {"/bin/true"}, {"/bin/true", "brood::googletest"}},
           Mistake{"NoMatch", {PROBE_ENVIRONMENT_FILE, "--filter", "Nope.*"}, {"Nope.*"}},
           Mistake{"NoParameter", {PROBE_ENVIRONMENT_FILE, "--only-with-param", "nope"}, {"nope"}}),
    name_of);

class BadRun : public TestWithParam<Mistake> {};

TEST_P(BadRun, IsRefused) {
  const TemporaryFolder folder;
  std::vector<std::string> words{"run", PROBE_ENVIRONMENT_FILE, "--out", folder.path()};
  words.insert(words.end(), GetParam().words.begin(), GetParam().words.end());
  expect_refusal(refuse(words), GetParam().told);
}
INSTANTIATE_TEST_SUITE_P(
    Kinds, BadRun,
    Values(Mistake{"OutputFolder", {"--out", "/proc/brood"}, {"/proc/brood", "--out"}},
           Mistake{"OutputIsAFile", {"--out", "/etc/passwd"}, {"/etc/passwd", "--out"}},
           Mistake{"ReportFolder", {"--report", "json:/proc/brood/stats.json"}, {"/proc/brood", "--report"}},
           Mistake{"ReportIsAFolder", {"--report", "md:/usr"}, {"--report 'md:/usr'", "is a folder"}},
           Mistake{"SeveralFilesToADevice", {"--csv", "/dev/full"}, {"/dev/full", "names begin with"}},
           Mistake{"WorkingFolder", {"--cwd", "/nowhere"}, {"--cwd", "/nowhere"}},
           Mistake{"MoreUsersThanTheMachineHolds", {"-u", "1000000"}, {"users"}},
           Mistake{"ReadyPort", {"--sut", "sleep 60", "--ready", "99999"}, {"99999"}},
           Mistake{
               "ReadyPathWithoutPort", {"--sut", "sleep 60", "--ready", "/health"}, {"/health", "{port}"}},
           Mistake{"Config", {"--config", "/usr"}, {"--config", "/usr"}},
           Mistake{"UnknownOption", {"--userz", "3"}, {"'--userz'", "'--users'"}},
           Mistake{"Threshold", {"--threshold", "tasks: p95 <"}, {"tasks: p95 <", "^"}}),
    name_of);

TEST(BadProgram, ScriptIsNamedAsOne) {
  const TemporaryFolder folder;
  std::ofstream(folder.file("tests.sh")) << "#!/bin/sh\n";
  ::chmod(folder.file("tests.sh").c_str(), 0755);
  expect_refusal(refuse({"run", folder.file("tests.sh")}), {"tests.sh", "script"});
}

TEST(BadProgram, OfAnotherProtocolIsRefused) {
  const TemporaryFolder folder;
  std::string program = read_file(PROBE_ENVIRONMENT_FILE);
  const std::string note("\6\0\0\0\4\0\0\0\1\0\0\0brood\0\0\0", 20);
  const std::size_t place = program.find(note);
  ASSERT_NE(place, std::string::npos);
  program[place + note.size()] = 99;
  std::ofstream(folder.file("tests"), std::ios::binary) << program;
  ::chmod(folder.file("tests").c_str(), 0755);
  expect_refusal(refuse({"run", folder.file("tests")}), {"protocol", "99"});
}

TEST(BadSelection, StopsASystemUnderTestThatWasStarted) {
  const TemporaryFolder folder;
  const std::string sut =
      "echo $$ > " + folder.file("pid") + "; exec python3 -m http.server {port} --bind 127.0.0.1";
  expect_refusal(
      refuse({"run", PROBE_ENVIRONMENT_FILE, "--sut", sut, "--filter", "Nope.*", "--out", folder.path()}),
      {"Nope.*"});
  int pid = 0;
  std::ifstream(folder.file("pid")) >> pid;
  ASSERT_GT(pid, 0);
  EXPECT_NE(::kill(pid, 0), 0) << "the system under test is still running";
}

}  // namespace
}  // namespace brood
