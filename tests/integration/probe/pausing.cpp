// A test whose length is told by PAUSE_US, which is no part of the scenario: as if the system under test were
// slower.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

namespace {

TEST(Pausing, Sleeps) {
  const char* pause = std::getenv("PAUSE_US");
  usleep(pause == nullptr ? 1000 : static_cast<useconds_t>(std::strtoul(pause, nullptr, 10)));
}

TEST(Pausing, Fails) { FAIL() << "as it is meant to"; }

}  // namespace
