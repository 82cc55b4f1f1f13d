#include "runner/swarm/shared_memory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

namespace brood {
namespace {

constexpr channel::Counts kCounts{2, 3};

class ASharedMemory : public testing::Test {
 protected:
  static void* map(int file, int protection) {
    return mmap(nullptr, channel::kPage, protection, MAP_SHARED, file, 0);
  }
  SharedMemory memory_ = *SharedMemory::create(Scenario{}, kCounts, UserPlacement(3, 2, {1, 0, 1}), true);
};

TEST_F(ASharedMemory, TellsItsPlanToWhoeverReadsIt) {
  const channel::Layout seen(map(memory_.plan_fd(), PROT_READ), nullptr, kCounts);
  EXPECT_EQ(channel::kMagic, seen.plan().magic);
  EXPECT_EQ(1u, seen.plan().drives_users);
  memory_.layout().plan().wanted = 3;
  EXPECT_EQ(3u, seen.plan().wanted);
}

TEST_F(ASharedMemory, LetsNobodyElseWriteThePlan) {
  EXPECT_EQ(MAP_FAILED, map(memory_.plan_fd(), PROT_READ | PROT_WRITE));
  void* readable = map(memory_.plan_fd(), PROT_READ);
  EXPECT_NE(0, mprotect(readable, channel::kPage, PROT_READ | PROT_WRITE));
  EXPECT_GT(0, pwrite(memory_.plan_fd(), "x", 1, 0));
}

TEST_F(ASharedMemory, LetsOthersWriteTheClaims) {
  void* seen = map(memory_.claims_fd(), PROT_READ | PROT_WRITE);
  ASSERT_NE(MAP_FAILED, seen);
  static_cast<channel::Claims*>(seen)->tickets = 7;
  EXPECT_EQ(7u, memory_.layout().claims().tickets);
}

// Whoever reads a mapping behind the end of its file is killed by SIGBUS.
TEST_F(ASharedMemory, KeepsItsSize) {
  for (const int file : {memory_.plan_fd(), memory_.claims_fd()}) {
    EXPECT_NE(0, ftruncate(file, 0));
    EXPECT_NE(0, ftruncate(file, 1 << 30));
  }
}

TEST_F(ASharedMemory, SaysWhoLivesWhere) {
  EXPECT_EQ(1u, memory_.layout().user_orders(0).slot);
  EXPECT_EQ(0u, memory_.layout().user_orders(1).slot);
}

TEST(AUserPlacement, PutsNobodyWhereThereIsNoSlot) {
  const UserPlacement placement(3, 2, {7, 1});
  EXPECT_EQ(0u, placement.slot_of(0));
  EXPECT_EQ(1u, placement.slot_of(1));
  EXPECT_EQ(0u, placement.slot_of(2)) << "not told, and slot 2 does not exist";
}

}  // namespace
}  // namespace brood
