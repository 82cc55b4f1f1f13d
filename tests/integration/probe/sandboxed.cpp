// A target that denies itself the system call that SANDBOX names.
#include <gtest/gtest.h>
#include <stdlib.h>

#include "tests/integration/probe/deny.hpp"

namespace {

class Sandbox : public testing::Environment {
 public:
  void SetUp() override {
    if (!brood::probe::deny(getenv("SANDBOX"), "EPERM")) GTEST_SKIP() << "no filter may be installed here";
  }
};

TEST(Sandboxed, Passes) {}

const auto* const sandbox = testing::AddGlobalTestEnvironment(new Sandbox);

}  // namespace
