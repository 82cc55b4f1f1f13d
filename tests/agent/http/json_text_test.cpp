#include "brood/json_text.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <nlohmann/json.hpp>

namespace brood {
namespace {

TEST(JsonText, WritesObjectsOfAllKinds) {
  const Body body = json({{"user", "alice"},
                          {"age", 42},
                          {"ratio", 0.5},
                          {"admin", true},
                          {"boss", nullptr},
                          {"tags", array({"a", 1, false})},
                          {"inner", object({{"x", -1}})}});
  EXPECT_EQ("application/json", body.content_type);
  EXPECT_EQ(
      R"({"user":"alice","age":42,"ratio":0.5,"admin":true,"boss":null,"tags":["a",1,false],"inner":{"x":-1}})",
      body.content);
}

TEST(JsonText, TakesTextOfOnePairForAnObject) {
  EXPECT_EQ(R"({"user":"alice"})", json({{"user", "alice"}}).content);
}

TEST(JsonText, EscapesSoThatAnyReaderGetsTheTextBack) {
  constexpr char kWild[] = "quote \" slash \\ line \n tab \t bell \x07 zero \0 umlaut \xc3\xbc";
  const std::string wild(kWild, sizeof kWild - 1);
  EXPECT_EQ(wild, nlohmann::json::parse(json({{"t", wild}}).content)["t"]);
}

TEST(JsonText, HasNullForNumbersThatAreNone) {
  EXPECT_EQ("[null,null]", json(array({NAN, INFINITY})).content);
}

TEST(JsonText, KeepsDoublesExactly) {
  EXPECT_EQ(0.1 + 0.2, nlohmann::json::parse(json(array({0.1 + 0.2})).content)[0]);
}

}  // namespace
}  // namespace brood
