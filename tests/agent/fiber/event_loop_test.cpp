#include "runner/agent/fiber/event_loop.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/epoll.h>
#include <unistd.h>

#include <memory>
#include <string>

#include "runner/agent/fiber/epoll.hpp"

namespace brood::agent {
namespace {

using testing::ElementsAre;

constexpr std::size_t kStackSize = 65'536;

// Time passes only when everybody waits.
class FakeTime : public Poller {
 public:
  std::uint64_t now() override { return now_; }
  void wait(std::uint64_t deadline) override {
    if (deadline != kNever) now_ = std::max(now_, deadline);
  }

 private:
  std::uint64_t now_ = 1000;
};

class AnEventLoop : public testing::Test {
 protected:
  Fiber& fiber(std::function<void()> body) {
    fibers_.push_back(std::make_unique<Fiber>(stacks_, std::move(body)));
    loop_.post(*fibers_.back());
    return *fibers_.back();
  }
  bool all_ended() const {
    return std::all_of(fibers_.begin(), fibers_.end(), [](const auto& fiber) { return fiber->ended(); });
  }
  void run() {
    for (int turns = 0; turns < 1000 && !all_ended(); ++turns) loop_.turn(kNever);
    ASSERT_TRUE(all_ended());
  }
  void say(const std::string& what) { said_.push_back(what + " at " + std::to_string(loop_.now())); }

  StackPool stacks_{kStackSize};
  FakeTime time_;
  EventLoop loop_{time_};
  std::vector<std::unique_ptr<Fiber>> fibers_;
  std::vector<std::string> said_;
};

TEST_F(AnEventLoop, WakesSleepersInTheOrderOfTheirTimes) {
  fiber([&] {
    EXPECT_TRUE(loop_.sleep_until(3000));
    say("late");
  });
  fiber([&] {
    loop_.sleep_until(2000);
    say("early");
    loop_.sleep_until(4000);
    say("early again");
  });
  run();
  EXPECT_THAT(said_, ElementsAre("early at 2000", "late at 3000", "early again at 4000"));
}

TEST_F(AnEventLoop, LetsAFiberWaitForAnother) {
  Event done(loop_);
  fiber([&] {
    EXPECT_EQ(Woken::set, done.wait());
    say("told");
  });
  fiber([&] {
    loop_.sleep_until(5000);
    done.set();
  });
  run();
  EXPECT_THAT(said_, ElementsAre("told at 5000"));
}

TEST_F(AnEventLoop, DoesNotWaitForWhatHasHappened) {
  Event done(loop_);
  done.set();
  fiber([&] { EXPECT_EQ(Woken::set, done.wait(9000)); });
  run();
  EXPECT_EQ(1000u, loop_.now());
}

TEST_F(AnEventLoop, EndsAWaitAtItsDeadline) {
  Event never(loop_);
  fiber([&] { EXPECT_EQ(Woken::deadline, never.wait(7000)); });
  run();
  EXPECT_EQ(7000u, loop_.now());
  never.set();  // too late: nobody is woken twice
  loop_.turn(8000);
}

TEST_F(AnEventLoop, InterruptsAWait) {
  Fiber& sleeper = fiber([&] {
    EXPECT_FALSE(loop_.sleep_until(1'000'000));
    say("interrupted");
  });
  fiber([&] {
    loop_.sleep_until(2000);
    loop_.interrupt(sleeper);
    loop_.interrupt(sleeper);
  });
  run();
  EXPECT_THAT(said_, ElementsAre("interrupted at 2000"));
}

TEST_F(AnEventLoop, GivesEachReadyFiberOneTurn) {
  for (const char* name : {"a", "b"}) {
    fiber([this, name] {
      for (int i = 0; i < 2; ++i) {
        say(name);
        loop_.sleep_until(loop_.now());
      }
    });
  }
  run();
  EXPECT_THAT(said_, ElementsAre("a at 1000", "b at 1000", "a at 1000", "b at 1000"));
}

TEST_F(AnEventLoop, WaitsNoLongerThanAsked) {
  loop_.turn(1500);
  EXPECT_EQ(1500u, loop_.now());
}

// Real time and a real descriptor.
TEST(AnEpoll, TellsWhatIsReadyAndNoLongerWhatIsUnwatched) {
  Epoll epoll;
  std::vector<int> told;
  epoll.on_event([&](int fd, std::uint32_t) { told.push_back(fd); });
  int ends[2];
  ASSERT_EQ(0, pipe(ends));
  epoll.watch(ends[0], EPOLLIN);
  epoll.wait(epoll.now() + 1'000'000);
  EXPECT_THAT(told, ElementsAre());
  ASSERT_EQ(1, write(ends[1], "x", 1));
  epoll.wait(epoll.now() + 10'000'000'000);
  EXPECT_THAT(told, ElementsAre(ends[0]));
  epoll.unwatch(ends[0]);
  epoll.wait(0);
  EXPECT_EQ(1u, told.size());
  close(ends[0]);
  close(ends[1]);
}

TEST(AnEpoll, WaitsUntilTheDeadline) {
  Epoll epoll;
  const std::uint64_t deadline = epoll.now() + 3'000'000;
  epoll.wait(deadline);
  EXPECT_GE(epoll.now(), deadline);
}

}  // namespace
}  // namespace brood::agent
