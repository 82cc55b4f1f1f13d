// Two versions of a real nginx under load side by side.
#include <gmock/gmock.h>
#include <signal.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "tests/integration/running_brood.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

class ADuet : public testing::Test {
 protected:
  // An nginx that takes so long for an item.
  std::string server(const std::string& seconds) const {
    return std::string(DUET_SERVER) + " {port} " + seconds + ' ' + folder_.path();
  }
  std::vector<std::string> words(const std::string& before, const std::string& after) const {
    return {BROOD_COMMAND, "duet",    target_,   "--old", before,
            "--new",       after,     "--ready", "/page", "-u",
            "8",           "--looks", "5,8,10",  "--out", folder_.file("out")};
  }
  Ended run(const std::string& before, const std::string& after,
            const std::string& placement = "turns") const {
    std::vector<std::string> placed = words(before, after);
    placed.insert(placed.end(), {"--placement", placement});
    return run_program(placed, {}, std::chrono::seconds{200});
  }
  nlohmann::json comparison() const {
    return nlohmann::json::parse(read_file(folder_.file("out/stats.json")))["comparison"];
  }
  std::string verdict_of(const std::string& metric) const {
    const nlohmann::json found = comparison();
    for (const nlohmann::json& one : found["metrics"])
      if (one["name"] == metric) return one["verdict"];
    return "none";
  }

  // What it printed until somebody stopped it there.
  std::string stopped_in_the_first_round(const std::vector<std::string>& words) const {
    std::filesystem::remove_all(folder_.file("out"));
    RunningBrood duet(words, folder_.file("printed"));
    const auto is_there = [&] {
      return std::filesystem::exists(folder_.file("out/rounds/01/old/journal.jsonl"));
    };
    EXPECT_TRUE(eventually(is_there, std::chrono::seconds{60}));
    std::this_thread::sleep_for(std::chrono::milliseconds{500});
    duet.signal(SIGINT);
    EXPECT_EQ(3, duet.wait());
    return read_file(folder_.file("printed"));
  }

  std::string target_ = DUET_READERS_FILE;
  TemporaryFolder folder_;
};

TEST_F(ADuet, OfAServerWithItselfDoesNotFail) {
  target_ = DUET_READER_TESTS_FILE;
  const Ended ended = run(server("0.020"), server("0.020"), "together");
  EXPECT_EQ(0, ended.code) << ended.output;
  EXPECT_THAT(ended.output,
              AllOf(HasSubstr("old and new are the same command"), HasSubstr("could have noticed")));
  EXPECT_EQ("passed", verdict_of("Reader.item/errors"));
  EXPECT_EQ("passed", verdict_of("throughput"));
}

TEST_F(ADuet, FindsWhatOneTaskLost) {
  const Ended ended = run(server("0.020"), server("0.025"), "turns");
  EXPECT_EQ(1, ended.code) << ended.output;
  EXPECT_EQ("failed", comparison()["verdict"]);
  EXPECT_EQ("failed", verdict_of("Reader.item/p50"));
  EXPECT_NE("failed", verdict_of("Reader.page/p50"));
  EXPECT_THAT(read_file(folder_.file("out/junit.xml")), HasSubstr("Reader.item/p50"));
  EXPECT_THAT(ended.output, HasSubstr("worse: Reader.item/p50"));

  const std::string live = read_file(folder_.file("out/stats.json"));
  EXPECT_THAT(nlohmann::json::parse(live)["duration_s"].get<double>(), AnyOf(15, 24))
      << "of 5 or 8 rounds the half that the new version worked in";
  const std::string again = folder_.file("again.json");
  EXPECT_EQ(0, run_program({BROOD_COMMAND, "report", folder_.file("out"), "--report", "json:" + again}).code);
  EXPECT_EQ(live, read_file(again)) << "the journal has all of it";
  EXPECT_EQ(1, run_program({BROOD_COMMAND, "check", folder_.file("out")}).code);
}

// Of the whole seconds after the warm-up those in which a version ended next to nothing.
std::string idle_seconds(const std::string& run) {
  std::istringstream journal(read_file(run + "/journal.jsonl"));
  std::vector<std::uint64_t> ended;
  for (std::string line; std::getline(journal, line);) {
    const nlohmann::json record = nlohmann::json::parse(line);
    if (!record.contains("interval") || record["interval"].value("drain", false)) continue;
    ended.push_back(0);
    for (const nlohmann::json& task : record["interval"].value("tasks", nlohmann::json::array()))
      ended.back() += task.value("passed", std::uint64_t{0});
  }
  const std::uint64_t most = *std::max_element(ended.begin(), ended.end());
  std::string idle;
  for (std::size_t second = 1; second < ended.size(); ++second)
    if (ended[second] < most / 4) idle += std::to_string(second);
  return idle;
}

// The rehearsal has two turns of three seconds, and the old version begins. Its users work only in their own.
TEST_F(ADuet, InTurnsLetsOneVersionWorkAtATime) {
  for (const char* target : {DUET_READERS_FILE, DUET_READER_TESTS_FILE}) {
    target_ = target;
    std::vector<std::string> in_turns = words(server("0.020"), server("0.020"));
    in_turns.insert(in_turns.end(), {"--placement", "turns", "--threshold", "tasks: p95 < 1s for 200s"});
    EXPECT_THAT(stopped_in_the_first_round(in_turns),
                HasSubstr("The window of 'tasks: p95 < 1s for 200s' is longer than"));
    EXPECT_EQ("456", idle_seconds(folder_.file("out/rounds/rehearsal/old")));
    EXPECT_EQ("123", idle_seconds(folder_.file("out/rounds/rehearsal/new")));
  }
}

TEST_F(ADuet, WithALimitOfNoMetricIsRefusedOnceItKnowsTheTasks) {
  std::vector<std::string> limited = words(server("0.020"), server("0.020"));
  limited.insert(limited.end(), {"--placement", "turns", "--limit", "Reader.itm/p95=10%"});
  const Ended ended = run_program(limited);
  EXPECT_EQ(2, ended.code);
  EXPECT_THAT(ended.output, HasSubstr("did you mean 'Reader.item/p95'"));
  EXPECT_FALSE(std::filesystem::exists(folder_.file("out/rounds"))) << "it was refused, and leaves nothing";
}

TEST_F(ADuet, WithoutAStartHasNoVerdict) {
  const Ended ended = run(server("0"), "echo no luck on {port}; exit 7");
  EXPECT_EQ(3, ended.code);
  EXPECT_THAT(ended.output,
              AllOf(HasSubstr("NO VERDICT"), HasSubstr("the new version"), HasSubstr("no luck on")));
  EXPECT_THAT(ended.output, HasSubstr("the rehearsal was repeated"));
}

TEST_F(ADuet, RemovesWhatAnotherDuetLeftAndNothingElse) {
  namespace fs = std::filesystem;
  for (const char* folder : {"out/rounds/07/old", "out/rounds/mine"})
    fs::create_directories(folder_.file(folder));
  std::ofstream(folder_.file("out/duet.json")) << "{}";
  EXPECT_EQ(3, run(server("0"), "exit 7 # {port}").code);
  EXPECT_FALSE(fs::exists(folder_.file("out/duet.json")));
  EXPECT_FALSE(fs::exists(folder_.file("out/rounds/07")));
  EXPECT_TRUE(fs::exists(folder_.file("out/rounds/mine")));
}

TEST_F(ADuet, WithAVersionThatDiesInEachRoundHasNoVerdict) {
  const Ended ended = run("timeout 2 " + server("0"), server("0"));
  EXPECT_EQ(3, ended.code);
  EXPECT_THAT(ended.output,
              AllOf(HasSubstr("NO VERDICT"), HasSubstr("the old version"), HasSubstr("during the run")));
}

TEST_F(ADuet, ThatIsStoppedSaysSoAndLeavesNothingRunning) {
  std::vector<std::string> timed{"/usr/bin/timeout", "--preserve-status", "--signal=INT", "4"};
  for (const std::string& word : words(server("0"), server("0"))) timed.push_back(word);
  const Ended ended = run_program(timed);
  EXPECT_EQ(3, ended.code);
  EXPECT_THAT(ended.output, AllOf(HasSubstr("NO VERDICT"), HasSubstr("stopped in the rehearsal")));
  // The brackets keep the search from finding itself.
  const std::string left =
      "grep -la '[" + folder_.path().substr(0, 1) + "]" + folder_.path().substr(1) + "' /proc/[0-9]*/cmdline";
  EXPECT_EQ("", run_program({"/bin/sh", "-c", left}).output);
}

// What a round was judged by must be all of it.
TEST_F(ADuet, RepeatsARoundWhoseJournalIsNotWhole) {
  target_ = DUET_READER_TESTS_FILE;
  const std::string rounds = folder_.file("out/rounds/");
  const std::string spoiling =
      "(sleep 4; : > " + rounds + "rehearsal/new/journal.jsonl) & exec " + server("0.020");
  std::vector<std::string> spoilt = words(server("0.020"), spoiling);
  spoilt.insert(spoilt.end(), {"--placement", "together"});
  const std::string printed = stopped_in_the_first_round(spoilt);
  EXPECT_TRUE(std::filesystem::exists(rounds + "rehearsal.2/new/journal.jsonl")) << printed;
  EXPECT_THAT(
      read_file(folder_.file("out/journal.jsonl")),
      HasSubstr("the rehearsal was repeated: the journal in " + rounds + "rehearsal/new is not whole"));
}

// Iterations that hang are waited for until the stop time-out, or until somebody asks again: later, or so
// soon that both are there when they are looked for.
TEST_F(ADuet, EndsAtOnceWhenItIsStoppedTwice) {
  using std::chrono::seconds;
  target_ = PROBE_FAULTS_FILE;
  for (const bool waits : {true, false}) {
    const std::string out = folder_.file(waits ? "later" : "soon");
    std::vector<std::string> hanging = words(server("0"), server("0"));
    hanging.back() = out;
    hanging.insert(hanging.end(), {"--filter", "Fault.Hang:Fault.None", "--wait", "10ms", "--stop-timeout",
                                   "60s", "--placement", "together"});
    RunningBrood brood(hanging, folder_.file("said"));
    const auto loaded = [&](const char* version) {
      return read_file(out + "/rounds/rehearsal/" + version + "/journal.jsonl").find("\n{\"interval\"") !=
             std::string::npos;
    };
    ASSERT_TRUE(eventually([&] { return loaded("old") && loaded("new"); }, seconds{60}));
    const auto begin = std::chrono::steady_clock::now();
    brood.signal(SIGINT);
    if (waits) {
      EXPECT_FALSE(eventually([&] { return brood.family().empty(); }, std::chrono::milliseconds{500}))
          << "it waits for what runs";
    }
    brood.signal(SIGTERM);
    EXPECT_EQ(3, brood.wait());
    EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds{40}) << "long before the stop time-out";
    EXPECT_THAT(read_file(folder_.file("said")), HasSubstr("stopped in the rehearsal"));
    EXPECT_TRUE(eventually([&] { return brood.family().empty(); }, seconds{5}));
  }
}

TEST_F(ADuet, WithAMistakeIsRefusedAndLeavesWhatAnotherOneLeft) {
  namespace fs = std::filesystem;
  const std::vector<std::string> files{"out/journal.jsonl", "out/duet.json",
                                       "out/rounds/01/old/journal.jsonl",
                                       "out/rounds/rehearsal/new/journal.jsonl"};
  for (const std::string& file : files) {
    fs::create_directories(fs::path(folder_.file(file)).parent_path());
    std::ofstream(folder_.file(file)) << "earlier " << file;
  }
  std::vector<std::string> mistaken = words(server("0"), server("0"));
  mistaken.insert(mistaken.end(), {"--filter", "Nobody.*"});
  const Ended ended = run_program(mistaken);
  EXPECT_EQ(2, ended.code);
  EXPECT_THAT(ended.output, AllOf(HasSubstr("Nobody.*"), Not(HasSubstr("repeated"))));
  for (const std::string& file : files) EXPECT_EQ("earlier " + file, read_file(folder_.file(file)));
  EXPECT_FALSE(fs::exists(folder_.file("out/rounds/rehearsal/old")));
}

}  // namespace
}  // namespace brood
