#include "runner/core/name_rule.hpp"

#include <gtest/gtest.h>

namespace brood {
namespace {

TEST(NameRules, NameWhatTheyMatchAnywhere) {
  const NameRules rules({"^/users/[^/?]+=>/users/:name"});
  EXPECT_EQ(rules.name("/users/alice?page=2"), "/users/:name");
  EXPECT_EQ(rules.name("/shop/users/alice"), std::nullopt);
}

TEST(NameRules, TheFirstThatMatchesDecides) {
  const NameRules rules({"/a=>first", "/a/b=>second"});
  EXPECT_EQ(rules.name("/a/b"), "first");
}

TEST(NameRules, CanKeepPartsOfThePath) {
  EXPECT_EQ(NameRules({"[?&]type=([a-z]+)=>search $1"}).name("/search?q=1&type=book"), "search book");
}

TEST(ANameRule, IsCutAtItsLastArrow) { EXPECT_EQ(NameRules({"a=>b=>c"}).name("a=>b"), "c"); }

TEST(ANameRule, ThatCannotBeReadIsRefused) {
  for (const char* text : {"", "/items", "=>name", "regex=>", "(=>name"})
    EXPECT_FALSE(parse_name_rule(text)) << text;
}

TEST(ANameRule, ThatWouldBacktrackForEverTakesItsTimeAndNoMore) {
  EXPECT_EQ(NameRules({"(a+)+$=>x"}).name("/q=" + std::string(1000, 'a') + "!"), std::nullopt);
}

TEST(ANameRule, MayNotReferBack) { EXPECT_FALSE(parse_name_rule("(a)\\1=>x")); }

}  // namespace
}  // namespace brood
