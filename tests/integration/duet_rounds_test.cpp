// `brood duet` on rounds of a file, as a script uses it: one JSON object on standard output, and an exit
// code.
#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using ::testing::HasSubstr;

class Duet : public ::testing::Test {
 protected:
  // Rounds of `requests` requests each, in which the new version takes `slower` times as long, about.
  std::string rounds(int count, double slower, int requests = 400, int wobble_us = 100) {
    std::ofstream file(folder_.file("rounds.jsonl"));
    for (int round = 1; round <= count; ++round) {
      for (const std::string version : {"old", "new"}) {
        const double latency = version == "old" ? 20000 : 20000 * slower + wobble_us * (round % 3 - 1);
        const nlohmann::json task = {
            {"requests", requests},
            {"errors", 0},
            {"latency_us", {nlohmann::json::array({static_cast<int>(latency), requests})}}};
        file << nlohmann::json{{"round", round},
                               {"version", version},
                               {"slot", round % 2},
                               {"seconds", 6.0},
                               {"tasks", {{"browse", task}}}}
             << '\n';
      }
    }
    return folder_.file("rounds.jsonl");
  }
  // Standard error goes to a file of its own.
  Ended duet(const std::string& options) {
    return run_program({"/bin/sh", "-c", std::string(BROOD_COMMAND) + " duet " + options + " 2>" + errors()});
  }
  std::string errors() const { return folder_.file("errors"); }

  TemporaryFolder folder_;
};

TEST_F(Duet, PrintsNothingButItsAnswer) {
  const Ended ended = duet("--from-rounds " + rounds(12, 1));
  EXPECT_EQ(ended.code, 0);
  EXPECT_EQ(nlohmann::json::parse(ended.output)["verdict"], "passed");
  EXPECT_EQ(read_file(errors()), "");
}

TEST_F(Duet, SlowerIsCodeOne) {
  const Ended ended = duet("--from-rounds " + rounds(12, 1.2));
  EXPECT_EQ(ended.code, 1);
  EXPECT_EQ(nlohmann::json::parse(ended.output)["rounds_used"], 10);
}

TEST_F(Duet, InconclusivePassesUnlessStrict) {
  const std::string file = rounds(10, 1.03, 400, 560);
  const Ended ended = duet("--from-rounds " + file);
  EXPECT_EQ(ended.code, 0);
  EXPECT_EQ(nlohmann::json::parse(ended.output)["verdict"], "inconclusive");
  EXPECT_THAT(read_file(errors()), HasSubstr("inconclusive after 10 rounds\n  browse/p50"));
  EXPECT_EQ(duet("--strict --from-rounds " + file).code, 3);
}

TEST_F(Duet, NothingToTestIsCodeThree) {
  const Ended ended = duet("--from-rounds " + rounds(10, 1, 4));
  EXPECT_EQ(ended.code, 3);
  EXPECT_EQ(ended.output, "");
  EXPECT_THAT(read_file(errors()), HasSubstr("no verdict"));
}

TEST_F(Duet, ABadFileIsCodeTwo) {
  EXPECT_EQ(duet("--from-rounds " + rounds(4, 1)).code, 2);
  EXPECT_THAT(read_file(errors()), HasSubstr("4 rounds"));
  std::ofstream(folder_.file("bad")) << "{}\n";
  EXPECT_EQ(duet("--from-rounds " + folder_.file("bad")).code, 2);
  EXPECT_THAT(read_file(errors()), HasSubstr("bad': line 1: 'round' is missing"));
}

TEST_F(Duet, KnowsEarlierDuets) {
  const std::string file = rounds(10, 1);
  std::ofstream(folder_.file("earlier.json")) << duet("--from-rounds " + file).output;
  const Ended ended = duet("--from-rounds " + file + " --prior " + folder_.file("earlier.json"));
  EXPECT_EQ(ended.code, 0);
  EXPECT_EQ(duet("--from-rounds " + file + " --prior " + file).code, 2) << "rounds are no answer";
}

}  // namespace
}  // namespace brood
