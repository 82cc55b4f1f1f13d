// Exceptions from every place of a test. GoogleTest catches them; what was constructed is destroyed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <stdexcept>

namespace {

class ThrowInConstructor : public testing::Test {
 protected:
  ThrowInConstructor() { throw std::runtime_error("constructor threw"); }
  void SetUp() override { std::abort(); }
};
TEST_F(ThrowInConstructor, Fails) { std::abort(); }

class ThrowInSetUp : public testing::Test {
 protected:
  void SetUp() override { throw std::runtime_error("SetUp threw"); }
};
TEST_F(ThrowInSetUp, SkipsBody) { std::abort(); }

class ThrowInTearDown : public testing::Test {
 protected:
  void TearDown() override { throw std::runtime_error("TearDown threw"); }
};
TEST_F(ThrowInTearDown, Fails) {}

class CatchInDestructor : public testing::Test {
 protected:
  ~CatchInDestructor() override {
    try {
      throw std::runtime_error("destructor threw");
    } catch (const std::runtime_error& error) {
      ADD_FAILURE() << error.what() << " and caught it";
    }
  }
};
TEST_F(CatchInDestructor, Fails) {}

struct Resource {
  Resource() { ++alive; }
  ~Resource() { --alive; }
  static int alive;
};
int Resource::alive = 0;

class Throwing : public testing::Test {
 protected:
  void TearDown() override { EXPECT_EQ(1, Resource::alive) << "the body's resource was not destroyed"; }
  Resource of_fixture;
};
TEST_F(Throwing, DestroysWhatBodyMade) {
  ASSERT_EQ(1, Resource::alive) << "a fixture was not destroyed";
  Resource of_body;
  throw std::runtime_error("body threw");
}
TEST_F(Throwing, Anything) { throw 42; }
TEST_F(Throwing, ExpectedIsFine) {
  EXPECT_THROW(throw std::logic_error("expected"), std::logic_error);
  EXPECT_NO_THROW(static_cast<void>(0));
}

}  // namespace
