// Rows dealt to users in processes that are forked, and may die.
#include "runner/agent/data/dealer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <functional>
#include <new>
#include <set>
#include <vector>

namespace brood::agent {
namespace {

constexpr std::uint64_t kSeed = 42;

// Runs each in a process of its own, all at the same time. True if all returned true.
bool all_in_processes(unsigned count, const std::function<bool(unsigned)>& work) {
  std::vector<pid_t> processes;
  for (unsigned i = 0; i < count; ++i) {
    const pid_t process = fork();
    if (process == 0) _exit(work(i) ? 0 : 1);
    processes.push_back(process);
  }
  bool good = true;
  for (const pid_t process : processes) {
    int status = 0;
    waitpid(process, &status, 0);
    good = good && status == 0;
  }
  return good;
}

// Counters that all forked processes share.
class SharedCounters {
 public:
  explicit SharedCounters(std::size_t count) : bytes_(count * sizeof(std::atomic<unsigned>)) {
    void* memory = mmap(nullptr, bytes_, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::bad_alloc();
    counters_ = static_cast<std::atomic<unsigned>*>(memory);
  }
  ~SharedCounters() { munmap(counters_, bytes_); }
  SharedCounters(const SharedCounters&) = delete;
  SharedCounters& operator=(const SharedCounters&) = delete;
  std::atomic<unsigned>& operator[](std::size_t i) { return counters_[i]; }

 private:
  std::size_t bytes_;
  std::atomic<unsigned>* counters_;
};

TEST(Next, GoesRoundAndBeginsAgain) {
  Dealer dealer(3, AtEnd::recycle);
  std::vector<std::size_t> rows;
  for (int i = 0; i < 7; ++i) rows.push_back(*dealer.next());
  EXPECT_THAT(rows, testing::ElementsAre(0, 1, 2, 0, 1, 2, 0));
}

TEST(Next, GivesEachRowOnceToAnyProcessAndThenNone) {
  constexpr unsigned kRows = 1000;
  Dealer dealer(kRows, AtEnd::stop);
  SharedCounters dealt(kRows);
  ASSERT_TRUE(all_in_processes(4, [&](unsigned) {
    for (unsigned i = 0; i < kRows / 4; ++i) dealt[*dealer.next()].fetch_add(1);
    return true;
  }));
  for (unsigned row = 0; row < kRows; ++row) EXPECT_EQ(1u, dealt[row]) << row;
  EXPECT_EQ(std::nullopt, dealer.next());
}

std::vector<std::size_t> draws(Dealer& dealer, std::uint64_t seed, std::uint32_t user) {
  std::vector<std::size_t> rows(50);
  for (std::size_t& row : rows) row = dealer.random(seed, user);
  return rows;
}

TEST(Random, IsTheSameForTheSameSeedAndUserOnly) {
  Dealer one(1000, AtEnd::recycle);
  Dealer other(1000, AtEnd::recycle);
  const auto first = draws(one, kSeed, 3);
  EXPECT_EQ(first, draws(other, kSeed, 3));
  EXPECT_NE(first, draws(one, kSeed, 3)) << "it goes on";
  EXPECT_NE(first, draws(other, kSeed, 4));
  EXPECT_NE(first, draws(other, kSeed + 1, 5));
}

TEST(Random, ReachesAllRowsAboutAsOften) {
  Dealer dealer(10, AtEnd::recycle);
  std::array<int, 10> seen{};
  for (std::uint32_t user = 0; user < 100; ++user)
    for (int i = 0; i < 100; ++i) ++seen[dealer.random(kSeed, user)];
  for (const int count : seen) EXPECT_NEAR(1000, count, 150);  // five standard deviations
}

TEST(Lease, StaysTheUsersAndIsNobodyElses) {
  Dealer dealer(3, AtEnd::recycle);
  const auto row = dealer.lease(7);
  ASSERT_TRUE(row);
  EXPECT_EQ(row, dealer.lease(7));
  const auto other = dealer.lease(8);
  ASSERT_TRUE(other);
  EXPECT_NE(row, other);
  EXPECT_EQ(row, dealer.lease(7));
}

TEST(Lease, OfRecycledRowsEndsWithItsUser) {
  Dealer dealer(1, AtEnd::recycle);
  EXPECT_TRUE(dealer.lease(7));
  EXPECT_FALSE(dealer.lease(8));
  dealer.give_back(8);  // that has nothing
  EXPECT_FALSE(dealer.lease(8));
  dealer.give_back(7);
  EXPECT_TRUE(dealer.lease(8));
  dealer.give_back(7);
  EXPECT_TRUE(dealer.lease(8)) << "what the user no longer had is not taken from the next one";
}

TEST(Lease, OfRowsThatStopIsGivenOnce) {
  Dealer dealer(2, AtEnd::stop);
  const auto row = dealer.lease(7);
  dealer.give_back(7);
  const auto second = dealer.lease(7);
  ASSERT_TRUE(second);
  EXPECT_NE(row, second);
  dealer.give_back(7);
  EXPECT_FALSE(dealer.lease(7));
}

TEST(Lease, IsNeverOfTwoProcessesAtOnce) {
  constexpr unsigned kUsers = 4;
  Dealer dealer(kUsers, AtEnd::recycle);  // as many rows as users: each always finds one
  SharedCounters holders(kUsers);
  EXPECT_TRUE(all_in_processes(kUsers, [&](unsigned user) {
    for (int i = 0; i < 5000; ++i) {
      const auto row = dealer.lease(user);
      if (!row || holders[*row].fetch_add(1) != 0) return false;
      if (i % 64 == 0) sched_yield();
      holders[*row].fetch_sub(1);
      dealer.give_back(user);
    }
    return true;
  }));
}

TEST(Lease, OutlivesItsProcessUntilItIsGivenBack) {
  Dealer dealer(1, AtEnd::recycle);
  ASSERT_TRUE(all_in_processes(1, [&](unsigned) { return dealer.lease(7).has_value(); }));
  EXPECT_FALSE(dealer.lease(8));
  dealer.give_back(7);
  EXPECT_TRUE(dealer.lease(8));
}

// Lets a process do `work` for so many instructions and kills it. It has done it once before, so that they
// are its own and not the dynamic linker's. Returns how many it did; none if processes may not be traced
// here.
std::optional<unsigned> die_after(unsigned instructions, const std::function<void()>& work) {
  const pid_t process = fork();
  if (process == 0) {
    if (ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) _exit(1);
    work();
    raise(SIGSTOP);
    work();
    _exit(0);
  }
  int status = 0;
  unsigned done = 0;
  waitpid(process, &status, 0);
  if (WIFEXITED(status)) return std::nullopt;
  for (; done < instructions && !WIFEXITED(status); ++done) {
    ptrace(PTRACE_SINGLESTEP, process, nullptr, nullptr);
    waitpid(process, &status, 0);
  }
  if (WIFEXITED(status)) return done;
  kill(process, SIGKILL);
  waitpid(process, &status, 0);
  return done;
}

TEST(Lease, IsNotLostWhereverItsUserDies) {
  constexpr unsigned kDeaths = 40;
  Dealer dealer(3, AtEnd::recycle);
  const auto lease = [&] {
    dealer.give_back(7);
    dealer.lease(7);
  };
  const auto all = die_after(1'000'000, lease);
  if (!all) GTEST_SKIP() << "processes may not be traced here";
  for (unsigned i = 0; i < kDeaths; ++i) {
    die_after(*all * i / kDeaths, lease);
    dealer.give_back(7);
    for (const std::uint32_t user : {1u, 2u, 3u})
      ASSERT_TRUE(dealer.lease(user)) << "after " << *all * i / kDeaths << " instructions";
    for (const std::uint32_t user : {1u, 2u, 3u}) dealer.give_back(user);
  }
}

}  // namespace
}  // namespace brood::agent
