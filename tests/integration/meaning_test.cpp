// A test means under load what it means plainly: outcome and messages of the whole probe suite, run both
// ways. PROBE_SUITE in the environment names another build of the suite.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/integration/probe/intended.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using probe::Intended;
using probe::Says;
using testing::HasSubstr;

std::string probe_suite() {
  const char* const other = std::getenv("PROBE_SUITE");
  return other != nullptr ? other : PROBE_SUITE_FILE;
}

struct Told {
  int passed = 0;
  int failed = 0;
  int skipped = 0;
  std::string messages;
};
using Report = std::map<std::string, Told>;

Report read_gtest_json(const std::string& path) {
  Report report;
  const auto results = nlohmann::json::parse(read_file(path));
  for (const auto& suite : results.at("testsuites")) {
    for (const auto& test : suite.at("testsuite")) {
      if (test.at("status") == "NOTRUN") continue;
      Told& told = report[suite.at("name").get<std::string>() + "." + test.at("name").get<std::string>()];
      const auto failures = test.value("failures", nlohmann::json::array());
      for (const auto& failure : failures) told.messages += failure.at("failure").get<std::string>() + "\n";
      told.skipped = test.at("result") == "SKIPPED";
      told.failed = !failures.empty();
      told.passed = !told.skipped && !told.failed;
    }
  }
  return report;
}

Report read_stats_json(const std::string& path) {
  Report report;
  const auto stats = nlohmann::json::parse(read_file(path));
  for (const auto& task : stats.at("tasks")) {
    Told& told = report[task.at("name")];
    told.passed = task.at("passed");
    told.failed = task.at("failed");
    told.skipped = task.at("skipped");
  }
  for (const auto& error : stats.at("errors")) {
    report[error.value("task", "")].messages += error.at("message").get<std::string>() + "\n";
  }
  return report;
}

Says outcome_of(const Told& told) {
  if (told.failed > 0) return Says::failed;
  return told.skipped > 0 ? Says::skipped : Says::passed;
}

constexpr int kManyIterations = 1400;

// The three runs, made once.
class Meaning : public testing::TestWithParam<Intended> {
 protected:
  static void SetUpTestSuite() {
    if (!plain.empty()) return;
    const TemporaryFolder folder;
    const std::string json = folder.file("plain.json");
    EXPECT_EQ(1, run_program({probe_suite(), "--gtest_output=json:" + json}).code);
    plain = read_gtest_json(json);
    once = load(folder.file("once"), {"--once"});
    many = load(folder.file("many"), {"-u", "2", "-r", "100", "-n", std::to_string(kManyIterations)});
  }

  static Report load(const std::string& out, const std::vector<std::string>& options) {
    std::vector<std::string> words = {BROOD_COMMAND, "run", probe_suite(), "--out", out};
    words.insert(words.end(), options.begin(), options.end());
    const Ended ended = run_program(words);
    EXPECT_EQ(1, ended.code) << ended.output;
    return read_stats_json(out + "/stats.json");
  }

  static void expect_messages(const Told& told) {
    for (const std::string& message : GetParam().messages) EXPECT_THAT(told.messages, HasSubstr(message));
  }
  static Says intended() {
    return GetParam().outcome == Says::same ? outcome_of(plain[GetParam().task]) : GetParam().outcome;
  }

  static Report plain;
  static Report once;
  static Report many;
};
Report Meaning::plain;
Report Meaning::once;
Report Meaning::many;

TEST_P(Meaning, IsAsIntendedPlainly) {
  ASSERT_EQ(1, plain.count(GetParam().task));
  const bool differs = GetParam().plainly != Says::same;
  EXPECT_EQ(differs ? GetParam().plainly : intended(), outcome_of(plain[GetParam().task]));
  if (!differs) expect_messages(plain[GetParam().task]);
}

TEST_P(Meaning, IsKeptInOneIteration) {
  const Told& told = once[GetParam().task];
  EXPECT_EQ(1, told.passed + told.failed + told.skipped);
  EXPECT_EQ(intended(), outcome_of(told));
  expect_messages(told);
}

TEST_P(Meaning, IsKeptInManyIterations) {
  const Told& told = many[GetParam().task];
  const int iterations = told.passed + told.failed + told.skipped;
  EXPECT_GE(iterations, kManyIterations / 2 / static_cast<int>(probe::suite().size()));
  EXPECT_EQ(intended() == Says::passed ? iterations : 0, told.passed);
  EXPECT_EQ(intended() == Says::failed ? iterations : 0, told.failed);
  EXPECT_EQ(intended() == Says::skipped ? iterations : 0, told.skipped);
  expect_messages(told);
}

std::string name_of(const testing::TestParamInfo<Intended>& row) {
  std::string name = row.param.task;
  for (char& letter : name) letter = std::isalnum(static_cast<unsigned char>(letter)) != 0 ? letter : '_';
  return name;
}
INSTANTIATE_TEST_SUITE_P(Of, Meaning, testing::ValuesIn(probe::suite()), name_of);

class MeaningOfSuite : public Meaning {};

TEST_F(MeaningOfSuite, ExactlyTheTestsOfThePlainRunAreTasks) {
  std::set<std::string> in_table;
  for (const Intended& row : probe::suite()) in_table.insert(row.task);
  std::set<std::string> plainly;
  for (const auto& [task, told] : plain) plainly.insert(task);
  std::set<std::string> under_load;
  for (const auto& [task, told] : once) {
    if (told.passed + told.failed + told.skipped > 0) under_load.insert(task);
  }
  EXPECT_EQ(in_table, plainly);
  EXPECT_EQ(in_table, under_load);
}

TEST_F(MeaningOfSuite, AllIterationsAreReported) {
  int iterations = 0;
  for (const auto& [task, told] : many) iterations += told.passed + told.failed + told.skipped;
  EXPECT_EQ(kManyIterations, iterations);
}

TEST_F(MeaningOfSuite, FailingTearDownOfSuiteIsAnError) {
  std::string messages;
  for (const auto& [task, told] : once) messages += told.messages;
  EXPECT_THAT(messages, HasSubstr("the database stays"));
}

}  // namespace
}  // namespace brood
