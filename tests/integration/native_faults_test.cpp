// What goes wrong in a native scenario costs what it must and is told by name.
#include <gmock/gmock.h>

#include "tests/integration/native_run.hpp"
#include "tests/integration/running_brood.hpp"

namespace brood {
namespace {

using testing::HasSubstr;

class NativeFaults : public NativeScenario {
 protected:
  Ended run(const std::vector<std::string>& more) { return NativeScenario::run(NATIVE_FAULTY_FILE, more); }
};

TEST_F(NativeFaults, AUserThatNeverLetsOthersRunIsEndedByNameAndItsWorkerReplaced) {
  const Ended ended = run({"-u", "4", "-t", "2s", "--task-timeout", "500ms", "--stop-timeout", "100ms",
                           "--filter", "Faulty.hogs:Innocent.*"});
  EXPECT_EQ(1, ended.code) << ended.output;
  EXPECT_GT(row("tasks", "Faulty.hogs")["failed"], 0);
  EXPECT_THAT(errors(), HasSubstr("did not let other users have their turn for 500ms"));
  EXPECT_GT(stats()["replaced_users"], 0);
}

TEST_F(NativeFaults, ATaskThatUsesUpItsStackIsToldSo) {
  EXPECT_EQ(1, run({"-u", "1", "-n", "2", "--filter", "Faulty.overflows"}).code);
  EXPECT_THAT(errors(), HasSubstr("used up its stack"));
  EXPECT_EQ(2, row("tasks", "Faulty.overflows")["failed"]);
}

TEST_F(NativeFaults, ACrashIsChargedToItsTaskAndToldToItsNeighbours) {
  const Ended ended = run({"-u", "8", "-t", "1500ms", "--filter", "Faulty.crashes:Innocent.*"});
  EXPECT_EQ(1, ended.code) << ended.output;
  EXPECT_GT(row("tasks", "Faulty.crashes")["failed"], 0);
  EXPECT_EQ(0, row("tasks", "Faulty.crashes")["passed"]);
  EXPECT_GT(row("tasks", "Innocent.waits")["passed"], 0);
  EXPECT_THAT(errors(), HasSubstr("was killed by SIGSEGV in Faulty.crashes"));
}

TEST_F(NativeFaults, AWaitBeyondTheTaskTimeoutIsUnwound) {
  EXPECT_EQ(1, run({"-u", "2", "-n", "4", "--task-timeout", "200ms", "--filter", "Faulty.sleeps_long"}).code);
  EXPECT_EQ(4, row("tasks", "Faulty.sleeps_long")["failed"]);
  EXPECT_THAT(errors(), HasSubstr("did not end in time"));
  EXPECT_EQ(0, stats()["replaced_users"]);
}

TEST_F(NativeFaults, AUrlWithoutHostIsAMistakeOfTheCallersWithClassAndLine) {
  with_host_ = false;
  const Ended ended = run({"-u", "1", "-t", "5s", "--filter", "Faulty.relative"});
  EXPECT_EQ(2, ended.code);
  EXPECT_THAT(ended.output, HasSubstr("Faulty ("));
  EXPECT_THAT(ended.output, HasSubstr("faulty.cpp:"));
  EXPECT_THAT(ended.output, HasSubstr("asks for /items, but nothing says of which host"));
}

TEST_F(NativeFaults, AUrlWithoutHostLosesNoResultOfWhatRanBefore) {
  with_host_ = false;
  const Ended ended = run({"-u", "1", "-t", "5s", "--filter", "Forgetful.*"});
  EXPECT_EQ(3, ended.code);
  EXPECT_THAT(ended.output, HasSubstr("nothing says of which host"));
  EXPECT_GT(row("tasks", "Forgetful.rests")["passed"], 0);
}

TEST_F(NativeFaults, AUserMayStopItself) {
  const Ended ended = run({"-u", "3", "-t", "5s", "--filter", "Faulty.stops"});
  EXPECT_EQ(0, ended.code) << ended.output;
  EXPECT_EQ(3, count("tasks", "Faulty.stops")) << "one each";
  EXPECT_EQ("iterations", stats()["ended_by"]);
}

TEST_F(NativeFaults, AUserMayStopItselfBeforeItsFirstTask) {
  EXPECT_EQ(1, run({"-u", "3", "-t", "5s", "--filter", "Restless.*"}).code) << "nothing ran";
  EXPECT_EQ(0, count("tasks", "Restless.never"));
}

TEST_F(NativeFaults, AnIterationMayBeSkipped) {
  run({"-u", "1", "-n", "3", "--filter", "Faulty.skips"});
  EXPECT_EQ(3, row("tasks", "Faulty.skips")["skipped"]);
}

TEST_F(NativeFaults, ALogIsLimitedAndSaysWhoAndHowMuchIsMissing) {
  ASSERT_EQ(0, run({"-u", "1", "-t", "1500ms", "--filter", "Faulty.chats"}).code);
  const std::string log = read_file(folder_.file("target.log"));
  EXPECT_THAT(log, HasSubstr("Faulty.chats, user 0: line\n"));
  EXPECT_THAT(log, HasSubstr("lines left out before)"));
  EXPECT_LT(std::count(log.begin(), log.end(), '\n'), 100);
}

TEST_F(NativeFaults, CallsOfAnyProtocolAreRequests) {
  EXPECT_EQ(1, run({"-u", "1", "-n", "5", "--filter", "Faulty.calls"}).code);
  EXPECT_EQ(5, row("requests", "push")["passed"]);
  EXPECT_EQ(15, row("requests", "push")["bytes_in"]);
  EXPECT_EQ(5, row("requests", "full")["failed"]);
  EXPECT_THAT(errors(), HasSubstr("queue is full"));
}

TEST_F(NativeFaults, ACallThatIsLeftByAnExceptionFailsWithIt) {
  run({"-u", "1", "-n", "2", "--filter", "Faulty.call_throws"});
  EXPECT_EQ(2, row("requests", "pop")["failed"]);
  const nlohmann::json all = stats();
  for (const nlohmann::json& error : all["errors"])
    EXPECT_EQ("std::runtime_error: connection lost", error["message"]) << error;
}

TEST_F(NativeFaults, ACallThatIsForgottenFails) {
  run({"-u", "1", "-n", "2", "--filter", "Faulty.call_forgotten"});
  EXPECT_EQ(2, row("requests", "peek")["failed"]);
  EXPECT_THAT(errors(), HasSubstr("was left without done()"));
}

TEST_F(NativeFaults, AUserWhoseLibraryBlocksHasAProcessOfItsOwn) {
  ASSERT_EQ(0, run({"-u", "8", "-t", "1s", "--filter", "Blocking.*"}).code);
  // One after another they would come to 50 in a process, and no machine has that many cores to spare.
  EXPECT_GT(count("tasks", "Blocking.blocks"), 200);
}

TEST_F(NativeFaults, AUserThatIsToldToStopInAnIterationStopsAfterIt) {
  EXPECT_EQ(0, run({"-u", "2", "-t", "200ms", "--stop-timeout", "5s", "--filter", "Late.*"}).code);
  EXPECT_LT(stats()["drain_s"], 2);
  EXPECT_THAT(read_file(folder_.file("target.log")), HasSubstr("on_stop"));
}

TEST_F(NativeFaults, AnEndlessOnStopIsEndedToo) {
  run({"-u", "1", "-t", "3s", "--task-timeout", "300ms", "--filter", "Stuck.*"});
  EXPECT_THAT(errors(), HasSubstr("did not let other users have their turn"));
}

TEST_F(NativeFaults, OnceGoesOnBehindATaskThatCrashes) {
  run({"--once", "--filter", "Faulty.crashes:Faulty.skips:Faulty.calls"});
  EXPECT_EQ(1, count("tasks", "Faulty.crashes"));
  EXPECT_EQ(1, count("tasks", "Faulty.skips"));
  EXPECT_EQ(1, count("tasks", "Faulty.calls"));
}

TEST_F(NativeFaults, AUserThatNeverStartsEndsARunThatOnlyIterationsLimit) {
  EXPECT_EQ(1, run({"--once", "--filter", "Unready.*"}).code);
  EXPECT_EQ(1, run({"-u", "1", "-n", "2", "--filter", "Unready.*"}).code);
  EXPECT_THAT(errors(), HasSubstr("Unready.on_start(): std::runtime_error: not ready"));
}

TEST_F(NativeFaults, ACallWhoseExceptionWasCaughtIsNotToldTheNextOne) {
  run({"-u", "1", "-n", "1", "--filter", "*Asking.catches"});
  EXPECT_THAT(errors(), HasSubstr("std::logic_error: BBB"));
  const nlohmann::json all = stats();
  for (const nlohmann::json& error : all["errors"]) {
    if (error.value("name", "") == "first") {
      EXPECT_EQ("ended by an exception", error["message"]);
    }
  }
}

TEST_F(NativeFaults, AnAnswerThatIsNestedTooDeeplyIsAFailedRequest) {
  run({"-u", "1", "-n", "2", "--filter", "*Asking.deep"});
  EXPECT_EQ(2, row("requests", "deep")["failed"]);
  EXPECT_EQ(0, stats()["replaced_users"]);
}

TEST_F(NativeFaults, APostIsFollowedByAGetAfterARedirect) {
  EXPECT_EQ(0, run({"--once", "--filter", "*Asking.posts"}).code) << errors();
}

TEST_F(NativeFaults, WhatIsAskedBetweenIterationsFailsNone) {
  run({"-u", "1", "-n", "5", "--filter", "*Asking.fine"});
  EXPECT_EQ(5, row("tasks", "inner::Asking.fine")["passed"]);
  EXPECT_GT(row("requests", "between")["failed"], 0);
}

TEST_F(NativeFaults, TwoRunsDoNotWriteIntoOneFolder) {
  RunningBrood first({BROOD_COMMAND, "run", NATIVE_FAULTY_FILE, "--out", folder_.path(), "-t", "2s",
                      "--filter", "Innocent.*"},
                     folder_.file("first"));
  ASSERT_TRUE(eventually([&] { return !read_file(folder_.file("journal.jsonl")).empty(); },
                         std::chrono::seconds(10)));
  const Ended second = run({"-t", "1s", "--filter", "Innocent.*"});
  EXPECT_EQ(2, second.code);
  EXPECT_THAT(second.output, HasSubstr("another run is writing"));
  EXPECT_EQ(0, first.wait());
}

}  // namespace
}  // namespace brood
