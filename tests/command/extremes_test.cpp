// One table of extremes that all readers of files pass through: whatever stands in a file, it is read, or
// refused by name, soon. What was read can be shown and judged.
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <functional>
#include <sstream>

#include "ci/command/baseline_folder.hpp"
#include "ci/command/ctest_report.hpp"
#include "ci/command/duet_rounds.hpp"
#include "ci/command/options.hpp"
#include "ci/command/recorded_results.hpp"
#include "ci/command/recorded_run.hpp"
#include "ci/command/scenario_kit.hpp"
#include "ci/gate/baseline_choice.hpp"
#include "ci/gate/baseline_comparison.hpp"
#include "ci/gate/baseline_json.hpp"
#include "ci/gate/duet_json.hpp"
#include "ci/gate/stored_runs.hpp"
#include "reporters/console.hpp"
#include "reporters/stats_json.hpp"
#include "reporters/trend/trend_json.hpp"
#include "reporters/trend/trend_text.hpp"
#include "runner/agent/data/read_table.hpp"
#include "runner/core/read_whole_file.hpp"
#include "tests/command/extreme_texts.hpp"
#include "tests/support/cpu_time.hpp"
#include "tests/support/recorded_run.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::TestWithParam;
using ::testing::ValuesIn;

// Reads the file, uses what it says as brood does, and returns why it was refused; empty if it was not.
using Read = std::function<std::string(const std::string& path)>;

struct Reader {
  std::string name;
  std::string file;  // its name
  std::string good;
  bool is_json;
  Read read;
};
void PrintTo(const Reader& reader, std::ostream* out) { *out << reader.name; }

template <class T>
std::string problem_of(const Expected<T>& read) {
  return read ? "" : read.error().message;
}

std::string read_run(const std::string& path) {
  Expected<ResultFold> fold = open_recorded_run(path);
  if (!fold) return fold.error().message;
  const Result run = fold->finish();
  std::ostringstream shown;
  write_stats_json(run, shown);
  write_summary(run, {}, {}, shown);
  return run.complete ? "" : path + ": incomplete";
}

std::string good_stats() {
  std::ostringstream stats;
  write_stats_json(test::live_result_of(test::small_run()), stats);
  auto json = nlohmann::ordered_json::parse(stats.str());
  for (const char* unread : {"histograms", "users", "by_task", "errors", "checks"}) json.erase(unread);
  return json.dump() + '\n';
}

// Among good ones, which are there whatever becomes of this one.
std::string read_stats(const std::string& path) {
  const fs::path folder = fs::path(path).parent_path().parent_path();
  const Expected<RecordedResults> results = read_results(folder);
  EXPECT_TRUE(results) << "one bad file takes the trend of all";
  if (!results) return results.error().message;
  std::ostringstream shown;
  const Trend trend = trend_of(results->runs, 50);
  write_trend_text(trend, {}, shown);
  write_trend_json(trend, shown);
  EXPECT_GE(results->runs.size(), 1u);
  EXPECT_EQ(results->runs.size() + results->problems.size(), 2u);
  return results->problems.empty() ? "" : results->problems.front();
}

Baseline stored_run(const std::string& started_at = "2026-11-26T15:04:05.123Z") {
  Baseline baseline;
  baseline.started_at = started_at;
  baseline.name = "shop";
  baseline.machine = {{"cpu", "fast"}};
  baseline.load = {{"target", "shop"}, {"users", "20"}};
  baseline.complete = true;
  baseline.verdict = Verdict::passed;
  baseline.passed = 1000;
  baseline.seconds = baseline.quiet = 10;
  baseline.metrics = {{{"browse", MetricKind::p50}, 14.5}, {{{}, MetricKind::throughput}, 5.25}};
  return baseline;
}

std::string read_stored(const std::string& path) {
  const Expected<StoredFiles> stored = read_baseline_folder(fs::path(path).parent_path());
  if (!stored) return stored.error().message;
  std::vector<Baseline> all;
  for (const StoredFile& file : stored->files) all.push_back(file.baseline);
  EXPECT_GE(all.size(), 1u) << "one bad file takes all others";
  EXPECT_EQ(all.size() + stored->problems.size(), 2u);
  RunFigures figures;
  figures.metrics = stored_run().metrics;
  const BaselineChoice choice = choose_baselines(stored_run("2026-11-27T15:04:05.123Z"), all);
  compare_with_stored(figures, choice, stored_run_options(), false);
  return stored->problems.empty() ? "" : stored->problems.front();
}

std::string good_rounds() {
  std::string text;
  for (int round = 1; round <= 6; ++round)
    for (const std::string version : {"old", "new"})
      text +=
          R"({"round":)" + std::to_string(round) + R"(,"version":")" + version +
          R"(","slot":0,"seconds":6,"tasks":{"browse":{"requests":400,"errors":1,"latency_us":[[20000,399],[2)" +
          std::to_string(round) + "000,1]]}}}\n";
  return text;
}

std::string read_duet(const std::string& path) {
  DuetOptions plan;
  plan.rounds_file = path;
  const Expected<DuetReport> report = judge_rounds(plan);
  if (!report) return report.error().message;
  if (report->verdict) duet_json(*report);
  return "";
}

std::string read_call(const std::vector<std::string>& arguments,
                      const std::map<std::string, std::string>& set = {}) {
  Surroundings around;
  around.arguments = arguments;
  around.variables = set;
  around.read_file = [](const std::string& path) { return read_whole_file(path, most_bytes::kConfig); };
  return problem_of(read_options(around));
}

std::string read_ctest(const std::string& path) {
  std::vector<std::string> problems;
  unpassed_tests(fs::path(path).parent_path(), problems);
  return problems.empty() ? "" : problems.front();
}

const char* const kList =
    "Test project /tmp\n  Test  #1: shop\n  Test  #2: search (Disabled)\n\nTotal Tests: 2\n";
const char* const kReport =
    R"(<?xml version="1.0"?><testsuite><testcase name="shop" status="fail"><failure message="Failed"/>)"
    R"(<system-out>oops</system-out></testcase></testsuite>)";

std::vector<Reader> readers() {
  return {
      {"Journal", "journal.jsonl", test::journal_of(test::small_run()), true, read_run},
      {"Stats", "stats.json", good_stats(), true, read_stats},
      {"StoredRun", "x.baseline.json", nlohmann::json::parse(baseline_json(stored_run())).dump() + '\n', true,
       read_stored},
      {"Rounds", "rounds.jsonl", good_rounds(), true, read_duet},
      {"Prior", "duet.json", R"({"verdict":"passed","variances":{"browse/p50":0.01},"origin":"a"})", true,
       [](const std::string& path) { return problem_of(read_priors({path})); }},
      {"Config", "shop.json",
       R"({"target":"t","users":20,"run-time":"10s","strict":true,"threshold":["tasks: p95 < 1s"],"env":{"A":"1","B":"2"}})",
       true,
       [](const std::string& path) {
         return read_call({"run", "t", "--config", path});
       }},
      {"ThresholdFile", "gate.txt",
       "# ours\ntasks: p95 < 250ms\nrequest 'GET /*': count > 0 over 10s, abort\n", false,
       [](const std::string& path) {
         return read_call({"run", "t", "--threshold-file", path});
       }},
      {"Csv", "people.csv", "name,age\n\"ann, b\",33\nbob,44\n", false,
       [](const std::string& path) { return problem_of(agent::read_table(path)); }},
      {"JsonLines", "people.jsonl", "{\"name\":\"ann\",\"age\":33}\n{\"age\":44,\"name\":\"bob\"}\n", true,
       [](const std::string& path) { return problem_of(agent::read_table(path)); }},
      {"CtestList", "ctest.txt", kList, false, read_ctest},
      {"CtestReport", "ctest.xml", kReport, false, read_ctest},
      {"ScenarioKit", "scenario_kit.json", R"({"headers":"include","link":["-lcurl"]})", true,
       [](const std::string& path) {
         const Expected<std::string> text = read_whole_file(path, most_bytes::kConfig);
         const std::string folder = fs::path(path).parent_path().string();
         return text ? problem_of(parse_scenario_kit(*text, folder)) : text.error().message;
       }},
  };
}

class Extremes : public TestWithParam<Reader> {
 protected:
  Extremes() {
    const Reader& reader = GetParam();
    fs::create_directories(folder_.file("bad"));
    fs::create_directories(folder_.file("good"));
    fs::create_directories(folder_.file("bad/include/brood"));
    std::ofstream(folder_.file("bad/include/brood/brood.hpp"));
    path_ = folder_.file("bad/" + reader.file);
    // What lies beside it is as it should be.
    if (reader.name == "Stats") std::ofstream(folder_.file("good/stats.json")) << reader.good;
    if (reader.name == "StoredRun")
      std::ofstream(folder_.file("bad/good.baseline.json"))
          << baseline_json(stored_run("2026-11-25T15:04:05.123Z"));
  }

  // The answer to a file that lies there; that it comes in time is part of what is asked.
  std::string answer(const std::string& what) {
    const CpuTime time;
    const std::string refused = GetParam().read(path_);
    EXPECT_LT(time.seconds(), 10) << what;
    if (!refused.empty() && !told_by_line()) {
      EXPECT_THAT(refused, HasSubstr(GetParam().file)) << what;
    }
    return refused;
  }
  std::string answer(const ExtremeText& extreme) {
    std::ofstream(path_, std::ios::binary) << extreme.text;
    return answer(extreme.what);
  }
  // A kit is named by its folder.
  bool told_by_line() const { return GetParam().name == "ScenarioKit"; }
  bool refuses_nonsense() const {
    return GetParam().file != "ctest.txt" &&
           GetParam().file != "ctest.xml";  // of others, with what they like
  }

  TemporaryFolder folder_;
  std::string path_;
};

TEST_P(Extremes, AreNoneInAGoodFile) { EXPECT_EQ(answer({"good", GetParam().good, false}), ""); }

TEST_P(Extremes, OfTheWholeTextAreReadOrRefused) {
  for (const ExtremeText& extreme : extreme_texts(GetParam().good)) {
    const std::string refused = answer(extreme);
    if (extreme.must_refuse && refuses_nonsense()) {
      EXPECT_NE(refused, "") << extreme.what;
    }
  }
}

TEST_P(Extremes, OfEachValueAreReadOrRefused) {
  if (!GetParam().is_json) GTEST_SKIP() << "no JSON";
  int refusals = 0;
  const std::vector<ExtremeText> extremes = extreme_values(GetParam().good);
  for (const ExtremeText& extreme : extremes) {
    SCOPED_TRACE(extreme.what);
    const std::string refused = answer(extreme);
    refusals += refused.empty() ? 0 : 1;
    if (extreme.must_refuse) {
      EXPECT_NE(refused, "");
    }
  }
  EXPECT_GT(refusals, static_cast<int>(extremes.size() / 10));
}

TEST_P(Extremes, ThatAreNoFilesAreRefused) {
  const auto refused = [&](const char* what) {
    EXPECT_NE(answer(what), "") << what;
    fs::remove_all(path_);
  };
  const bool found_by_folder = GetParam().name == "Stats";  // what is no file there is no result
  if (!found_by_folder) {
    fs::create_symlink("/dev/zero", path_);
    refused("without an end");
    ASSERT_EQ(mkfifo(path_.c_str(), 0600), 0);
    refused("a pipe that nobody writes to");
    fs::create_directory(path_);
    refused("a folder");
  }
  std::ofstream(path_) << "";
  ASSERT_EQ(truncate(path_.c_str(), 1'000'000'001), 0);
  refused("a gigabyte");
}

std::string test_name(const ::testing::TestParamInfo<Reader>& info) { return info.param.name; }
INSTANTIATE_TEST_SUITE_P(Of, Extremes, ValuesIn(readers()), test_name);

// Texts of the command line and the environment have no file, but a name.
struct Option {
  std::string name;  // of the option or variable, which a refusal tells
  std::vector<std::string> good;
};
std::string options_name(const ::testing::TestParamInfo<Option>& info) {
  std::string name;
  for (const char c : info.param.name)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0) name += c;
  return name;
}
void PrintTo(const Option& option, std::ostream* out) { *out << option.name; }

class ExtremesOfAnOption : public TestWithParam<Option> {};

std::vector<std::string> extremes_of(const std::string& good) {
  const auto times = [](const std::string& piece, int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += piece;
    return text;
  };
  std::vector<std::string> texts = {"-1",
                                    "9223372036854775808",
                                    "18446744073709551616",
                                    "1e400",
                                    "nan",
                                    "inf",
                                    "-0",
                                    "1e308h",
                                    "5e-324s",
                                    "\xff\xfe",
                                    "=>",
                                    "*",
                                    good + good,
                                    good + ',' + good};
  for (const std::string& piece :
       {std::string("("), std::string("(a)"), std::string("["), std::string("*a"), std::string("a{1000}"),
        std::string("9"), std::string("1s:1,"), good + ',', good + ':'})
    for (const int count : {1'000, 100'000}) {
      texts.push_back(times(piece, count));
      texts.push_back(times(piece, count) + "=>x");
      texts.push_back(times(piece, count) + '=' + good);
    }
  return texts;
}

TEST_P(ExtremesOfAnOption, AreTakenOrRefusedByName) {
  const Option& option = GetParam();
  for (const std::string& good : option.good) {
    for (const std::string& text : extremes_of(good)) {
      const bool is_variable = option.name.starts_with("PT_") || option.name.starts_with("GTEST_");
      const CpuTime time;
      const std::string refused = is_variable ? read_call({"run", "t"}, {{option.name, text}})
                                              : read_call({"run", "t", option.name + '=' + text});
      EXPECT_LT(time.seconds(), 10) << text.substr(0, 50);
      if (!refused.empty()) {
        EXPECT_THAT(refused, HasSubstr(option.name)) << text.substr(0, 50);
      }
      EXPECT_LT(refused.size(), 2000u) << text.substr(0, 50);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Of, ExtremesOfAnOption,
                         ValuesIn(std::vector<Option>{
                             {"--name-rule", {"/users/[^/]+=>/users/:name"}},
                             {"--stages", {"10s:50", "10s:50/s", "87600h:1"}},
                             {"--rate", {"200/s"}},
                             {"--wait", {"500ms..2s"}},
                             {"--run-time", {"1h30m", "87600h"}},
                             {"--users", {"20"}},
                             {"--spawn-rate", {"2.5"}},
                             {"--seed", {"7"}},
                             {"--filter", {"Shop.*-*.Slow"}},
                             {"--fail-status", {"500-599"}},
                             {"--threshold", {"task 'Shop.*': p95 < 250ms", "tasks: count > 0"}},
                             {"--env", {"A=1"}},
                             {"--host", {"http://127.0.0.1:80"}},
                             {"--alpha", {"0.01", "1%"}},
                             {"PT_THRESHOLDS", {"tasks: p95 < 250ms\n# ours\n"}},
                             {"PT_DURATION", {"10"}},
                             {"PT_NUM_CLIENTS", {"10"}},
                             {"PT_HATCH_RATE", {"10"}},
                             {"GTEST_FILTER", {"Shop.*"}}}),
                         options_name);

}  // namespace
}  // namespace brood::testing
