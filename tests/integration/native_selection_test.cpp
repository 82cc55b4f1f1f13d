// Which users do which tasks, and what they make of answers.
#include <gmock/gmock.h>

#include <set>

#include "tests/integration/native_run.hpp"

namespace brood {
namespace {

using testing::HasSubstr;

class NativeSelection : public NativeScenario {
 protected:
  Ended run(const std::vector<std::string>& more) { return NativeScenario::run(NATIVE_ORDERED_FILE, more); }
  std::size_t users_of(const std::string& kind) const {
    std::size_t users = 0;
    const nlohmann::json all = stats();
    for (const nlohmann::json& one : all["requests"])
      users += one["name"].get<std::string>().starts_with(kind) ? 1 : 0;
    return users;
  }
};

TEST_F(NativeSelection, ASequenceIsDoneInItsOrder) {
  const Ended ended = run({"-u", "4", "-n", "100", "--filter", "Walker.*"});
  EXPECT_EQ(0, ended.code) << ended.output;
  EXPECT_EQ(100, stats()["totals"]["tasks"]["count"]);
  EXPECT_EQ(2, stats()["users"][0]["running"]) << "the class has two users, whatever -u says";
}

TEST_F(NativeSelection, UsersAreSharedOutExactlyByTheLargestRemainder) {
  ASSERT_EQ(0, run({"-u", "12", "-t", "1s", "--filter", "Walker.*:*.mark"}).code);
  // Of 12 two are fixed; 10 shared 5 : 2 are 7.14 and 2.86.
  EXPECT_EQ(7, users_of("heavy"));
  EXPECT_EQ(3, users_of("light"));
}

TEST_F(NativeSelection, TagsSelectTasks) {
  run({"-u", "4", "-n", "20", "--tags", "marks,middle", "--exclude-tags", "slow"});
  const nlohmann::json all = stats();
  std::set<std::string> names;
  for (const nlohmann::json& task : all["tasks"]) names.insert(task["name"]);
  EXPECT_EQ((std::set<std::string>{"Light.mark", "Walker.second"}), names);
}

TEST_F(NativeSelection, AnUnknownTagIsRefusedWithThoseThereAre) {
  const Ended ended = run({"--tags", "fast"});
  EXPECT_EQ(2, ended.code);
  EXPECT_THAT(ended.output, HasSubstr("no task has the tag 'fast'; there are: marks, middle, slow"));
}

TEST_F(NativeSelection, OnceDoesEachTaskOfEachClassOnce) {
  run({"--once", "--filter", "Walker.*:*.mark"});
  EXPECT_EQ(5, stats()["totals"]["tasks"]["count"]);
  for (const char* task : {"Walker.first", "Walker.second", "Walker.third", "Heavy.mark", "Light.mark"})
    EXPECT_EQ(1, count("tasks", task)) << task;
}

TEST_F(NativeSelection, TheSameSeedDrawsTheSameNumbers) {
  const auto drawn = [&](const char* seed) {
    run({"-u", "5", "-t", "5s", "--seed", seed, "--filter", "Light.draws"});
    std::set<std::string> names;
    const nlohmann::json all = stats();
    for (const nlohmann::json& one : all["requests"]) names.insert(one["name"]);
    return names;
  };
  const std::set<std::string> first = drawn("7");
  EXPECT_EQ(5, first.size()) << "each user its own";
  EXPECT_EQ(first, drawn("7"));
  EXPECT_NE(first, drawn("8"));
}

TEST_F(NativeSelection, AnswersCanBeReadAsJson) {
  const Ended ended = run({"-u", "1", "-n", "5", "--filter", "Reader.reads"});
  EXPECT_EQ(0, ended.code) << ended.output;
  EXPECT_EQ(10, count("requests", "json"));
}

TEST_F(NativeSelection, AnExpectationThatIsNotMetFailsItsRequestWithWhatWasWantedAndGot) {
  EXPECT_EQ(1, run({"-u", "1", "-n", "3", "--filter", "Reader.misreads"}).code);
  for (const char* name : {"price", "pointer", "text", "number"})
    EXPECT_EQ(3, row("requests", name)["failed"]) << name;
  EXPECT_THAT(errors(), HasSubstr("expected 8 at /items/0/price, got 7\n"));
  EXPECT_THAT(errors(), HasSubstr("expected a value at /items/5, got none in"));
  EXPECT_THAT(errors(), HasSubstr("expected 1 at /a, got a body that is no JSON: \"hello\""));
  EXPECT_THAT(errors(), HasSubstr("expected a number at /items/0/name"));
  EXPECT_EQ(3, row("tasks", "Reader.misreads")["failed"]) << "it goes on, and fails at its end";
}

TEST_F(NativeSelection, OrStopEndsTheIterationAtAFailedRequest) {
  run({"-u", "1", "-n", "3", "--filter", "Reader.stops_at_the_first"});
  EXPECT_EQ(3, row("requests", "first")["failed"]);
  EXPECT_EQ(0, count("requests", "not reached"));
}

}  // namespace
}  // namespace brood
