#include "scenarios/shop/server/sessions.hpp"

#include <gtest/gtest.h>

namespace shop {
namespace {

using namespace std::chrono_literals;

class SessionsTest : public testing::Test {
 protected:
  Sessions::Clock::time_point now_{};
  Sessions sessions_{10min, [this] { return now_; }};
};

TEST_F(SessionsTest, TokenLeadsToItsUser) {
  const auto token = sessions_.open(7);
  EXPECT_EQ(sessions_.find(token), 7);
}

TEST_F(SessionsTest, TokensDiffer) { EXPECT_NE(sessions_.open(7), sessions_.open(7)); }

TEST_F(SessionsTest, ClosedSessionIsUnknown) {
  const auto token = sessions_.open(7);
  sessions_.close(token);
  EXPECT_EQ(sessions_.find(token), std::nullopt);
}

TEST_F(SessionsTest, SessionEndsWithItsLifetime) {
  const auto token = sessions_.open(7);
  now_ += 9min;
  EXPECT_EQ(sessions_.find(token), 7);
  now_ += 1min;
  EXPECT_EQ(sessions_.find(token), std::nullopt);
}

TEST_F(SessionsTest, ExpiredSessionsAreForgottenWhenTheNextOpens) {
  sessions_.open(1);
  sessions_.open(2);
  now_ += 10min;
  sessions_.open(3);
  EXPECT_EQ(sessions_.count(), 1u);
}

}  // namespace
}  // namespace shop
