#include "runner/agent/scenario/waiting_line.hpp"

#include <gmock/gmock.h>

#include <memory>

#include "tests/support/shared_layout.hpp"

namespace brood::agent {
namespace {

using testing::ElementsAre;

constexpr std::uint64_t kSoon = 10'000'000;  // how far ahead arrivals are given away

class StillTime : public Poller {
 public:
  std::uint64_t now() override { return kSoon; }
  void wait(std::uint64_t) override {}
};

class AWaitingLine : public testing::Test {
 protected:
  void join(const std::string& who) {
    fibers_.push_back(std::make_unique<Fiber>(stacks_, [this, who] {
      const std::uint64_t arrival = line_.wait();
      said_.push_back(who + (arrival == channel::kNoArrival ? " nothing" : ' ' + std::to_string(arrival)));
    }));
    loop_.post(*fibers_.back());
    loop_.turn(0);
  }
  void publish(std::initializer_list<std::uint64_t> times) {
    for (const std::uint64_t time : times) channel::ArrivalPublisher(*shared_).try_publish(time, 0);
  }
  void serve(std::uint64_t now) {
    line_.serve(now);
    loop_.turn(0);
  }

  SharedLayout shared_{{1, 4, 8}};
  StackPool stacks_{65'536};
  StillTime time_;
  EventLoop loop_{time_};
  WaitingLine line_{loop_, *shared_};
  std::vector<std::string> said_;
  std::vector<std::unique_ptr<Fiber>> fibers_;
};

TEST_F(AWaitingLine, ServesTheFirstFirst) {
  join("A");
  join("B");
  publish({1, 2});
  serve(0);
  EXPECT_THAT(said_, ElementsAre("A 1", "B 2"));
}

TEST_F(AWaitingLine, ClaimsNothingThatIsFarAhead) {
  join("A");
  publish({kSoon + 1});
  serve(0);
  EXPECT_THAT(said_, ElementsAre());
  serve(1);
  EXPECT_THAT(said_, ElementsAre("A 10000001"));
}

TEST_F(AWaitingLine, ClaimsNothingThatItHasNobodyFor) {
  join("A");
  publish({1, 2});
  serve(0);
  EXPECT_EQ(2U, channel::ArrivalQueue(*shared_).next());
}

TEST_F(AWaitingLine, CanBeLeft) {
  join("A");
  join("B");
  loop_.interrupt(*fibers_[0]);
  loop_.turn(0);
  publish({1});
  serve(0);
  EXPECT_THAT(said_, ElementsAre("A nothing", "B 1"));
}

TEST_F(AWaitingLine, CountsWhatIsDueAndUnserved) {
  publish({1, 2, 3, 9});
  EXPECT_EQ(3U, line_.unserved(5, 100));
  EXPECT_EQ(2U, line_.unserved(5, 2));
  join("A");
  EXPECT_EQ(0U, line_.unserved(5, 100)) << "there is somebody to serve them";
  loop_.interrupt(*fibers_[0]);
  loop_.turn(0);
}

}  // namespace
}  // namespace brood::agent
