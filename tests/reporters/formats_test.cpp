// What the formats share. That each is what its consumers read is the matter of check_formats.py.
#include <gmock/gmock.h>

#include <sstream>

#include "reporters/formats/csv_line.hpp"
#include "reporters/formats/markdown_text.hpp"
#include "reporters/formats/moments.hpp"
#include "reporters/formats/report_rows.hpp"

namespace brood {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;

std::vector<std::string> titles_of(const Result& result) {
  std::vector<std::string> titles;
  for (const ReportRow& row : report_rows(result)) titles.push_back(row.title);
  return titles;
}

TEST(ReportRows, AreRequestsThenTasks) {
  Result result;
  result.tasks["Shop.Buy"];
  result.requests[{"POST", "/orders"}];
  EXPECT_THAT(titles_of(result), ElementsAre("POST /orders", "Shop.Buy"));
}

TEST(ReportRows, HaveDifferentTitlesWhateverTheNames) {
  Result result;
  result.requests[{"", "GET /"}];
  result.requests[{"GET", "/"}];
  result.tasks["GET /"];
  result.tasks["\x01"];
  result.tasks["\x02"];
  EXPECT_THAT(titles_of(result),
              ElementsAre("GET /", "GET / (2)", "\xEF\xBF\xBD", "\xEF\xBF\xBD (2)", "GET / (3)"));
}

TEST(ReportRows, AreNeverWithoutAName) {
  Result result;
  result.tasks[""];
  EXPECT_THAT(titles_of(result), ElementsAre("(no name)"));
}

TEST(ReportRows, AreOfBearableLength) {
  Result result;
  result.tasks[std::string(10'000, 'x')];
  EXPECT_LE(titles_of(result).front().size(), 500u);
}

TEST(CsvLine, QuotesOnlyWhatNeedsIt) {
  std::ostringstream out;
  write_csv_line({"plain text", "a,b", "say \"hi\"", "two\nlines", ""}, out);
  EXPECT_EQ(out.str(), "plain text,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\r\n");
}

TEST(Moments, AreCountedFromTheStartOfTheRun) {
  RunHeader header;
  header.started_at = "2026-11-25T10:00:00.250Z";
  const std::int64_t later = epoch_ms(header, std::chrono::milliseconds{1750});
  EXPECT_EQ(later, 1'795'600'802'000);
  EXPECT_EQ(utc_text(later), "2026-11-25T10:00:02.000Z");
}

TEST(Moments, OfARunThatDoesNotTellItsStartBeginIn1970) {
  for (const char* start : {"", "yesterday", "2026-13-45T10:00:00.000Z"}) {
    RunHeader header;
    header.started_at = start;
    EXPECT_EQ(epoch_ms(header, std::chrono::seconds{1}), 1000) << start;
  }
}

TEST(MarkdownText, IsInert) {
  EXPECT_EQ(markdown_text("<b>|`a`", 100), "&#60;b&#62;&#124;&#96;a&#96;");
  EXPECT_EQ(markdown_text("see https://a.example, @all", 100), "see https&#58;//a.example, &#64;all");
  EXPECT_EQ(markdown_text("GET /items/:id", 100), "GET /items/:id");
}

TEST(MarkdownBlock, CannotBeClosedFromWithin) {
  EXPECT_EQ(markdown_block("a\n```\nb", 100), "````text\na\n```\nb\n````\n");
}

TEST(MarkdownTable, CountsTheRowsThatDoNotFit) {
  std::vector<TableRow> rows{{"Task", "count"}};
  for (int i = 0; i < 100; ++i) rows.push_back({"Shop.Buy", "7"});
  std::string text;
  append_markdown_table(text, rows, 1000);
  EXPECT_LE(text.size(), 1000u);
  EXPECT_THAT(text, EndsWith("\nand 47 more: see stats.json\n"));
  text.clear();
  append_markdown_table(text, rows, 10'000);
  EXPECT_THAT(text, Not(HasSubstr("more")));
}

}  // namespace
}  // namespace brood
