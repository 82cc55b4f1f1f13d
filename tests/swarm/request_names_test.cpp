#include "runner/swarm/request_names.hpp"

#include <gtest/gtest.h>

namespace brood {
namespace {

TEST(RequestNames, AreThoseOfTheRules) {
  RequestNames names({"^/users/[^/?]+=>/users/:name"});
  EXPECT_EQ("/users/:name", names.name("/users/alice?page=2"));
}

TEST(RequestNames, AreTheUsualOnesWhereNoRuleMatches) {
  RequestNames names({"^/users/=>users"});
  EXPECT_EQ("/items/:id", names.name("/items/42?page=2"));
}

TEST(RequestNames, StayRightForAnyNumberOfPaths) {
  RequestNames names({"^/u/=>users"});
  for (int i = 0; i < 30'000; ++i) ASSERT_EQ("users", names.name("/u/" + std::to_string(i)));
  EXPECT_EQ("/v", names.name("/v"));
}

}  // namespace
}  // namespace brood
