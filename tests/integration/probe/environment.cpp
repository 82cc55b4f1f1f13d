// An environment that does what PROBE_ENVIRONMENT says, and a test that must see it set up.
#include <gtest/gtest.h>

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace {

bool up = false;

bool asked_for(const char* deed) {
  const char* const wish = std::getenv("PROBE_ENVIRONMENT");
  return wish != nullptr && std::string(wish) == deed;
}

bool is_user() { return std::getenv("BROOD_USER_ID") != nullptr; }

class Moody : public testing::Environment {
  void SetUp() override {
    if (is_user()) FAIL() << "a user before users are made";
    if (asked_for("fail")) FAIL() << "the database is down";
    if (asked_for("fail softly")) ADD_FAILURE() << "the database is slow";
    if (asked_for("skip")) GTEST_SKIP() << "no database here";
    if (asked_for("throw")) throw std::runtime_error("the database threw");
    if (asked_for("exit")) std::exit(0);
    up = true;
  }
  void TearDown() override {
    if (is_user()) FAIL() << "a user after the users are gone";
    if (asked_for("fail at the end")) FAIL() << "the database stays";
    if (asked_for("throw at the end")) throw std::runtime_error("the database threw at the end");
  }
};
const testing::Environment* const moody = testing::AddGlobalTestEnvironment(new Moody);

TEST(Environment, IsUp) { EXPECT_TRUE(up && moody != nullptr && is_user()); }

}  // namespace
