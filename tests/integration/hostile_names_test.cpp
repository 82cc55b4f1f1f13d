// Whatever a stranger's program, file or argument is called: nothing that brood prints is a command.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "runner/core/utf8.hpp"
#include "tests/support/console_rules.hpp"
#include "tests/support/hostile_names.hpp"
#include "tests/support/program.hpp"
#include "tests/support/recorded_run.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

// The exit code; what was printed must hold no command.
int code_of(std::vector<std::string> words, const std::vector<std::string>& variables = {}) {
  words.insert(words.begin(), BROOD_COMMAND);
  const Ended ended = run_program(words, variables, std::chrono::seconds{60});
  std::string call;
  for (const std::string& word : words) call += word + ' ';
  EXPECT_EQ(test::command_in(ended.output), "") << call;
  EXPECT_NE(ended.output, "") << call;
  EXPECT_LT(ended.code, 128) << call;
  return ended.code;
}

// As far as an argument or a file can be called so.
std::vector<std::string> names_of_arguments() {
  std::vector<std::string> names;
  for (const std::string& name : test::hostile_names()) {
    std::string kept = name.substr(0, name.find('\0'));
    if (!kept.empty()) names.push_back(std::move(kept));
  }
  return names;
}

std::string file_name(std::string name) {
  for (char& c : name)
    if (c == '/') c = '_';
  return name;
}

void record(const fs::path& folder, const test::RecordedRun& run) {
  fs::create_directories(folder);
  std::ofstream(folder / "journal.jsonl") << test::journal_of(run);
}

// All hostile names in one run, which is called by one of them.
test::RecordedRun hostile_run(const std::string& title, const std::string& started_at) {
  test::RecordedRun run = test::small_run();
  run.header.started_at = started_at;
  run.header.scenario.name = run.header.scenario.target = run.header.environment.host = title;
  run.header.environment.cpu = title;
  run.header.environment.pipeline = {{"branch", title}};
  run.header.scenario.thresholds.clear();
  for (Interval& interval : run.intervals) interval.errors.clear();
  for (std::string name : test::hostile_names()) {
    name = to_utf8(name);
    Interval& interval = run.intervals[0];
    interval.tasks.push_back({name, interval.tasks[0].row});
    interval.requests.push_back({name, name, name, interval.requests[0].row});
    interval.errors.push_back({name, name, name, name, name, 1});
    run.warnings.push_back(name);
  }
  return run;
}

class HostileNames : public ::testing::Test {
 protected:
  TemporaryFolder temporary_;
};

TEST_F(HostileNames, OfARunningScenarioAreNoCommands) {
  EXPECT_EQ(code_of({"list", NATIVE_HOSTILE_FILE}), 0);
  EXPECT_EQ(code_of({"run", NATIVE_HOSTILE_FILE, "-u", "1", "-n", "80", "--name", "::error::x", "--out",
                     temporary_.file("run")}),
            1);
  EXPECT_EQ(code_of({"run", NATIVE_HOSTILE_FILE, "--once", "--name", "\xC2\xA0::error::x", "--out",
                     temporary_.file("once")},
                    {"GITHUB_REF_NAME=##[error]x", "CI_COMMIT_BRANCH=::error::x"}),
            1);
}

TEST_F(HostileNames, UnderCtestForgeNoMeasurements) {
  const Ended ended = run_program(
      {BROOD_COMMAND, "run", NATIVE_HOSTILE_FILE, "-u", "1", "-n", "80", "--out", temporary_.file("run")},
      {"CTEST_INTERACTIVE_DEBUG_MODE=0"});
  EXPECT_THAT(ended.output,
              ::testing::HasSubstr("<CTestMeasurement type=\"numeric/double\" name=\"iterations\">"));
  EXPECT_THAT(ended.output, ::testing::Not(::testing::HasSubstr("<CTestMeasurementFile")));
  EXPECT_THAT(ended.output, ::testing::Not(::testing::HasSubstr("<DartMeasurement")));
}

TEST_F(HostileNames, OfARecordedRunAreNoCommands) {
  const std::string titles[] = {"::error::x", "\xC2\xA0::add-mask::x", "\x1b[8m##[error]x"};
  int number = 0;
  for (const std::string& title : titles) {
    const fs::path results = temporary_.file("results" + std::to_string(number));
    const fs::path run = results / file_name(title), other = results / "other";
    record(run, hostile_run(title, "2026-11-25T10:00:00.000Z"));
    record(other, hostile_run(title, "2026-11-26T10:00:00.000Z"));
    std::ofstream(results / "other" / "stats.json") << "::error::no JSON";
    const std::string baselines = temporary_.file("baselines" + std::to_string(number++)) + file_name(title);
    EXPECT_EQ(code_of({"report", run}), 0);
    EXPECT_EQ(code_of({"report", run, other}), 0);
    EXPECT_EQ(code_of({"report", "--trend", results}), 0);
    EXPECT_EQ(code_of({"check", run, "--threshold", "task '*': p95 < 1us"}), 1);
    for (const char* system : {"gitlab", "jenkins", "github"})
      code_of({"publish", system, results, "--to", results.string() + "-" + system});
    code_of({"baseline", "add", run, baselines});
    code_of({"baseline", "list", baselines});
    code_of({"baseline", "show", baselines});
  }
}

// Each name in three places, so that each place has dozens of names.
TEST_F(HostileNames, OfArgumentsAreNoCommands) {
  std::size_t turn = 0;
  for (const std::string& name : names_of_arguments()) {
    const std::vector<std::vector<std::string>> calls{
        {name},
        {"run", name},
        {"run", NATIVE_HOSTILE_FILE, "--threshold", name},
        {"run", NATIVE_HOSTILE_FILE, "--config", name},
        {"run", NATIVE_HOSTILE_FILE, "--report", name + ':' + name},
        {"run", NATIVE_HOSTILE_FILE, name},
        {"run", NATIVE_HOSTILE_FILE, "--" + name},
        {"publish", name},
        {"check", name},
        {"baseline", "list", name}};
    for (int i = 0; i < 3; ++i) EXPECT_NE(code_of(calls[turn++ % calls.size()]), 0);
  }
}

TEST_F(HostileNames, OfOptionsInForceStayWhatTheyAre) {
  const Ended printed = run_program({BROOD_COMMAND, "run", NATIVE_HOSTILE_FILE, "--name",
                                     std::string("##[error]\xE2\x80") + "\xAEx", "--print-config"});
  EXPECT_EQ(test::command_in(printed.output), "");
  EXPECT_THAT(printed.output, ::testing::HasSubstr("\\u0023#[error]\\u202ex"));
}

}  // namespace
}  // namespace brood
