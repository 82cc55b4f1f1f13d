// gMock judges its expectations when the mock dies, so in the iteration that made it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

class Turtle {
 public:
  virtual ~Turtle() = default;
  virtual int walk(int steps) = 0;
  virtual void turn() = 0;
};

class MockTurtle : public Turtle {
 public:
  MOCK_METHOD(int, walk, (int steps), (override));
  MOCK_METHOD(void, turn, (), (override));
};

TEST(Mocks, Satisfied) {
  MockTurtle turtle;
  EXPECT_CALL(turtle, walk(3)).WillOnce(testing::Return(7));
  EXPECT_EQ(7, turtle.walk(3));
}

TEST(Mocks, Unsatisfied) {
  MockTurtle turtle;
  EXPECT_CALL(turtle, turn()).Times(2);
  turtle.turn();
}

TEST(Mocks, InSequence) {
  MockTurtle turtle;
  testing::InSequence in_sequence;
  EXPECT_CALL(turtle, walk(1));
  EXPECT_CALL(turtle, turn());
  turtle.walk(1);
  turtle.turn();
}

TEST(Mocks, OutOfSequence) {
  MockTurtle turtle;
  testing::InSequence in_sequence;
  EXPECT_CALL(turtle, walk(1));
  EXPECT_CALL(turtle, turn());
  turtle.turn();
  turtle.walk(1);
}

TEST(Mocks, UninterestingCallPasses) {
  MockTurtle turtle;
  turtle.turn();
}

TEST(Mocks, StrictOneRefusesUninterestingCall) {
  testing::StrictMock<MockTurtle> turtle;
  turtle.turn();
}

TEST(Mocks, MatcherExplains) { EXPECT_THAT("herring", testing::HasSubstr("salmon")); }

}  // namespace
