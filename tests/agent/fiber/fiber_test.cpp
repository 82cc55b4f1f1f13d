#include "runner/agent/fiber/fiber.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace brood::agent {
namespace {

using testing::ElementsAre;

constexpr std::size_t kStackSize = 65'536;

class AFiber : public testing::Test {
 protected:
  StackPool stacks_{kStackSize};
};

TEST_F(AFiber, RunsUntilItSuspendsItself) {
  std::vector<std::string> seen;
  Fiber fiber(stacks_, [&] {
    seen.emplace_back("begin");
    Fiber::suspend();
    seen.emplace_back("end");
  });
  EXPECT_THAT(seen, ElementsAre());
  fiber.resume();
  EXPECT_THAT(seen, ElementsAre("begin"));
  EXPECT_FALSE(fiber.ended());
  fiber.resume();
  EXPECT_THAT(seen, ElementsAre("begin", "end"));
  EXPECT_TRUE(fiber.ended());
}

TEST_F(AFiber, IsTheCurrentOneOnlyWhileItRuns) {
  const Fiber* inside = nullptr;
  Fiber fiber(stacks_, [&] {
    inside = Fiber::current();
    Fiber::suspend();
  });
  fiber.resume();
  EXPECT_EQ(&fiber, inside);
  EXPECT_EQ(nullptr, Fiber::current());
  fiber.resume();
}

TEST_F(AFiber, MayNeverRun) {
  bool ran = false;
  {
    const Fiber fiber(stacks_, [&] { ran = true; });
  }
  EXPECT_FALSE(ran);
}

TEST_F(AFiber, GivesItsStackBack) {
  char* first = nullptr;
  char* second = nullptr;
  for (char** here : {&first, &second}) {
    Fiber fiber(stacks_, [&] {
      volatile char local = 0;
      *here = const_cast<char*>(&local);
    });
    fiber.resume();
  }
  EXPECT_EQ(first, second);
}

// Every fiber is suspended while its exception is in flight in a handler, so that all of them handle one at
// once.
TEST_F(AFiber, HasExceptionsOfItsOwn) {
  constexpr int kFibers = 1000;
  std::vector<std::unique_ptr<Fiber>> fibers;
  int right = 0;
  for (int i = 0; i < kFibers; ++i) {
    fibers.push_back(std::make_unique<Fiber>(stacks_, [&right, i] {
      for (int round = 0; round < 3; ++round) {
        try {
          throw std::runtime_error(std::to_string(i));
        } catch (const std::runtime_error&) {
          Fiber::suspend();
          try {
            throw;
          } catch (const std::runtime_error& again) {
            right += again.what() == std::to_string(i) ? 1 : 0;
          }
        }
        Fiber::suspend();
      }
    }));
  }
  for (int turn = 0; turn < 7; ++turn) {
    for (const auto& fiber : fibers)
      if (!fiber->ended()) fiber->resume();
    EXPECT_EQ(nullptr, std::current_exception());
  }
  EXPECT_EQ(3 * kFibers, right);
}

// Remembers how many exceptions were being thrown when it was destroyed, before and after other fibers had a
// turn.
class Witness {
 public:
  explicit Witness(std::vector<int>& seen) : seen_(seen) {}
  ~Witness() {
    seen_.push_back(std::uncaught_exceptions());
    Fiber::suspend();
    seen_.push_back(std::uncaught_exceptions());
  }
  Witness(const Witness&) = delete;
  Witness& operator=(const Witness&) = delete;

 private:
  std::vector<int>& seen_;
};

TEST_F(AFiber, MaySwitchWhileItsStackUnwinds) {
  std::vector<int> thrown;
  std::vector<int> calm;
  Fiber thrower(stacks_, [&] {
    try {
      const Witness witness(thrown);
      throw std::runtime_error("on its way");
    } catch (const std::runtime_error&) {
    }
  });
  Fiber other(stacks_, [&] { const Witness witness(calm); });
  thrower.resume();
  EXPECT_EQ(0, std::uncaught_exceptions());
  other.resume();
  thrower.resume();
  other.resume();
  EXPECT_THAT(thrown, ElementsAre(1, 1));
  EXPECT_THAT(calm, ElementsAre(0, 0));
}

int use_up(int depth) {
  volatile char page[4096];
  page[0] = static_cast<char>(depth);
  return depth == 0 ? 0 : use_up(depth - 1) + page[0];
}

// AddressSanitizer makes an exit of it.
bool faulted(int status) {
  return testing::KilledBySignal(SIGSEGV)(status) || testing::ExitedWithCode(1)(status);
}

TEST_F(AFiber, ThatUsesUpItsStackFaults) {
  EXPECT_EXIT(
      {
        Fiber fiber(stacks_, [] { use_up(1000); });
        fiber.resume();
      },
      faulted, "");
}

TEST_F(AFiber, KnowsItsGuard) {
  const char* inside = nullptr;
  Fiber fiber(stacks_, [&] {
    volatile char local = 0;
    inside = const_cast<const char*>(&local);
  });
  fiber.resume();
  const char* const somewhere_below = inside - kStackSize;
  EXPECT_TRUE(fiber.overflowed_at(somewhere_below));
  EXPECT_FALSE(fiber.overflowed_at(inside));
}

}  // namespace
}  // namespace brood::agent
