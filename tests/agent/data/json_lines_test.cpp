#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "runner/agent/data/json_lines_reader.hpp"
#include "tests/agent/data/bad_file.hpp"
#include "tests/support/cpu_time.hpp"

namespace brood::agent {
namespace {

using testing::ElementsAre;

Table read(std::string_view text) {
  Expected<Table> table = read_json_lines({"users.jsonl", text});
  if (!table) throw std::runtime_error(table.error().message);
  return std::move(*table);
}

TEST(JsonLines, KeysOfTheFirstLineAreTheColumns) {
  const Table table = read("{\"name\": \"ann\", \"age\": 7}\r\n\r\n{\"age\": 8, \"name\": \"bob\"}\r\n");
  EXPECT_THAT(table.columns(), ElementsAre("name", "age"));
  ASSERT_EQ(2u, table.size());
  EXPECT_EQ("ann", table.field(0, 0));
  EXPECT_EQ("bob", table.field(1, 0)) << "whatever the order of the keys";
  EXPECT_EQ("8", table.field(1, 1));
}

TEST(JsonLines, ValuesAreTextAsItIsMeant) {
  const Table table = read(
      R"({"text": "a\n\u00e4", "number": 1.50, "large": 18446744073709551615, "less": -3, "yes": true, "none": null})");
  EXPECT_EQ("a\n\xc3\xa4", table.field(0, 0));
  EXPECT_EQ("1.50", table.field(0, 1));
  EXPECT_EQ("18446744073709551615", table.field(0, 2));
  EXPECT_EQ("-3", table.field(0, 3));
  EXPECT_EQ("true", table.field(0, 4));
  EXPECT_EQ("", table.field(0, 5));
}

class BadJsonLines : public testing::TestWithParam<BadFile> {};

TEST_P(BadJsonLines, AreToldWithTheirPlace) {
  expect_told(read_json_lines({"users.jsonl", GetParam().text}), "users.jsonl", GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All, BadJsonLines,
    testing::Values(
        BadFile{"NoJson", "{\"a\": 1}\n{\"a\": x}\n", ":2:7", "the line is not JSON"},
        BadFile{"CutOff", "{\"a\": 1}\n{\"a\": 1\n", ":2:8", "the line is not JSON"},
        BadFile{"Array", "{\"a\": 1}\n [1]\n", ":2:2", "the line is no object"},
        BadFile{"Number", "7\n", ":1:1", "the line is no object"},
        BadFile{"OtherKey", "{\"a\": 1, \"b\": 2}\n{\"a\": 1, \"c\": 2}\n", ":2:10",
                "the key 'c' is not in the first line, whose keys are 'a', 'b'"},
        BadFile{"MissingKey", "{\"a\": 1, \"b\": 2}\n{\"a\": 1}\n", ":2:8", "the key 'b' is missing"},
        BadFile{"KeyTwice", "{\"a\": 1}\n{\"a\": 1, \"a\": 2}\n", ":2:10", "the key 'a' is there twice"},
        BadFile{"KeyTwiceInTheFirst", "{\"a\": 1, \"a\": 2}\n", ":1:10", "the key 'a' is there twice"},
        BadFile{"EmptyKey", "{\"\": 1}\n", ":1:2", "the key is empty"},
        BadFile{"NestedArray", "{\"a\": 1, \"b\": [2]}\n", ":1:15", "the value is an array"},
        BadFile{"NestedObject", "{\"a\": {\"b\": 2}}\n", ":1:7", "the value is an object"},
        BadFile{"NoKeys", "{}\n", ":1:2", "the object has no keys"}, BadFile{"Nothing", "\n", "", "no row"}),
    name_of);

std::string keys(int count, bool reversed = false) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += (i > 0 ? ",\"c" : "{\"c") + std::to_string(reversed ? count - 1 - i : i) + "\":1";
  return text + "}\n";
}

TEST(JsonLines, TakeManyKeysInAnyOrderInTheirTime) {
  const CpuTime time;
  std::string text = keys(10'000);
  for (int i = 0; i < 20; ++i) text += keys(10'000, true);
  EXPECT_TRUE(read_json_lines({"users.jsonl", text}));
  const Expected<Table> table = read_json_lines({"users.jsonl", keys(100'000)});
  ASSERT_FALSE(table);
  EXPECT_THAT(table.error().message, testing::HasSubstr("there are more than 10000 keys"));
  EXPECT_LT(time.seconds(), 10);
}

}  // namespace
}  // namespace brood::agent
