// Rounds of a file, from the command's side: which looks there are, and which file a mistake is in.
#include "ci/command/duet_rounds.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "ci/gate/duet_json.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood::testing {
namespace {

using ::testing::HasSubstr;

class DuetRounds : public ::testing::Test {
 protected:
  // A file of rounds in which the new version is slower by `slower`, give or take some rounds.
  std::string rounds_file(int rounds, double slower) {
    std::string text;
    for (int round = 1; round <= rounds; ++round) {
      text += line(round, "old", 20000);
      text += line(round, "new", static_cast<int>(20000 * (1 + slower) + 200 * (round % 3 - 1)));
    }
    return write("rounds.jsonl", text);
  }
  static std::string line(int round, const std::string& version, int latency_us) {
    return R"({"round":)" + std::to_string(round) + R"(,"version":")" + version +
           R"(","slot":0,"seconds":6,"tasks":{"browse":{"requests":400,"errors":0,"latency_us":[[)" +
           std::to_string(latency_us) + ",400]]}}}\n";
  }
  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.file(name)) << text;
    return folder_.file(name);
  }
  std::string mistake(const DuetOptions& plan) { return judge_rounds(plan).error().message; }

  TemporaryFolder folder_;
};

DuetOptions plan(const std::string& rounds, std::vector<std::string> priors = {}) {
  DuetOptions options;
  options.rounds_file = rounds;
  options.priors = std::move(priors);
  return options;
}

TEST_F(DuetRounds, AreJudgedAtTheLooks) {
  const DuetReport report = *judge_rounds(plan(rounds_file(30, 0)));
  EXPECT_EQ(report.verdict, Finding::passed);
  EXPECT_EQ(report.rounds, 10);
}

TEST_F(DuetRounds, TheFileHoldsTheMostThereAre) {
  const DuetReport report = *judge_rounds(plan(rounds_file(7, 0.2)));
  EXPECT_EQ(report.verdict, Finding::failed);
  EXPECT_EQ(report.rounds, 7);
}

TEST_F(DuetRounds, EarlierDuetsAreKnown) {
  const std::string rounds = rounds_file(10, 0);
  const std::string earlier = write("earlier.json", duet_json(*judge_rounds(plan(rounds))));
  const DuetReport report = *judge_rounds(plan(rounds, {earlier, earlier}));
  EXPECT_EQ(report.metrics[0].test->df, 9 + 18);
}

TEST_F(DuetRounds, MistakesNameTheFile) {
  EXPECT_THAT(mistake(plan("/nowhere/rounds.jsonl")), HasSubstr("'/nowhere/rounds.jsonl'"));
  EXPECT_THAT(mistake(plan(folder_.path())), HasSubstr("is a folder"));
  EXPECT_THAT(mistake(plan(write("x.jsonl", "oops\n"))), HasSubstr("x.jsonl': line 1: "));
  EXPECT_THAT(mistake(plan(rounds_file(4, 0))),
              HasSubstr("rounds.jsonl': it has 4 rounds; a duet needs at least 5"));
  const std::string prior = write("prior.json", "{}");
  EXPECT_THAT(mistake(plan(rounds_file(5, 0), {prior})), HasSubstr("prior.json': it has no variances"));
}

TEST_F(DuetRounds, OfALiveDuetLeaveOutPriorsThatAreNotThereOrOfAnotherOrigin) {
  const auto prior = [&](const std::string& name, const std::string& origin) {
    std::ofstream(folder_.file(name)) << R"({"variances":{"a/p50":0.01})" << origin << '}';
    return folder_.file(name);
  };
  std::vector<std::string> left_out;
  const auto known = read_own_priors({folder_.file("none"), prior("other", R"(,"origin":"b")"),
                                      prior("own", R"(,"origin":"a")"), prior("silent", "")},
                                     "a", left_out);
  ASSERT_TRUE(known);
  EXPECT_EQ(known->size(), 2U);
  EXPECT_THAT(left_out, ::testing::ElementsAre(::testing::HasSubstr("none"), ::testing::HasSubstr("other")));
}

}  // namespace
}  // namespace brood::testing
