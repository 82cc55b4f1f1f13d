// Tests of which one writes where it must not.
#include <brood/agent.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "tests/integration/scribbling/scribble.hpp"

namespace {

void iterate() {
  static brood::Scribbler scribbler;
  usleep(2000);
  scribbler.iterate(brood_agent_user());
  brood::count_iteration();
}

TEST(Scribbling, First) { iterate(); }
TEST(Scribbling, Second) { iterate(); }
TEST(Scribbling, Third) { iterate(); }

TEST(Plan, CannotBeOverwritten) {
  const brood::Mapping plan = brood::find_mapping("memfd:brood-plan");
  ASSERT_NE(nullptr, plan.begin);
  *plan.begin = 1;
}

}  // namespace
