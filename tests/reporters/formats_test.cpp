// What the formats share. That each is what its consumers read is the matter of check_formats.py.
#include <gmock/gmock.h>

#include <sstream>

#include "reporters/formats/csv_line.hpp"
#include "reporters/formats/gha_annotations.hpp"
#include "reporters/formats/markdown_text.hpp"
#include "reporters/formats/moments.hpp"
#include "reporters/formats/report_rows.hpp"
#include "tests/support/recorded_run.hpp"

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

std::string csv_of(const std::vector<CsvCell>& cells) {
  std::ostringstream out;
  write_csv_line(cells, out);
  return out.str();
}

TEST(CsvLine, QuotesOnlyWhatNeedsIt) {
  EXPECT_EQ(csv_of({"plain text", "a,b", "say \"hi\"", "two\nlines", ""}),
            "plain text,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\r\n");
}

TEST(CsvLine, HasNoFormulas) {
  for (const char* text : {"=1+1", "+1", "-1", "@SUM(1)",
                           "\xEF\xBC\x9D"
                           "1",
                           "\xEF\xBC\xA0"
                           "1"})
    EXPECT_EQ(csv_of({text}), '\'' + std::string(text) + "\r\n");
  EXPECT_EQ(csv_of({" \xC2\xA0=1"}), " \xC2\xA0'=1\r\n") << "blanks before it";
  EXPECT_EQ(csv_of({"a;=1"}), "\"a;'=1\"\r\n") << "a cell of its own where a semicolon ends them";
  EXPECT_EQ(csv_of({"a\",=1"}), "\"a\"\",'=1\"\r\n") << "or where quotes are not understood";
  EXPECT_EQ(csv_of({"\t=1"}), "\"'\t'=1\"\r\n");
  EXPECT_EQ(csv_of({"\rx"}), "\"'\nx\"\r\n");
}

TEST(CsvLine, HasWholeTextsWhereNothingIsAFormula) {
  for (const char* text : {"GET /a?b=c", "a - b", "a+b", "x@y", "'a'"})
    EXPECT_EQ(csv_of({text}), std::string(text) + "\r\n");
}

TEST(CsvLine, KeepsItsOwnFiguresNumbers) {
  EXPECT_EQ(csv_of({CsvCell::figure("-1.5"), "-1.5"}), "-1.5,'-1.5\r\n");
}

TEST(CsvLine, IsPrintable) {
  EXPECT_EQ(csv_of({std::string("a\0\x1b", 3)}), "a\xEF\xBF\xBD\xEF\xBF\xBD\r\n");
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
  for (const char* plain : {"GET /items/:id", "tasks 5% (+0.1%), at 10:00:05", "/health", "a; b: 'c'"})
    EXPECT_EQ(markdown_text(plain, 100), plain);
}

// Systems look for these when markdown has been read, and entities are what they stand for.
TEST(MarkdownText, IsCodeWhereItMightReferToSomething) {
  for (const char* text : {"see https://a.example", "WWW.a.example", "a@b.example", "@all", "#1", "!2",
                           "gh-3", "%4", "&5", ":smile:", ":100:", "- item", "1. item", "[ ]", "~label"})
    EXPECT_EQ(markdown_text(text, 100), '`' + std::string(text) + '`');
}

TEST(MarkdownText, IsNoCodeThatItCouldCloseOrThatATableWouldCut) {
  EXPECT_EQ(markdown_text("@a`b``", 100), "``` @a`b`` ```");
  EXPECT_EQ(markdown_text("@a|b\\|", 100), "`@a`&#124;`b\\`&#124;");
  EXPECT_EQ(markdown_text(" @a", 100), "`  @a `");
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

std::string annotations_of(const Result& result) {
  std::ostringstream out;
  write_gha_annotations(result, out);
  return out.str();
}

Result run_with_error(const std::string& where, const std::string& task, const std::string& message) {
  test::RecordedRun run = test::small_run();
  run.header.scenario.name = "shop";
  run.header.scenario.thresholds = {"tasks: error_rate < 100%"};
  for (Interval& interval : run.intervals) interval.errors.clear();
  run.intervals[0].errors.push_back({where, message, task, "", "", 3});
  return test::live_result_of(run);
}

TEST(Annotations, AreAnErrorForEachCheckThatFailed) {
  test::RecordedRun run = test::small_run();
  run.header.scenario.name = "shop";
  run.header.scenario.thresholds = {"requests: count > 1000000"};
  for (Interval& interval : run.intervals) interval.errors.clear();
  const Result result = test::live_result_of(run);
  EXPECT_THAT(annotations_of(result),
              HasSubstr("::error title=shop.checks%3A requests%3A count > 1000000::requests: "
                        "count > 1000000: observed "));
  EXPECT_THAT(annotations_of(result), Not(HasSubstr("::warning")));
}

TEST(Annotations, AreAWarningForAFailureAtItsPlace) {
  EXPECT_THAT(annotations_of(run_with_error("/src/shop_test.cpp:41", "Shop.Buy", "was 503")),
              HasSubstr("::warning file=/src/shop_test.cpp,line=41,title=shop%3A Shop.Buy::3 x Shop.Buy at "
                        "/src/shop_test.cpp:41%0Awas 503%0Arepeat it: "));
}

TEST(Annotations, NeedNoLine) {
  EXPECT_THAT(annotations_of(run_with_error("shop_test.cpp", "Shop.Buy", "x")),
              HasSubstr("file=shop_test.cpp,title="));
  EXPECT_THAT(annotations_of(run_with_error("", "Shop.Buy", "x")), HasSubstr("::warning title="));
  EXPECT_THAT(annotations_of(run_with_error(":7", "Shop.Buy", "x")), HasSubstr("::warning file=%3A7,title="));
  EXPECT_THAT(annotations_of(run_with_error("C:\\shop:0", "Shop.Buy", "x")),
              HasSubstr("file=C%3A\\shop%3A0,title="));
}

// The runner takes a line that begins with two colons for a command.
TEST(Annotations, HoldNoOtherCommand) {
  const std::string hostile = "x,line=1::y\n::set-env name=PATH::/tmp\r::add-mask::a%0A::error::b";
  const std::string text = annotations_of(run_with_error(hostile, hostile, hostile));
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    EXPECT_TRUE(line.starts_with("::warning ") || line.starts_with("::error ")) << line;
    EXPECT_EQ(line.find('\r'), std::string::npos);
    EXPECT_THAT(line.substr(0, line.find("::", 2)), Not(HasSubstr(",line=1,")));
  }
  EXPECT_THAT(text, HasSubstr("add-mask::a%250A::error::b"));
}

std::size_t lines_with(const std::string& text, const std::string& beginning) {
  std::size_t count = 0;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) count += line.starts_with(beginning);
  return count;
}

Result run_with_many_errors(const std::string& name) {
  test::RecordedRun run = test::small_run();
  run.header.scenario.name = name;
  for (int i = 0; i < 30; ++i) {
    const std::string number = std::to_string(i);
    run.header.scenario.thresholds.push_back("tasks: count > " + std::to_string(1'000'000 + i));
    run.intervals[0].errors.push_back({"a.cpp:" + number, number, "Shop.Buy", "", "", 1});
  }
  return test::live_result_of(run);
}

TEST(Annotations, AreTenOfAKindAtMost) {
  const std::string text = annotations_of(run_with_many_errors("shop"));
  EXPECT_EQ(lines_with(text, "::error "), 10u);
  EXPECT_EQ(lines_with(text, "::warning "), 10u);
}

TEST(Annotations, OfSeveralRunsTellTheWorstOfEach) {
  const std::vector<Result> runs{run_with_many_errors("a"), run_with_many_errors("b"),
                                 run_with_many_errors("c")};
  std::ostringstream out;
  write_gha_annotations(runs, out);
  EXPECT_EQ(lines_with(out.str(), "::error "), 10u);
  EXPECT_EQ(lines_with(out.str(), "::error title=a.checks"), 4u);
  EXPECT_EQ(lines_with(out.str(), "::error title=b.checks"), 3u);
  EXPECT_EQ(lines_with(out.str(), "::error title=c.checks"), 3u);
  EXPECT_EQ(lines_with(out.str(), "::warning "), 10u);
}

}  // namespace
}  // namespace brood
