// Files that once crashed the whole program, or took its memory or its time, and their like. Each is refused
// by name or told, by an exit code of the table; small stacks change nothing.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/without_sums.hpp"

namespace brood {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

constexpr int kUsage = 2;
constexpr int kLastCode = 4;                // beyond it are signals
constexpr std::chrono::seconds kLimit{20};  // of what takes a part of one

std::string times(const std::string& piece, int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += piece;
  return text;
}

class HostileFiles : public ::testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) {
    std::filesystem::create_directories(std::filesystem::path(folder_.file(name)).parent_path());
    std::ofstream(folder_.file(name), std::ios::binary) << text;
    return folder_.file(name);
  }
  static Ended brood(std::vector<std::string> words) {
    words.insert(words.begin(), BROOD_COMMAND);
    return run_program(words, {}, kLimit);
  }
  // With 64 KB of stack.
  static Ended brood_on_a_small_stack(std::vector<std::string> words) {
    words.insert(words.begin(), {"/bin/sh", "-c", "ulimit -s 64 && exec \"$0\" \"$@\"", BROOD_COMMAND});
    return run_program(words, {}, kLimit);
  }
  static void expect_usage(const Ended& ended, const std::string& told) {
    EXPECT_EQ(ended.code, kUsage) << ended.output.substr(0, 1000);
    EXPECT_THAT(ended.output, HasSubstr(told));
  }
  TemporaryFolder folder_;
};

// Journals that are a real one but for an interval.
class HostileJournals : public HostileFiles {
 protected:
  static void SetUpTestSuite() {
    TemporaryFolder folder;
    run_program(
        {BROOD_COMMAND, "run", PROBE_ENVIRONMENT_FILE, "-n", "20", "-u", "1", "--out", folder.path()});
    *journal_ = without_sums(read_file(folder.file("journal.jsonl")));
  }
  static void TearDownTestSuite() { journal_->clear(); }

  // The folder of a result whose intervals are changed.
  std::string result(const std::string& name, const std::function<void(json&)>& change) {
    std::istringstream lines(*journal_);
    std::string text;
    for (std::string line; std::getline(lines, line);) {
      json record = json::parse(line);
      if (record.contains("interval")) change(record["interval"]);
      text += record.dump() + '\n';
    }
    write(name + "/journal.jsonl", text);
    return folder_.file(name);
  }

  void expect_an_answer_of_every_verb(const std::string& result) {
    for (const std::vector<std::string>& words : std::vector<std::vector<std::string>>{
             {"report", result},
             {"report", result, "--report", "html:" + folder_.file("page.html")},
             {"report", result, result},
             {"check", result},
             {"publish", "gitlab", folder_.path(), "--to", folder_.file("published")},
             {"report", "--trend", folder_.path()},
             {"baseline", "add", result, folder_.file("stored")}}) {
      const Ended ended = brood(words);
      EXPECT_LE(ended.code, kLastCode) << words[0] << '\n' << ended.output.substr(0, 1000);
      EXPECT_GE(ended.code, 0) << words[0];
    }
  }

  static std::string* journal_;
};
std::string* HostileJournals::journal_ = new std::string;

// 2^63 and its bucket in a histogram of two digits.
json histogram_of_the_longest() {
  const std::uint64_t longest = std::uint64_t{1} << 63;
  return {{"sum", longest}, {"min", longest}, {"max", longest}, {"buckets", {7296, 1000}}};
}

TEST_F(HostileJournals, MayHaveALatenessOfAnyLength) {
  expect_an_answer_of_every_verb(
      result("run", [](json& interval) { interval["generator"]["lateness"] = histogram_of_the_longest(); }));
}

TEST_F(HostileJournals, MayHaveArrivalsThatWaitedForever) {
  expect_an_answer_of_every_verb(result("run", [](json& interval) {
    interval["arrivals"] = {{"due", 1000}, {"queued", histogram_of_the_longest()}};
  }));
}

TEST_F(HostileJournals, MayHaveCountsBeyondBelief) {
  expect_an_answer_of_every_verb(result("run", [](json& interval) {
    for (json& task : interval["tasks"]) task["passed"] = 2'000'000'000'000'000'000;
    interval["generator"]["stalled"] = 8'640'000'000'000'000;
  }));
}

TEST_F(HostileJournals, TakeNoTrendWithThem) {
  result("good", [](json&) {});
  result("bad", [](json& interval) { interval["generator"]["lateness"] = histogram_of_the_longest(); });
  write("deep/journal.jsonl", times("[", 100'000));
  write("huge/stats.json", "{\"schema\":\"brood-stats-1\",\"x\":" + times("[", 100'000));
  const Ended trend = brood_on_a_small_stack({"report", "--trend", folder_.path()});
  EXPECT_EQ(trend.code, 0) << trend.output;
  EXPECT_THAT(trend.output, HasSubstr("good"));
  EXPECT_THAT(trend.output, HasSubstr("skipped: 'huge/stats.json': it is nested more than 32 deep"));
}

TEST_F(HostileFiles, WithoutAnEndAreRefused) {
  for (const std::string& file : {std::string("/dev/zero"), std::string("/dev/full"), folder_.path()}) {
    expect_usage(brood({"run", PROBE_ENVIRONMENT_FILE, "--config", file}), "--config: '" + file + "' is a ");
    expect_usage(brood({"run", PROBE_ENVIRONMENT_FILE, "--threshold-file", file}),
                 "--threshold-file: '" + file + "' is a ");
    expect_usage(brood({"duet", "--from-rounds", file}), "'" + file + "' is a ");
    expect_usage(brood({"duet", "--from-rounds", folder_.file("none"), "--prior", file}),
                 "'" + file + "' is a ");
    EXPECT_EQ(brood({"report", file, file}).code, kUsage);
    EXPECT_EQ(brood({"check", file}).code, kUsage);
  }
  expect_usage(brood({"run", "/dev/zero"}), "'/dev/zero'");
}

TEST_F(HostileFiles, WithAGigabyteAreRefused) {
  const std::string file = write("huge", "");
  std::filesystem::resize_file(file, 1'000'000'000);
  expect_usage(brood({"run", PROBE_ENVIRONMENT_FILE, "--config", file}), "more than 16 MB");
  expect_usage(brood({"duet", "--from-rounds", file}), "more than 512 MB");
  expect_usage(brood({"check", file}), "not a Brood journal");
  expect_usage(brood({"run", file}), "is not an ELF program");
}

TEST_F(HostileFiles, NestedWithoutAnEndAreRefusedOnAnyStack) {
  for (const std::string& open : {std::string("["), std::string("{\"users\":")}) {
    const std::string file =
        write("deep.json", open == "[" ? "{\"users\":" + times(open, 100'000) : times(open, 100'000));
    expect_usage(brood_on_a_small_stack({"run", PROBE_ENVIRONMENT_FILE, "--config", file}),
                 "nested more than 32 deep");
    expect_usage(brood_on_a_small_stack({"duet", "--from-rounds", file}), "nested more than");
    expect_usage(brood_on_a_small_stack({"check", file}), "not a Brood journal");
  }
}

TEST_F(HostileFiles, WithKeysThatAreThereTwiceAreRefused) {
  const std::string file =
      write("shop.json", "{\"threshold\": [\"tasks: p95 < 1ms\"],\n \"users\": 2,\n \"threshold\": []}");
  expect_usage(brood({"run", PROBE_ENVIRONMENT_FILE, "--config", file}),
               "shop.json has the key 'threshold' twice: line 1, column 2 and line 3, column 2");
}

TEST_F(HostileFiles, MayNotHaveRulesThatRe2DoesNotKnow) {
  const auto run_with = [&](const std::string& rule) {
    const std::string config = json{{"name-rule", {rule + "=>x"}}}.dump();
    return brood_on_a_small_stack(
        {"run", PROBE_ENVIRONMENT_FILE, "--print-config", "--config", write("rules.json", config)});
  };
  for (const std::string& rule :
       {std::string("(a)\\1"), std::string("(?=a)"), std::string("a{1000}{1000}"), times("[", 50'000)})
    EXPECT_EQ(run_with(rule).code, kUsage) << rule.substr(0, 20);
  for (const std::string& rule : {times("(a)", 20'000), times("(", 20'000) + 'a' + times(")", 20'000)})
    EXPECT_LE(run_with(rule).code, kUsage) << rule.substr(0, 20);
  EXPECT_EQ(run_with("/users/[^/]+").code, 0);
}

}  // namespace
}  // namespace brood
