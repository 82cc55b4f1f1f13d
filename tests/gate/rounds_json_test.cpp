#include "ci/gate/rounds_json.hpp"

#include <gmock/gmock.h>

namespace brood::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

std::string line(int round, const std::string& version, const std::string& tasks = "{}") {
  return R"({"round":)" + std::to_string(round) + R"(,"version":")" + version +
         R"(","slot":1,"seconds":6.0,"tasks":)" + tasks + "}\n";
}
// Both lines of a round.
std::string both(int round, const std::string& tasks = "{}") {
  return line(round, "old", tasks) + line(round, "new", tasks);
}

std::vector<Round> read(const std::string& text) { return *read_rounds(text); }
std::string mistake(const std::string& text) {
  const Expected<std::vector<Round>> rounds = read_rounds(text);
  return rounds ? std::string() : rounds.error().message;
}

TEST(RoundsJson, HasALineForEachRoundAndVersion) {
  const std::vector<Round> rounds =
      read(line(1, "old", R"({"browse":{"requests":2460,"errors":3,"latency_us":[[7,1],[5000,17]]}})") +
           line(1, "new", R"({"browse":{"requests":9,"errors":0,"latency_us":[]}})"));
  ASSERT_EQ(rounds.size(), 1U);
  EXPECT_EQ(rounds[0].number, 1);
  EXPECT_EQ(rounds[0].before.slot, 1);
  EXPECT_EQ(rounds[0].before.seconds, 6);
  EXPECT_EQ(rounds[0].before.throughput, std::nullopt);
  const TaskRound& browse = rounds[0].before.tasks.at("browse");
  EXPECT_EQ(browse.requests, 2460U);
  EXPECT_EQ(browse.errors, 3U);
  EXPECT_THAT(browse.latency, ElementsAre(Bucket{7, 8, 1}, Bucket{5000, 5004, 17}));
  EXPECT_EQ(rounds[0].after.tasks.at("browse").requests, 9U);
}

TEST(RoundsJson, BucketsAreAsWideAsThreeDigitsAllow) {
  const std::string pairs = "[[0,1],[1,1],[2047,1],[2048,1],[4096,1],[1048576,1]]";
  const Round round = read(both(1, R"({"t":{"requests":6,"errors":0,"latency_us":)" + pairs + "}}")).front();
  EXPECT_THAT(round.before.tasks.at("t").latency,
              ElementsAre(Bucket{0, 1, 1}, Bucket{1, 2, 1}, Bucket{2047, 2048, 1}, Bucket{2048, 2050, 1},
                          Bucket{4096, 4100, 1}, Bucket{1048576, 1049600, 1}));
}

TEST(RoundsJson, LinesAndBucketsComeInAnyOrder) {
  const std::string tasks = R"({"t":{"requests":3,"errors":0,"latency_us":[[9,1],[4,2]]}})";
  const std::vector<Round> rounds =
      read(line(2, "new", tasks) + line(1, "old") + "\r\n  \n" + line(2, "old") + line(1, "new"));
  ASSERT_EQ(rounds.size(), 2U);
  EXPECT_EQ(rounds[0].number, 1);
  EXPECT_THAT(rounds[1].after.tasks.at("t").latency, ElementsAre(Bucket{4, 5, 2}, Bucket{9, 10, 1}));
}

TEST(RoundsJson, AnEmptyFileHasNoRounds) { EXPECT_THAT(read("\n"), IsEmpty()); }

TEST(RoundsJson, WhatItDoesNotKnowIsLeftAside) {
  EXPECT_EQ(mistake(R"({"host":{"x":[1]},"round":1,"version":"old","slot":0,"seconds":6,"tasks":{}})"
                    "\n" +
                    line(1, "new")),
            "");
}

struct Mistake {
  std::string name;
  std::string text;
  std::vector<std::string> told;
};
void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.name; }

std::string task_line(const std::string& task) { return both(1) + line(2, "old", R"({"pay":)" + task + "}"); }

std::string deep_array() { return std::string(100'000, '[') + std::string(100'000, ']'); }

std::vector<Mistake> mistakes() {
  return {
      {"NotJson", both(1) + "oops\n", {"line 3: ", "not JSON"}},
      {"Cut", both(1) + line(2, "old").substr(0, 30), {"line 3: ", "cut"}},
      {"NoObject", "[1]\n", {"line 1: ", "object"}},
      {"NoRound", R"({"version":"old"})", {"line 1: ", "'round' is missing"}},
      {"RoundZero", line(0, "old"), {"line 1: ", "'round'", "'0'"}},
      {"RoundHuge", line(1'000'001, "old"), {"line 1: ", "'round'", "1000001"}},
      {"Version", both(1) + line(2, "newer"), {"line 3: ", "'version'", "newer", R"("old" or "new")"}},
      {"NoSlot", R"({"round":1,"version":"old"})", {"line 1: ", "'slot' is missing"}},
      {"Seconds", R"({"round":1,"version":"old","slot":0,"seconds":0})", {"'seconds'", "above 0"}},
      {"NoTasks", R"({"round":1,"version":"old","slot":0,"seconds":6})", {"'tasks' is missing"}},
      {"Tasks", line(1, "old", "[]"), {"'tasks'", "object"}},
      {"Twice", both(1) + line(1, "old"), {"line 3: ", "round 1 of the old version", "already"}},
      {"Half", both(1) + line(2, "old"), {"line 3: ", "round 2", "no line of the new version"}},
      {"Task", task_line("3"), {"line 3: ", "'pay'", "object"}},
      {"NoRequests", task_line(R"({"errors":0})"), {"line 3: ", "'pay'", "'requests' is missing"}},
      {"Requests", task_line(R"({"requests":-1})"), {"line 3: ", "'pay'", "'requests'", "'-1'"}},
      {"Errors", task_line(R"({"requests":1,"errors":1.5})"), {"line 3: ", "'errors'", "'1.5'"}},
      {"MoreErrors", task_line(R"({"requests":1,"errors":2})"), {"line 3: ", "2 errors of 1 requests"}},
      {"NoLatency", task_line(R"({"requests":1,"errors":0})"), {"line 3: ", "'latency_us' is missing"}},
      {"Latency", task_line(R"({"requests":1,"errors":0,"latency_us":{}})"), {"line 3: ", "array"}},
      {"Pair", task_line(R"({"requests":1,"errors":0,"latency_us":[[5]]})"), {"line 3: ", "'[5]'"}},
      {"Low", task_line(R"({"requests":1,"errors":0,"latency_us":[[-5,1]]})"), {"line 3: ", "'[-5,1]'"}},
      {"Count", task_line(R"({"requests":1,"errors":0,"latency_us":[[5,-1]]})"), {"line 3: ", "'[5,-1]'"}},
      {"HugeCount", task_line(R"({"requests":1,"errors":0,"latency_us":[[5,1e30]]})"), {"line 3: ", "10^12"}},
      {"Deep", std::string(100'000, '['), {"line 1: "}},
      {"DeepValue", R"({"round":)" + deep_array() + "}", {"line 1: ", "nested more than 8 deep"}},
  };
}

class BadRounds : public ::testing::TestWithParam<Mistake> {};

TEST_P(BadRounds, AreNamedWithTheirLine) {
  const std::string message = mistake(GetParam().text);
  EXPECT_THAT(message, StartsWith("line "));
  for (const std::string& part : GetParam().told) EXPECT_THAT(message, HasSubstr(part));
  EXPECT_LT(message.size(), 300U);
}
INSTANTIATE_TEST_SUITE_P(Kinds, BadRounds, ::testing::ValuesIn(mistakes()),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace brood::testing
