#include "runner/core/read_json.hpp"

#include <gmock/gmock.h>

namespace brood {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

std::string mistake(std::string_view text, const JsonForm& form = {}) {
  const Expected<nlohmann::json> json = read_json(text, form);
  return json ? "" : json.error().message;
}

std::string repeated(const std::string& piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

TEST(ReadJson, IsWhatTheTextSays) {
  for (const char* text : {"null", "true", "-3", "18446744073709551615", "0.5", "\"a\\u00e9\\n\"", "[]", "{}",
                           R"({"a":[1,{"b":[[]]},"c"],"d":{"a":{"a":null}},"e":[{"a":1},{"a":2}]})",
                           "\xef\xbb\xbf[1]", " [1,\r\n2] "}) {
    const Expected<nlohmann::json> json = read_json(text);
    ASSERT_TRUE(json) << text << ' ' << json.error().message;
    EXPECT_EQ(*json, nlohmann::json::parse(text)) << text;
  }
}

TEST(ReadJson, NamesThePlaceOfWhatIsNoJson) {
  EXPECT_EQ(mistake("{\n \"a\": oops}"), "is not JSON, or cut: line 2, column 7");
  for (const char* text :
       {"", "{", "[1", "{\"a\"", "{\"a\":1,}", "[1] 2", "NaN", "[Infinity]", "{'a':1}", "\"\xff\"", "01"})
    EXPECT_THAT(mistake(text), HasSubstr("is not JSON, or cut: line 1, column ")) << text;
  EXPECT_EQ(mistake(std::string("[1,\0 2]", 7)), "has a byte of value 0: line 1, column 4");
}

TEST(ReadJson, RefusesANumberBeyondAllNumbers) {
  EXPECT_THAT(mistake("{\"a\":\n1e400}"), AllOf(HasSubstr("'1e400'"), HasSubstr("out of range: line 2")));
}

TEST(ReadJson, NamesBothPlacesOfAKeyThatIsThereTwice) {
  EXPECT_EQ(mistake("{\"a\": 1,\n \"b\": 2,\n  \"a\": 1}"),
            "has the key 'a' twice: line 1, column 2 and line 3, column 3");
  EXPECT_EQ(mistake(R"({"x":"\"a\":{", "o":{"k":[{"a":1}],"a":1,"\u0061":2}})", {32, true}),
            "has the key 'a' twice: column 36 and column 42")
      << "an escape is the letter that it stands for";
}

TEST(ReadJson, TakesOneKeyInSeveralObjects) { EXPECT_EQ(mistake(R"([{"a":{"a":1}},{"a":{"a":2}}])"), ""); }

TEST(ReadJson, RefusesWhatIsTooDeepAtItsPlace) {
  EXPECT_EQ(mistake(repeated("[", 32) + repeated("]", 32)), "");
  EXPECT_EQ(mistake(repeated("[", 33)), "is nested more than 32 deep: line 1, column 33");
  EXPECT_EQ(mistake("[\"[[[[\",\n [[[]]]]", {3}), "is nested more than 3 deep: line 2, column 4");
  EXPECT_THAT(mistake(repeated("[", 1'000'000)), HasSubstr("more than 32 deep"));
  EXPECT_THAT(mistake(repeated("{\"a\":", 1'000'000)), HasSubstr("more than 32 deep"));
}

TEST(ReadJson, TakesManyKeysInTheirTime) {
  std::string text = "{";
  for (int i = 0; i < 20'000; ++i) text += "\"k" + std::to_string(i) + "\":" + std::to_string(i) + ",";
  EXPECT_EQ(mistake(text + "\"last\":0}"), "");
  EXPECT_THAT(mistake(text + "\"k77\":0}"), HasSubstr("has the key 'k77' twice"));
}

}  // namespace
}  // namespace brood
