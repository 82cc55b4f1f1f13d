#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "runner/agent/data/csv_reader.hpp"
#include "tests/agent/data/bad_file.hpp"
#include "tests/support/cpu_time.hpp"

namespace brood::agent {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

Table read(std::string_view text) {
  Expected<Table> table = read_csv({"users.csv", text});
  if (!table) throw std::runtime_error(table.error().message);
  return std::move(*table);
}

std::vector<std::string> row(const Table& table, std::size_t number) {
  std::vector<std::string> fields;
  for (std::size_t i = 0; i < table.columns().size(); ++i) fields.emplace_back(table.field(number, i));
  return fields;
}

TEST(Csv, FirstLineNamesTheColumns) {
  const Table table = read("name,age\nann,7\nbob,8\n");
  EXPECT_THAT(table.columns(), ElementsAre("name", "age"));
  ASSERT_EQ(2u, table.size());
  EXPECT_THAT(row(table, 0), ElementsAre("ann", "7"));
  EXPECT_THAT(row(table, 1), ElementsAre("bob", "8"));
}

TEST(Csv, QuotesHoldCommasQuotesAndLineBreaks) {
  const Table table = read("name,text\n\"a,b\",\"say \"\"hi\"\"\r\nthere\"\n");
  EXPECT_THAT(row(table, 0), ElementsAre("a,b", "say \"hi\"\r\nthere"));
}

TEST(Csv, SpacesBelongToTheField) {
  EXPECT_THAT(row(read("name,text\n ann ,\t\n"), 0), ElementsAre(" ann ", "\t"));
}

TEST(Csv, LinesEndInLfOrCrlfAndTheLastNeedsNoEnd) {
  EXPECT_EQ(2u, read("name,age\r\nann,7\r\nbob,8").size());
  EXPECT_EQ(2u, read("name,age\nann,7\nbob,8\n").size());
}

TEST(Csv, EmptyFieldsAreFieldsAndEmptyLinesAreNoRows) {
  const Table table = read("name,age\r\n\r\n,\r\nann,\r\n\r\n");
  ASSERT_EQ(2u, table.size());
  EXPECT_THAT(row(table, 0), ElementsAre("", ""));
  EXPECT_THAT(row(table, 1), ElementsAre("ann", ""));
}

TEST(Csv, AnEmptyTextInQuotesIsARowOfOneColumn) { EXPECT_EQ(1u, read("name\n\"\"\n").size()); }

class BadCsv : public testing::TestWithParam<BadFile> {};

TEST_P(BadCsv, IsToldWithItsPlace) {
  expect_told(read_csv({"users.csv", GetParam().text}), "users.csv", GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    All, BadCsv,
    testing::Values(
        BadFile{"TooManyFields", "name,age\nann,7\nbob,8,9\n", ":3:7", "there are 2 columns, 'name', 'age'"},
        BadFile{"TooFewFields", "name,age\nann,7\nbob\n", ":3:4", "ends after 1 of its fields"},
        BadFile{"TooFewInTheLastLine", "name,age\nann", ":2:4", "ends after 1 of its fields"},
        BadFile{"AfterABreakInQuotes", "name,age\n\"a\nb\",7\nbob\n", ":4:4", "ends after 1"},
        BadFile{"ColumnsCountCharacters", "name,age\n\xc3\xa4\xc3\xb6,8,9\n", ":2:6", "a field too many"},
        BadFile{"QuoteInsideAField", "name,age\nsay \"hi\",7\n", ":2:5", "does not begin with one"},
        BadFile{"TextAfterAQuote", "name,age\n\"ann\" ,7\n", ":2:6", "after the closing quote"},
        BadFile{"OpenQuote", "name,age\r\nann,7\r\nbob,\"8\r\n", ":3:5", "never closed"},
        BadFile{"OpenQuoteAtALineBegin", "name,age\r\nann,7\r\n\"bob,8\r\n", ":3:1", "never closed"},
        BadFile{"UnnamedColumn", "name,,age\nann,1,7\n", ":1:6", "column 2 has no name"},
        BadFile{"TwoColumnsOfOneName", "name,age,name\nann,7,bob\n", ":1:10",
                "two columns are called 'name'"},
        BadFile{"NoRow", "name,age\n", "", "no row below"}, BadFile{"Nothing", "", "", "the file is empty"}),
    name_of);

std::string columns(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) text += (i > 0 ? ",c" : "c") + std::to_string(i);
  return text + '\n';
}

std::string mistake(const std::string& text) {
  const Expected<Table> table = read_csv({"users.csv", text});
  return table ? "" : table.error().message;
}

TEST(Csv, HasItsColumnsFoundByName) {
  const Expected<Table> table = read_csv({"users.csv", columns(10'000) + columns(10'000)});
  ASSERT_TRUE(table);
  for (const char* name : {"c0", "c9999", "c77"})
    EXPECT_EQ(table->field(0, table->column(name).value()), name);
  EXPECT_FALSE(table->column("c10000"));
}

TEST(Csv, WithTooManyColumnsIsRefusedSoon) {
  const CpuTime time;
  EXPECT_THAT(mistake(columns(100'000)), HasSubstr("there are more than 10000 columns"));
  EXPECT_THAT(mistake(columns(1'000'000)), StartsWith("users.csv:1:"));
  EXPECT_LT(time.seconds(), 10);
}

TEST(Csv, WithAFieldThatNeverEndsIsRefusedAtItsBeginning) {
  EXPECT_THAT(mistake("name\n\"" + std::string(5'000'000, 'x')),
              AllOf(StartsWith("users.csv:2:1: "), HasSubstr("more than 4 MB")));
  EXPECT_THAT(mistake("name\n" + std::string(5'000'000, 'x') + "\n"), HasSubstr("more than 4 MB"));
}

TEST(Csv, ABadRowFarDownIsFoundAtItsPlace) {
  std::string text = "name,age\n";
  for (int i = 0; i < 50'000; ++i) text += "ann,7\n";
  const Expected<Table> table = read_csv({"users.csv", text + "bob\n"});
  ASSERT_FALSE(table);
  EXPECT_THAT(table.error().message, StartsWith("users.csv:50002:4: "));
}

}  // namespace
}  // namespace brood::agent
