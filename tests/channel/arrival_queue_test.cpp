#include "runner/channel/arrival_queue.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/shared_layout.hpp"

namespace brood::channel {
namespace {

class AnArrivalQueue : public testing::Test {
 protected:
  SharedLayout shared_{{1, 4, 8}};
  ArrivalPublisher publisher_{*shared_};
  ArrivalQueue queue_{*shared_};
};

TEST_F(AnArrivalQueue, GivesArrivalsInOrderEachOnce) {
  publisher_.try_publish(10, 0);
  publisher_.try_publish(20, 0);
  EXPECT_EQ(10U, queue_.try_claim(100));
  EXPECT_EQ(20U, queue_.try_claim(100));
  EXPECT_EQ(kNoArrival, queue_.try_claim(100));
}

TEST_F(AnArrivalQueue, KeepsWhatIsNotWantedYet) {
  publisher_.try_publish(10, 0);
  EXPECT_EQ(kNoArrival, queue_.try_claim(9));
  EXPECT_EQ(10U, queue_.next());
  EXPECT_EQ(10U, queue_.try_claim(10));
}

TEST_F(AnArrivalQueue, TakesNoMoreThanItHasRoomFor) {
  for (std::uint64_t time = 1; time <= 8; ++time) EXPECT_TRUE(publisher_.try_publish(time, 0));
  EXPECT_FALSE(publisher_.try_publish(9, 0));
  queue_.try_claim(1);
  EXPECT_TRUE(publisher_.try_publish(9, 1));
  EXPECT_EQ(2U, queue_.next());
}

TEST_F(AnArrivalQueue, GivesEachArrivalToOneOfManyProcesses) {
  constexpr std::uint64_t kCount = 20'000;
  constexpr int kProcesses = 3;
  SharedLayout big({1, 4, 32'768});
  ArrivalQueue queue(*big);
  ArrivalPublisher publisher(*big);
  for (std::uint64_t i = 1; i <= kCount; ++i) publisher.try_publish(i, 0);
  for (int i = 0; i < kProcesses; ++i) {
    if (fork() != 0) continue;
    std::uint64_t sum = 0;
    for (std::uint64_t time = 0; (time = queue.try_claim(kNoArrival - 1)) != kNoArrival;) sum += time;
    big->claims().tickets.fetch_add(sum);
    _exit(0);
  }
  for (int i = 0; i < kProcesses; ++i) wait(nullptr);
  EXPECT_EQ(kCount * (kCount + 1) / 2, big->claims().tickets.load());
}

}  // namespace
}  // namespace brood::channel
