// Whatever becomes of a journal's lines: the run is incomplete then, has not passed, and the reason names a
// line.
#include <gmock/gmock.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <sstream>

#include "runner/core/journal.hpp"
#include "runner/core/journal_sum.hpp"
#include "tests/support/recorded_run.hpp"

namespace brood {
namespace {

using test::journal_of;
using test::RecordedRun;
using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;
using testing::StartsWith;

using Lines = std::vector<std::string>;  // with their ends

Lines lines_of(const std::string& text) {
  Lines lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line + '\n');
  return lines;
}

std::string joined(const Lines& lines) {
  std::string text;
  for (const std::string& line : lines) text += line;
  return text;
}

Expected<ResultFold> read(const std::string& text) {
  std::istringstream in(text);
  return read_journal(in);
}

RecordedRun failed_run() {
  RecordedRun run = test::small_run();
  run.header.scenario.thresholds = {"tasks: failures == 0"};
  return run;
}

RecordedRun aborted_run() {
  RecordedRun run = failed_run();
  run.footer.ended_by = EndedBy::threshold;
  run.footer.reason = "stopped";
  return run;
}

RecordedRun eventful_run() {
  RecordedRun run = test::small_run();
  run.warnings = {"one", "one"};
  run.replaced_users = 2;
  return run;
}

RecordedRun long_run() {
  RecordedRun run = test::small_run();
  run.intervals.resize(1);
  run.footer.duration = std::chrono::seconds{1};
  run.footer.drain = {};
  for (int second = 1; second < 12; ++second) {
    Interval interval = run.intervals[0];
    interval.begin = run.footer.duration;
    interval.end = run.footer.duration += std::chrono::seconds{1};
    run.intervals.push_back(interval);
  }
  return run;
}

std::string compared_journal() {
  const RecordedRun run = test::small_run();
  Comparison comparison;
  comparison.with = "itself";
  std::string lines = encode_line(run.header) + '\n' + encode_tasks(run.tasks) + '\n';
  for (const Interval& interval : run.intervals) lines += encode_line(interval) + '\n';
  return test::sealed(lines + encode_comparison(comparison) + '\n' + encode_line(run.footer) + '\n');
}

struct Journal {
  explicit Journal(const std::string& journal)
      : text(journal), lines(lines_of(journal)), series(test::replayed_result_of(journal).series) {}
  std::string text;
  Lines lines;
  std::vector<SecondPoint> series;
};

const std::vector<Journal>& journals() {
  static const std::vector<Journal> all = [] {
    std::vector<Journal> made{Journal(compared_journal())};
    for (const RecordedRun& run :
         {eventful_run(), failed_run(), aborted_run(), long_run(), test::random_run(3), test::random_run(11)})
      made.emplace_back(journal_of(run));
    return made;
  }();
  return all;
}

// One way to spoil line `i`, or the place before it.
struct Damage {
  const char* name;
  std::function<void(Lines&, std::size_t i)> spoil;
};
std::ostream& operator<<(std::ostream& out, const Damage& damage) { return out << damage.name; }

void expect_found(const std::string& damaged, const Journal& whole, std::size_t i) {
  if (damaged == whole.text) return;
  Expected<ResultFold> fold = read(damaged);
  const std::string where = "line " + std::to_string(i + 1) + " of\n" + whole.text;
  if (!fold) {
    EXPECT_THAT(fold.error().message, AnyOf(HasSubstr("line 1 of the journal"), HasSubstr("first line"),
                                            HasSubstr("is of version")))
        << where;
    return;
  }
  const Result result = fold->finish();
  EXPECT_FALSE(result.complete) << where;
  EXPECT_NE(result.verdict, Verdict::passed) << where;
  EXPECT_THAT(result.footer.ended_by, AnyOf(EndedBy::damaged, EndedBy::unknown)) << where;
  EXPECT_THAT(result.footer.reason, HasSubstr("line ")) << where;
  ASSERT_LE(result.series.size(), whole.series.size());
  EXPECT_TRUE(std::equal(result.series.begin(), result.series.end(), whole.series.begin())) << where;
}

class AJournalOfWhich : public testing::TestWithParam<Damage> {};

TEST_P(AJournalOfWhich, IsFoundOut) {
  for (const Journal& whole : journals()) {
    for (std::size_t i = 0; i < whole.lines.size(); ++i) {
      Lines lines = whole.lines;
      GetParam().spoil(lines, i);
      expect_found(joined(lines), whole, i);
    }
  }
}

std::string reencoded(const std::string& line, int indent) {
  return nlohmann::json::parse(line).dump(indent) + '\n';
}

auto at(Lines& lines, std::size_t i) { return lines.begin() + static_cast<std::ptrdiff_t>(i); }

void flip(Lines& lines, std::size_t i, std::size_t place, char bit) {
  char& byte = lines[i][place % lines[i].size()];
  byte = static_cast<char>(byte ^ bit);
}

INSTANTIATE_TEST_SUITE_P(
    EachLine, AJournalOfWhich,
    testing::Values(
        Damage{"is missing", [](Lines& lines, std::size_t i) { lines.erase(at(lines, i)); }},
        Damage{"is missing with its neighbour",
               [](Lines& lines, std::size_t i) {
                 lines.erase(at(lines, i), at(lines, std::min(i + 2, lines.size())));
               }},
        Damage{"all after it are missing", [](Lines& lines, std::size_t i) { lines.resize(i); }},
        Damage{"all before the last are missing from it on",
               [](Lines& lines, std::size_t i) { lines.erase(at(lines, i), lines.end() - 1); }},
        Damage{"is repeated", [](Lines& lines, std::size_t i) { lines.insert(at(lines, i), lines[i]); }},
        Damage{"is repeated at the end", [](Lines& lines, std::size_t i) { lines.push_back(lines[i]); }},
        Damage{"is swapped with the next",
               [](Lines& lines, std::size_t i) {
                 if (i + 1 < lines.size()) std::swap(lines[i], lines[i + 1]);
               }},
        Damage{"is moved to the end",
               [](Lines& lines, std::size_t i) { std::rotate(at(lines, i), at(lines, i + 1), lines.end()); }},
        Damage{"is moved to the beginning",
               [](Lines& lines, std::size_t i) {
                 std::rotate(lines.begin(), at(lines, i), at(lines, i + 1));
               }},
        Damage{"is empty", [](Lines& lines, std::size_t i) { lines[i] = "\n"; }},
        Damage{"has an empty one before it", [](Lines& lines, auto i) { lines.insert(at(lines, i), "\n"); }},
        Damage{"has no end", [](Lines& lines, std::size_t i) { lines[i].pop_back(); }},
        Damage{"ends in CR LF", [](Lines& lines, auto i) { lines[i].insert(lines[i].size() - 1, "\r"); }},
        Damage{"begins with a BOM", [](Lines& lines, std::size_t i) { lines[i].insert(0, "\xef\xbb\xbf"); }},
        Damage{"ends in a space", [](Lines& lines, auto i) { lines[i].insert(lines[i].size() - 1, " "); }},
        Damage{"is written with other spaces",
               [](Lines& lines, std::size_t i) {
                 lines[i].insert(lines[i].find(':') + 1, " ");
               }},
        Damage{"has its members in another order",
               [](Lines& lines, std::size_t i) { lines[i] = reencoded(lines[i], -1); }},
        Damage{"spreads over several lines", [](Lines& lines, auto i) { lines[i] = reencoded(lines[i], 1); }},
        Damage{"has no sum",
               [](Lines& lines, std::size_t i) {
                 lines[i] = lines[i].substr(0, lines[i].rfind(",\"sum\"")) + "}\n";
               }},
        Damage{"has the sum in capitals",
               [](Lines& lines, std::size_t i) {
                 const std::size_t sum = lines[i].rfind("\"sum\":\"") + 7;
                 for (std::size_t c = sum; c < sum + 16; ++c)
                   lines[i][c] = static_cast<char>(std::toupper(lines[i][c]));
               }},
        Damage{"has the sum of the first",
               [](Lines& lines, std::size_t i) {
                 const std::size_t size = lines[i].size();
                 lines[i].replace(size - 19, 19, lines[0].substr(lines[0].size() - 19));
               }},
        Damage{"has the sum of one alone",
               [](Lines& lines, std::size_t i) {
                 if (i > 0)
                   lines[i] = JournalSum().seal(lines[i].substr(0, lines[i].rfind(",\"sum\"")) + '}') + '\n';
               }},
        Damage{"is another journal's first",
               [](Lines& lines, auto i) { lines.insert(at(lines, i + 1), lines.begin(), lines.end()); }},
        Damage{"is followed by bytes of a disk",
               [](Lines& lines, std::size_t i) { lines.insert(at(lines, i + 1), std::string(4096, '\0')); }},
        Damage{"is cut in its middle",
               [](Lines& lines, std::size_t i) {
                 lines.resize(i + 1);
                 lines[i].resize(lines[i].size() / 2);
               }},
        Damage{"has lost its middle", [](Lines& lines, auto i) { lines[i].erase(lines[i].size() / 3, 4); }}));

// Some of all places in a line, and all of its sum.
TEST(AJournal, OfWhichOneByteIsAnotherIsFoundOut) {
  const Journal whole(compared_journal());
  for (std::size_t i = 0; i < whole.lines.size(); ++i) {
    const std::size_t size = whole.lines[i].size();
    for (std::size_t place = 0; place < size; place += place + 30 < size ? 1 + size / 100 : 1) {
      Lines lines = whole.lines;
      flip(lines, i, place, "\x01\x20\x04"[place % 3]);
      expect_found(joined(lines), whole, i);
    }
  }
}

TEST(AJournal, OfTwoRunsIsFoundOut) {
  for (const Journal& first : journals())
    for (const Journal& second : journals()) expect_found(first.text + second.text, first, 0);
}

// Newer ones, too, are told by their version.
TEST(AJournal, OfAVersionThatIsNotItsOwnIsNotRead) {
  for (const char digit : {'0', '1', '3', '9'}) {
    std::string text = journal_of(test::small_run());
    text[text.find("\"version\":") + 10] = digit;
    EXPECT_FALSE(read(text)) << digit;
  }
}

TEST(AJournal, WithAllOfItsLineEndsChangedIsToldWhatHappened) {
  std::string text;
  for (std::string line : lines_of(journal_of(test::small_run()))) text += line.insert(line.size() - 1, "\r");
  EXPECT_THAT(read(text).error().message, HasSubstr("line 1 of the journal ends in CR LF"));
}

TEST(AJournal, IsOfNoVersionWithoutSumsBecauseTheyWereTakenAway) {
  std::string text;
  for (const std::string& line : lines_of(journal_of(test::small_run())))
    text += line.substr(0, line.rfind(",\"sum\"")) + "}\n";
  EXPECT_THAT(read(text).error().message, HasSubstr("line 1 of the journal has no checksum"));
}

TEST(AJournal, ThatLostALineNamesTheOneThatDoesNotFollow) {
  const Lines whole = lines_of(journal_of(test::small_run()));
  for (std::size_t i = 1; i + 1 < whole.size(); ++i) {
    Lines lines = whole;
    lines.erase(at(lines, i));
    Expected<ResultFold> fold = read(joined(lines));
    const std::string line = std::to_string(i + 1), before = std::to_string(i);
    EXPECT_THAT(fold->finish().footer.reason,
                StartsWith("line " + line + " of the journal does not follow from line " + before));
  }
}

TEST(AJournal, ThatStopsNamesItsLastLine) {
  Lines lines = lines_of(journal_of(test::small_run()));
  lines.pop_back();
  EXPECT_THAT(
      read(joined(lines))->finish().footer.reason,
      AllOf(StartsWith("the journal stops after line 5, before the end of the run"), HasSubstr("killed")));
  lines.back().resize(20);
  const Result cut = read(joined(lines))->finish();
  EXPECT_THAT(cut.footer.reason, StartsWith("the journal stops in the middle of line 5"));
  EXPECT_EQ(cut.footer.ended_by, EndedBy::unknown);
}

TEST(AJournal, WithSomethingAfterItsFooterIsDamagedWhateverThatIs) {
  for (const char* more : {"\n", "{}\n", "half", "{\"warning\":\"x\"}\n", "\r\n", "\n\n\n"}) {
    const Result result = read(journal_of(test::small_run()) + more)->finish();
    EXPECT_EQ(result.footer.ended_by, EndedBy::damaged) << more;
    EXPECT_THAT(result.footer.reason, StartsWith("line 7 of the journal comes after the footer")) << more;
    EXPECT_EQ(result.series.size(), 3u) << "what comes before stands";
  }
}

// As one that another run left, and that was put in the place of this one's.
TEST(AJournal, ThatSaysThatItIsBrokenIsDamaged) {
  const std::string mark = encode_broken("was cut") + '\n';
  for (const std::string& journal :
       {journal_of(test::small_run()), test::unsealed_journal_of(test::small_run())}) {
    EXPECT_EQ(read(journal + mark)->finish().footer.ended_by, EndedBy::damaged);
    const std::string begun = journal.substr(0, journal.find('\n') + 1);
    EXPECT_THAT(read(begun + mark)->finish().footer.reason,
                StartsWith("line 2 of the journal says that the journal was changed while its run went on"));
  }
}

// Sums that are right do not excuse what no run writes.
TEST(AJournal, WithGapsIsDamagedThoughItsSumsAreRight) {
  RecordedRun run = test::small_run();
  run.intervals.erase(run.intervals.begin() + 1);
  const Result result = test::replayed_result_of(journal_of(run));
  EXPECT_EQ(result.footer.ended_by, EndedBy::damaged);
  EXPECT_THAT(result.footer.reason, StartsWith("line 4 of the journal is an interval from 2000000000 ns on"));
}

// What failed by what is left stays failed, so that no lost line makes less of it.
TEST(AFailedRun, StaysFailedWhateverLineIsLostAfterItsFailure) {
  const Lines whole = lines_of(journal_of(failed_run()));
  for (std::size_t i = 3; i < whole.size(); ++i) {
    Lines lines = whole;
    lines.erase(at(lines, i));
    const Result result = read(joined(lines))->finish();
    EXPECT_EQ(result.verdict, Verdict::failed) << i;
    EXPECT_TRUE(has_verdict(result)) << i;
  }
}

// It may have been in what is missing.
TEST(ARunThatPassed, HasNoVerdictForWantOfWhatItsLostLinesHeld) {
  RecordedRun run = test::small_run();
  run.header.scenario.thresholds = {"tasks: count >= 9", "tasks: failures < 2", "requests: rate > 2/s",
                                    "tasks: p95 < 1s over 1s"};
  ASSERT_EQ(test::replayed_result_of(journal_of(run)).verdict, Verdict::passed);
  const Lines whole = lines_of(journal_of(run));
  for (std::size_t i = 1; i < whole.size(); ++i) {
    Lines lines = whole;
    lines.erase(at(lines, i));
    const Result result = read(joined(lines))->finish();
    EXPECT_EQ(result.verdict, Verdict::inconclusive) << i;
    EXPECT_FALSE(has_verdict(result)) << i;
  }
}

}  // namespace
}  // namespace brood
