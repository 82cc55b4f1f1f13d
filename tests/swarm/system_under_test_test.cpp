// The SUT's way from a command to a server that can be put under load, and every way in which it goes wrong.
#include "runner/swarm/system_under_test.hpp"
#include "runner/swarm/free_port.hpp"

#include <gmock/gmock.h>
#include <signal.h>

#include <algorithm>
#include <thread>

#include "runner/swarm/text_file.hpp"
#include "tests/swarm/processes.hpp"

namespace brood {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

const std::string kHelper = BROOD_TEST_HELPER;
bool never() { return false; }

class ASystemUnderTest : public testing::Test {
 protected:
  Expected<SystemUnderTest> start(const std::string& command, const std::string& ready,
                                  Nanos timeout = seconds{20}, const Interrupted& interrupted = never) {
    const SutSurroundings surroundings{
        folder_.path() + "/sut.log", {"PATH=/usr/bin:/bin", mark_}, folder_.path()};
    return SystemUnderTest::start(keeper_, {command, ready, timeout}, surroundings, interrupted);
  }
  std::string failure(const std::string& command, const std::string& ready, Nanos timeout = seconds{20}) {
    const Expected<SystemUnderTest> sut = start(command, ready, timeout);
    EXPECT_FALSE(sut) << "it started";
    return sut ? "" : sut.error().message;
  }
  bool nothing_is_left() {
    return eventually([&] { return marked_by(mark_).empty(); });
  }

  TemporaryFolder folder_;
  std::string mark_ = new_mark();
  Keeper keeper_ = *Keeper::start();
};

TEST_F(ASystemUnderTest, IsReadyWhenItsPathAnswersBelow400) {
  Expected<SystemUnderTest> sut = start(kHelper + " serve {port} 2", "/health");
  ASSERT_TRUE(sut) << sut.error().message;
  EXPECT_EQ(sut->address(), loopback_address(sut->address().port));
  EXPECT_TRUE(sut->stop(never));
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(ASystemUnderTest, IsReadyWhenItsPortAccepts) {
  Expected<SystemUnderTest> sut = start("sleep 0.1; " + kHelper + " bind {port} 60", "");
  ASSERT_TRUE(sut) << sut.error().message;
}

TEST_F(ASystemUnderTest, IsReadyWhenAPortOfItsOwnChoiceAccepts) {
  const std::string port = std::to_string(*find_free_port());
  Expected<SystemUnderTest> sut = start(kHelper + " bind " + port + " 60", port);
  ASSERT_TRUE(sut) << sut.error().message;
  EXPECT_EQ(sut->address().url, "http://127.0.0.1:" + port);
}

TEST_F(ASystemUnderTest, IsReadyWhenAUrlAnswers) {
  const std::string url = "http://127.0.0.1:" + std::to_string(*find_free_port());
  Expected<SystemUnderTest> sut =
      start(kHelper + " serve " + url.substr(17) + " 0", url + "/deep/health?x=1");
  ASSERT_TRUE(sut) << sut.error().message;
  EXPECT_EQ(sut->address().url, url);
}

TEST_F(ASystemUnderTest, IsReadyOnceStartedWhereThereIsNothingToAsk) {
  Expected<SystemUnderTest> sut = start("sleep 60", "");
  ASSERT_TRUE(sut) << sut.error().message;
}

TEST_F(ASystemUnderTest, RunsInTheFolderAndWithTheVariablesGiven) {
  Expected<SystemUnderTest> sut = start("pwd; echo $BROOD_TEST_MARK; sleep 60", "");
  ASSERT_TRUE(sut);
  sut->log().keep();
  EXPECT_TRUE(eventually([&] { return sut->log().drain() && sut->log().tail(1, 99).ends_with("."); }));
  EXPECT_TRUE(sut->stop(never));
  EXPECT_EQ(read_text_file(folder_.path() + "/sut.log"),
            folder_.path() + "\n" + mark_.substr(mark_.find('=') + 1) + "\n");
}

TEST_F(ASystemUnderTest, ThatIsNeverReadyIsToldWithTheLastAnswerAndItsLog) {
  const std::string message =
      failure("echo warming up; " + kHelper + " serve {port} 999999", "/health", milliseconds{500});
  EXPECT_THAT(message, AllOf(HasSubstr("not ready within 500ms: http://127.0.0.1:"),
                             HasSubstr("/health: status 503"), HasSubstr("sut.log:\n    warming up")));
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(ASystemUnderTest, ThatNeverListensIsToldWithItsPort) {
  const std::string message = failure("sleep 60 {port}0s", "", milliseconds{200});
  EXPECT_THAT(message,
              AllOf(HasSubstr("nothing accepts connections on port "), HasSubstr("it wrote nothing")));
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(ASystemUnderTest, ThatDiesIsToldAtOnceWithTheTailOfItsLog) {
  const std::string message =
      failure("for i in $(seq 1000); do echo line $i; done; exit 9", "8", seconds{20});
  EXPECT_THAT(message,
              AllOf(HasSubstr("exited with code 9 before it was ready"), HasSubstr("command: for i in"),
                    HasSubstr("    line 981\n"), HasSubstr("    line 1000"), Not(HasSubstr("line 980\n"))));
  EXPECT_LE(std::count(message.begin(), message.end(), '\n'), 29);
}

TEST_F(ASystemUnderTest, ThatLeavesItsServerInTheBackgroundIsToldToStay) {
  EXPECT_THAT(failure("sleep 60 & exit 0; {port}", ""), HasSubstr("must stay in the foreground"));
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(ASystemUnderTest, WhosePortIsTakenIsNotStarted) {
  Expected<SystemUnderTest> first = start(kHelper + " bind {port} 60", "");
  ASSERT_TRUE(first);
  const std::string port = std::to_string(first->address().port);
  EXPECT_THAT(failure("touch started", port),
              AllOf(HasSubstr("port " + port + " is taken"), HasSubstr("{port}")));
  EXPECT_FALSE(read_text_file(folder_.path() + "/started"));
}

TEST_F(ASystemUnderTest, ThatFindsItsPortTakenSaysSoItself) {
  Expected<SystemUnderTest> first = start(kHelper + " bind {port} 60", "");
  ASSERT_TRUE(first);
  const std::string port = std::to_string(first->address().port);
  EXPECT_THAT(failure(kHelper + " bind " + port + " 60; exit $? # {port}", ""),
              HasSubstr("cannot listen: Address already in use"));
}

TEST_F(ASystemUnderTest, IsGivenUpWhenInterrupted) {
  int asked = 0;
  const auto begin = std::chrono::steady_clock::now();
  const Expected<SystemUnderTest> sut =
      start("sleep 60 # {port}", "", seconds{20}, [&] { return ++asked == 3; });
  ASSERT_FALSE(sut);
  EXPECT_THAT(sut.error().message, HasSubstr("interrupted"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds{5});
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(ASystemUnderTest, IsMeasuredWithItsChildren) {
  Expected<SystemUnderTest> sut = start("exec " + kHelper + " spin 50 60", "");
  ASSERT_TRUE(sut);
  EXPECT_TRUE(eventually([&] { return sut->sample().memory > 50'000'000; }));
  EXPECT_TRUE(eventually([&] { return sut->sample().cpu > milliseconds{100}; }));
  EXPECT_LT(sut->sample().memory, 500'000'000u);
  EXPECT_TRUE(sut->stop(never));
  EXPECT_FALSE(sut->sample().known);
}

TEST_F(ASystemUnderTest, ThatDiesDuringTheRunIsToldWithItsLog) {
  Expected<SystemUnderTest> sut = start("sleep 0.3; echo out of luck; kill -9 $$", "");
  ASSERT_TRUE(sut);
  const auto ended = keeper_.wait_event(sut->id(), seconds{5});
  ASSERT_TRUE(ended);
  EXPECT_THAT(sut->died(*ended).message,
              AllOf(HasSubstr("was killed by SIGKILL during the run"), HasSubstr("out of luck")));
  EXPECT_FALSE(sut->sample().known);
  EXPECT_TRUE(sut->stop(never));
}

TEST_F(ASystemUnderTest, MayFinishItsWorkWhenStopped) {
  const std::string server = "trap 'sleep 0.2; echo saved; exit' TERM; echo up; while :; do sleep 0.02; done";
  Expected<SystemUnderTest> sut = start("sh -c \"" + server + "\" & wait", "");
  ASSERT_TRUE(sut);
  ASSERT_TRUE(eventually([&] { return sut->log().drain() && sut->log().tail(1, 10) == "up"; }));
  EXPECT_TRUE(sut->stop(never));
  EXPECT_EQ(sut->log().tail(1, 100), "saved");
  EXPECT_TRUE(nothing_is_left());
}

TEST_F(ASystemUnderTest, ThatIgnoresTheRequestIsKilledWhenThereIsAHurry) {
  Expected<SystemUnderTest> sut = start("trap '' TERM; echo up; sleep 60; true", "");
  ASSERT_TRUE(sut);
  ASSERT_TRUE(eventually([&] { return sut->log().drain() && sut->log().tail(1, 10) == "up"; }));
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_TRUE(sut->stop([] { return true; }));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, seconds{3});
  EXPECT_TRUE(nothing_is_left());
}

class ASutPlan : public testing::TestWithParam<std::tuple<const char*, const char*>> {};

TEST_P(ASutPlan, WithAMistakeIsRefusedBeforeAnythingStarts) {
  const auto& [ready, reason] = GetParam();
  const Status status = check_sut_plan({"server", ready, seconds{1}});
  ASSERT_FALSE(status);
  EXPECT_THAT(status.error().message, AllOf(HasSubstr(ready), HasSubstr(reason)));
}

INSTANTIATE_TEST_SUITE_P(Ready, ASutPlan,
                         testing::Values(std::tuple{"/health", "use {port} in the command"},
                                         std::tuple{"0", "between 1 and 65535"},
                                         std::tuple{"65536", "between 1 and 65535"},
                                         std::tuple{"99999999999999999999", "between 1 and 65535"},
                                         std::tuple{"health", "a path such as /health"},
                                         std::tuple{"http://:80", "is not a URL"}));

}  // namespace
}  // namespace brood
