// Runs that are compared with stored ones, as a pipeline has them.
#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::Not;

class StoredRuns : public testing::Test {
 protected:
  Ended run(std::vector<std::string> more = {}, int pause_us = 1000, const std::string& test = "Sleeps") {
    std::vector<std::string> words = {
        BROOD_COMMAND, "run", PROBE_PAUSING_FILE, "--filter", "Pausing." + test, "-u", "1", "-t", "2s",
        "--out",       out(), "--baseline",       base()};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words, {"PAUSE_US=" + std::to_string(pause_us)});
  }
  Ended brood(std::vector<std::string> words) {
    words.insert(words.begin(), BROOD_COMMAND);
    return run_program(words);
  }
  std::string out() const { return folder_.file("out"); }
  std::string base() const { return folder_.file("base"); }
  std::vector<std::string> files(const std::string& folder) const {
    std::vector<std::string> paths;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
    return paths;
  }
  json stats() const { return json::parse(read_file(out() + "/stats.json")); }
  std::string report(const std::string& format, const std::string& name) {
    brood({"report", out(), "--report", format + ':' + folder_.file(name)});
    return read_file(folder_.file(name));
  }

  // As if the one stored run had been made on so many days, a little quicker or slower each time.
  void repeat_stored_run(int days) {
    const std::string first = files(base()).at(0);
    const json stored = json::parse(read_file(first));
    std::filesystem::remove(first);
    for (int day = 1; day <= days; ++day) {
      json other = stored;
      other["started_at"] = "2026-01-0" + std::to_string(day) + "T12:00:00.000Z";
      for (json& metric : other["metrics"]) metric["y"] = metric["y"].get<double>() + 0.01 * (day % 3 - 1);
      std::ofstream(base() + "/" + std::to_string(day) + ".baseline.json") << other;
    }
  }

  TemporaryFolder folder_;
};

TEST_F(StoredRuns, BeginWithNone) {
  const Ended ended = run();
  EXPECT_EQ(ended.code, 0) << ended.output;
  EXPECT_THAT(ended.output, HasSubstr("nothing to compare with yet, baseline recorded"));
  EXPECT_THAT(ended.output, HasSubstr("Baseline recorded: " + base()));
  EXPECT_EQ(files(base()).size(), 1U);
  EXPECT_EQ(stats()["comparison"]["with"], "0 stored runs");
}

TEST_F(StoredRuns, AdviseAtFirst) {
  ASSERT_EQ(run().code, 0);
  const Ended ended = run({}, 8000);
  EXPECT_EQ(ended.code, 0) << ended.output;
  EXPECT_THAT(ended.output, HasSubstr("It counts from 5 stored runs on"));
  const json metric = stats()["comparison"]["metrics"][0];
  EXPECT_EQ(metric["name"], "Pausing.Sleeps/p50");
  EXPECT_GT(metric["ratio"], 3);
}

TEST_F(StoredRuns, FailASlowerRunFromFiveOn) {
  ASSERT_EQ(run().code, 0);
  repeat_stored_run(5);
  const Ended slow = run({}, 10000);
  EXPECT_EQ(slow.code, 1) << slow.output;
  EXPECT_THAT(slow.output, HasSubstr("comparison with 5 stored runs"));
  EXPECT_THAT(slow.output, HasSubstr("Stored runs used: 2026-01-01T12:00:00"));
  EXPECT_THAT(slow.output, HasSubstr("This run is no baseline: something is worse than before."));
  EXPECT_EQ(files(base()).size(), 5U);
  EXPECT_THAT(read_file(out() + "/junit.xml"), HasSubstr("type=\"comparison\""));
  EXPECT_EQ(report("json", "again.json"), read_file(out() + "/stats.json"));
  EXPECT_EQ(report("junit", "again.xml"), read_file(out() + "/junit.xml"));
  EXPECT_EQ(brood({"check", out()}).code, 1);
  EXPECT_EQ(brood({"baseline", "add", out(), base()}).code, 2);
}

TEST_F(StoredRuns, JudgeARecordedRunToo) {
  ASSERT_EQ(run().code, 0);
  repeat_stored_run(5);
  ASSERT_EQ(run({}, 1000).code, 0);
  const std::size_t stored = files(base()).size();
  EXPECT_EQ(stored, 6U);
  const Ended same = brood({"check", out(), "--baseline", base()});
  EXPECT_EQ(same.code, 0) << same.output;
  EXPECT_THAT(same.output, HasSubstr("comparison with 5 stored runs"));
  EXPECT_THAT(same.output, HasSubstr("1 is this run itself"));
  EXPECT_EQ(files(base()).size(), stored);
}

TEST_F(StoredRuns, AreTheSameFromTheJournal) {
  ASSERT_EQ(run().code, 0);
  const std::string other = folder_.file("other");
  EXPECT_EQ(brood({"baseline", "add", out(), other}).code, 0);
  ASSERT_EQ(files(other).size(), 1U);
  EXPECT_EQ(read_file(files(other)[0]), read_file(files(base())[0]));
}

TEST_F(StoredRuns, AreOfOneScenarioEach) {
  ASSERT_EQ(run().code, 0);
  const Ended ended = run({"-u", "2"});
  EXPECT_EQ(ended.code, 0) << ended.output;
  EXPECT_THAT(ended.output, HasSubstr("Not used: 1 of another scenario (users 1, not 2)."));
  EXPECT_THAT(ended.output, HasSubstr("Baseline recorded"));
}

TEST_F(StoredRuns, AreNeverRunsThatFailed) {
  const Ended ended = run({}, 1000, "Fails");
  EXPECT_EQ(ended.code, 1) << ended.output;
  EXPECT_THAT(ended.output, HasSubstr("This run is no baseline: it failed."));
  EXPECT_TRUE(files(base()).empty());
  const Ended added = brood({"baseline", "add", out(), base()});
  EXPECT_EQ(added.code, 2);
  EXPECT_THAT(added.output, HasSubstr("only a run that came to its end and passed"));
}

TEST_F(StoredRuns, AreNeverRunsThatDidNotComeToTheirEnd) {
  ASSERT_EQ(run().code, 0);
  const std::string journal = out() + "/journal.jsonl";
  std::filesystem::resize_file(journal, std::filesystem::file_size(journal) - 1);
  const Ended added = brood({"baseline", "add", out(), base()});
  EXPECT_EQ(added.code, 2);
  EXPECT_THAT(added.output, HasSubstr("did not come to its end"));
  EXPECT_EQ(files(base()).size(), 1U);
}

TEST_F(StoredRuns, OfAnotherMachineAreNotUsed) {
  ASSERT_EQ(run().code, 0);
  repeat_stored_run(1);
  const std::string other = files(base()).at(0);
  json stored = json::parse(read_file(other));
  stored["machine"]["cpu"] = "another";
  std::ofstream(other) << stored;
  const Ended ended = run();
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.output, HasSubstr("Not used: 1 of another machine (cpu another, not"));
  EXPECT_THAT(ended.output, HasSubstr("baseline recorded"));
}

TEST_F(StoredRuns, DoNotMindRunsOfEachTestOnce) {
  const Ended ended = run({"--once"});
  EXPECT_EQ(ended.code, 0) << ended.output;
  EXPECT_FALSE(std::filesystem::exists(base()));
}

TEST_F(StoredRuns, AreRefusedBeforeTheLoadIfTheyAreNone) {
  const Ended ended = run({"--baseline", folder_.file("none.json")});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.output, HasSubstr("--baseline: cannot read"));
  EXPECT_THAT(ended.output, Not(HasSubstr("users")));
  EXPECT_FALSE(std::filesystem::exists(out() + "/journal.jsonl"));
}

TEST_F(StoredRuns, CanBeListedShownAndPruned) {
  ASSERT_EQ(run().code, 0);
  repeat_stored_run(3);
  std::ofstream(base() + "/cut.baseline.json") << "{";
  const Ended list = brood({"baseline", "list", base()});
  EXPECT_EQ(list.code, 0);
  EXPECT_THAT(list.output, HasSubstr("2026-01-03T12:00:00.000Z  probe_pausing"));
  EXPECT_THAT(list.output, HasSubstr("cut.baseline.json' is not JSON, or cut: line "));
  const Ended show = brood({"baseline", "show", base()});
  EXPECT_EQ(show.code, 0);
  EXPECT_THAT(show.output, HasSubstr("3 runs of probe_pausing"));
  EXPECT_THAT(show.output, HasSubstr("Pausing.Sleeps/p95"));
  EXPECT_EQ(brood({"baseline", "show", base() + "/1.baseline.json"}).code, 0);
  EXPECT_EQ(brood({"baseline", "show", base() + "/cut.baseline.json"}).code, 2);
  EXPECT_THAT(brood({"baseline", "prune", base(), "--keep", "2"}).output, HasSubstr("removed 1, kept 2"));
  EXPECT_EQ(files(base()).size(), 3U);
  EXPECT_EQ(brood({"baseline", "list", folder_.file("none")}).code, 2);
}

}  // namespace
}  // namespace brood
