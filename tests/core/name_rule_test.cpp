#include "runner/core/name_rule.hpp"
#include "tests/support/cpu_time.hpp"

#include <gmock/gmock.h>

namespace brood {
namespace {

using ::testing::HasSubstr;

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

std::string mistake(const std::string& text) {
  const Expected<NameRule> rule = parse_name_rule(text);
  return rule ? "" : rule.error().message;
}

TEST(ANameRule, IsRefusedWithTheReasonForWhatRe2DoesNotKnow) {
  EXPECT_THAT(mistake("(a)\\1=>x"), HasSubstr("back-references"));
  EXPECT_THAT(mistake("(?=a)b=>x"), HasSubstr("look-around"));
  EXPECT_THAT(mistake("(?<!a)b=>x"), HasSubstr("look-around"));
  EXPECT_THAT(mistake("(a{1000}){1000}=>x"), HasSubstr("too large"));
  EXPECT_THAT(mistake("((a{100}){100}){100}=>x"), HasSubstr("too large"));
  EXPECT_THAT(mistake("\xff=>x"), HasSubstr("UTF-8"));
  EXPECT_THAT(mistake("[z-a]=>x"), HasSubstr("'[z-a]' is not a regular expression"));
  EXPECT_THAT(mistake(std::string(200'000, 'a') + "=>x"), HasSubstr("more than 100000 characters"));
}

TEST(ANameRule, HasAllPlaceholdersOfItsName) {
  const auto name = [](const std::string& as) { return *NameRules({"b(c)(d)?=>" + as}).name("abce"); };
  EXPECT_EQ(name("$1"), "c");
  EXPECT_EQ(name("<$&>"), "<bc>");
  EXPECT_EQ(name("$0"), "bc");
  EXPECT_EQ(name("$2"), "") << "a group that took no part";
  EXPECT_EQ(name("$7"), "") << "a group that there is not";
  EXPECT_EQ(name("$10"), "c0") << "of two groups it is the first";
  EXPECT_EQ(name("$`|$'"), "a|e");
  EXPECT_EQ(name("$$1 $ $x"), "$1 $ $x");
  EXPECT_EQ(name("ends in $"), "ends in $");
  std::string groups;
  for (int i = 0; i < 12; ++i) groups += "(.)";
  EXPECT_EQ(NameRules({groups + "=>$12$1"}).name("abcdefghijkl"), "la");
}

TEST(ANameRule, OfManyGroupsOrDepthsIsNoDanger) {
  std::string groups, deep;
  for (int i = 0; i < 20'000; ++i) groups += "(a)?", deep += '(';
  const CpuTime time;
  const Expected<NameRule> wide = parse_name_rule(groups + "=>x$1$99");
  EXPECT_TRUE(!wide || wide->name("/aaa"));
  const Expected<NameRule> nested = parse_name_rule(deep + "a" + std::string(20'000, ')') + "=>x$9");
  EXPECT_TRUE(!nested || nested->name("/aaa"));
  EXPECT_FALSE(parse_name_rule(deep + "=>x"));
  EXPECT_LT(time.seconds(), 10);
}

TEST(ANameRule, LooksAtBytesThatAreNoUtf8) {
  EXPECT_EQ(NameRules({"^/a=>x"}).name("/a\xff\xfe"), "x");
  EXPECT_EQ(NameRules({"é$=>x"}).name("/é"), "x");
}

}  // namespace
}  // namespace brood
