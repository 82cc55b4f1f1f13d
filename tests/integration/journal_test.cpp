// Journals that are not as a run wrote them, as every reader of brood sees them.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "tests/integration/running_brood.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using std::chrono::seconds;
using testing::AllOf;
using testing::AnyOf;
using testing::HasSubstr;

Ended brood(std::vector<std::string> words) {
  words.insert(words.begin(), BROOD_COMMAND);
  return run_program(words);
}

std::vector<std::string> load(const std::string& test, const std::string& out) {
  return {BROOD_COMMAND, "run", PROBE_PAUSING_FILE, "--filter", "Pausing." + test, "-u", "1",
          "-t",          "2s",  "--wait",           "50ms",     "--out",           out};
}

using Lines = std::vector<std::string>;

Lines lines_of(const std::string& path) {
  Lines lines;
  std::istringstream in(read_file(path));
  for (std::string line; std::getline(in, line);) lines.push_back(line + '\n');
  return lines;
}

class RecordedJournals : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    live_ = new TemporaryFolder;
    ASSERT_EQ(run_program(load("Sleeps", live_->file("passed"))).code, 0);
    ASSERT_EQ(run_program(load("Fails", live_->file("failed"))).code, 1);
  }
  static void TearDownTestSuite() { delete live_; }

  static Lines passed() { return lines_of(live_->file("passed/journal.jsonl")); }
  static Lines failed() { return lines_of(live_->file("failed/journal.jsonl")); }

  // A folder with nothing but that journal.
  std::string folder_with(const Lines& lines, const std::string& name = "damaged") const {
    fs::create_directories(folder_.file(name));
    std::ofstream out(folder_.file(name) + "/journal.jsonl", std::ios::binary);
    for (const std::string& line : lines) out << line;
    return folder_.file(name);
  }

  // Of a run that passed, without the line after the header and the tasks.
  std::string damaged() const {
    Lines lines = passed();
    lines.erase(lines.begin() + 2);
    return folder_with(lines);
  }

  static TemporaryFolder* live_;
  TemporaryFolder folder_;
};
TemporaryFolder* RecordedJournals::live_ = nullptr;

constexpr const char* kWhere = "line 3 of the journal does not follow from line 2";

// What `check` may say without that line. Of a run that never failed it never says 1, and of one that had
// failed before the line it says nothing else.
std::set<int> codes(bool failed_before, std::size_t line) {
  if (line == 0) return {2};
  if (!failed_before) return {3};
  return line > 2 ? std::set{1} : std::set{1, 3};
}

TEST_F(RecordedJournals, NeverPassWithoutOneOfTheirLines) {
  for (const bool failed_before : {false, true}) {
    const Lines whole = failed_before ? failed() : passed();
    ASSERT_GE(whole.size(), 6u);
    for (std::size_t i = 0; i < whole.size(); ++i) {
      Lines lines = whole;
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
      const Ended ended = brood({"check", folder_with(lines)});
      EXPECT_TRUE(codes(failed_before, i).contains(ended.code)) << i << '\n' << ended.output;
      EXPECT_THAT(ended.output, HasSubstr("line")) << i;
      EXPECT_EQ(brood({"baseline", "add", folder_with(lines), folder_.file("base")}).code, 2) << i;
    }
  }
}

TEST_F(RecordedJournals, NeverPassWithALineBehindTheFooter) {
  const Lines whole = failed();
  for (std::size_t i = 1; i + 1 < whole.size(); ++i) {
    Lines lines = whole;
    std::rotate(lines.begin() + static_cast<std::ptrdiff_t>(i),
                lines.begin() + static_cast<std::ptrdiff_t>(i + 1), lines.end());
    const std::string folder = folder_with(lines);
    EXPECT_THAT(brood({"check", folder}).code, AnyOf(1, 3)) << i;
    EXPECT_EQ(brood({"baseline", "add", folder, folder_.file("base")}).code, 2) << i;
  }
}

TEST_F(RecordedJournals, ThatAreDamagedHaveNoVerdictByCheck) {
  const Ended ended = brood({"check", damaged()});
  EXPECT_EQ(ended.code, 3) << ended.output;
  EXPECT_THAT(ended.output, AllOf(HasSubstr("NO VERDICT"), HasSubstr(kWhere), HasSubstr("run again")));
}

TEST_F(RecordedJournals, ThatAreDamagedSaySoInEveryReport) {
  const std::string folder = damaged(), stats = folder_.file("s.json"), junit = folder_.file("j.xml"),
                    page = folder_.file("p.html"), comment = folder_.file("c.md");
  const Ended ended = brood({"report", folder, "--report", "json:" + stats, "--report", "junit:" + junit,
                             "--html", page, "--report", "md:" + comment});
  EXPECT_EQ(ended.code, 0) << ended.output;
  const json all = json::parse(read_file(stats));
  EXPECT_EQ(all["ended_by"], "damaged");
  EXPECT_EQ(all["complete"], false);
  EXPECT_EQ(all["verdict"], "incomplete");
  for (const std::string& file : {stats, junit, page, comment})
    EXPECT_THAT(read_file(file), HasSubstr(kWhere)) << file;
  EXPECT_THAT(brood({"report", folder}).output, HasSubstr(kWhere));
}

TEST_F(RecordedJournals, ThatAreDamagedSaySoBesideOthers) {
  const Ended ended = brood({"report", live_->file("passed"), damaged()});
  EXPECT_EQ(ended.code, 0);
  EXPECT_THAT(ended.output, AllOf(HasSubstr("Run 2 is incomplete"), HasSubstr(kWhere)));
}

TEST_F(RecordedJournals, ThatAreDamagedAreNoBaselines) {
  const Ended ended = brood({"baseline", "add", damaged(), folder_.file("base")});
  EXPECT_EQ(ended.code, 2);
  EXPECT_THAT(ended.output, AllOf(HasSubstr("did not come to its end"), HasSubstr(kWhere)));
  EXPECT_FALSE(fs::exists(folder_.file("base")));
}

TEST_F(RecordedJournals, ThatAreDamagedArePublishedAsIncomplete) {
  fs::create_directory(folder_.file("results"));
  fs::rename(damaged(), folder_.file("results/shop"));
  const std::string to = folder_.file("report");
  const Ended ended = brood({"publish", "gitlab", folder_.file("results"), "--to", to});
  EXPECT_THAT(ended.output, AllOf(HasSubstr("shop: NO VERDICT"), HasSubstr(kWhere)));
  EXPECT_THAT(read_file(to + "/shop/junit.xml"), HasSubstr(kWhere));
  EXPECT_THAT(read_file(to + "/index.html"), HasSubstr(kWhere));
}

TEST_F(RecordedJournals, ThatAreDamagedSaySoInATrend) {
  folder_with(passed(), "1");
  Lines lines = passed();
  std::swap(lines[2], lines[3]);
  lines[0] += lines[0];  // another start, or the trend takes it for a copy
  folder_with(lines, "2");
  lines.erase(lines.begin());
  folder_with(lines, "3");
  Lines headless = passed();
  headless[0][100] ^= 1;
  folder_with(headless, "4");
  const Ended ended = brood({"report", "--trend", folder_.path()});
  EXPECT_EQ(ended.code, 0) << ended.output;
  EXPECT_THAT(ended.output, AllOf(HasSubstr("INCOMPLETE"), HasSubstr("2: line 2 of the journal")));
  EXPECT_THAT(ended.output,
              AllOf(HasSubstr("skipped: '3/journal.jsonl'"), HasSubstr("skipped: '4/journal.jsonl'")));
}

TEST_F(RecordedJournals, ThatAreOldAreToldAsUnprotectedByEveryReader) {
  const std::string folder = folder_with(lines_of(BROOD_OLD_JOURNALS "/passed.jsonl"), "old");
  const char* warning = "without checksums";
  const Ended checked = brood({"check", folder});
  EXPECT_EQ(checked.code, 0) << checked.output;
  EXPECT_THAT(checked.output, HasSubstr(warning));
  EXPECT_EQ(brood({"check", folder_with(lines_of(BROOD_OLD_JOURNALS "/failed.jsonl"), "old failed")}).code,
            1);
  const std::string stats = folder_.file("s.json"), junit = folder_.file("j.xml"),
                    page = folder_.file("p.html");
  EXPECT_EQ(
      brood({"report", folder, "--report", "json:" + stats, "--report", "junit:" + junit, "--html", page})
          .code,
      0);
  for (const std::string& file : {stats, junit, page})
    EXPECT_THAT(read_file(file), HasSubstr(warning)) << file;
  EXPECT_THAT(brood({"report", folder, live_->file("passed")}).output, HasSubstr(warning));
  EXPECT_THAT(brood({"report", "--trend", folder}).output, HasSubstr(warning));
  const Ended added = brood({"baseline", "add", folder, folder_.file("base")});
  EXPECT_EQ(added.code, 0) << added.output;
  EXPECT_THAT(added.output, HasSubstr(warning));
}

// What a test may do that tidies up too much, or that copies results about.
class ALiveJournal : public testing::Test {
 protected:
  // What `spoil` does to the journal happens when the load has begun.
  Ended run(const std::function<void(const std::string& journal)>& spoil) {
    RunningBrood brood(load("Sleeps", folder_.file("out")), folder_.file("said"));
    EXPECT_TRUE(eventually([&] { return read_file(journal_).find("\"interval\"") != std::string::npos; },
                           seconds{20}));
    spoil(journal_);
    Ended ended;
    ended.code = brood.wait();
    ended.output = read_file(folder_.file("said"));
    return ended;
  }

  void expect_told(const Ended& ended, const std::string& what) const {
    EXPECT_EQ(ended.code, 0) << "all is in memory\n" << ended.output;
    EXPECT_THAT(ended.output, HasSubstr("the journal " + what + " while the run went on"));
    EXPECT_THAT(json::parse(read_file(folder_.file("out/stats.json")))["warnings"].dump(), HasSubstr(what));
    const Ended checked = brood({"check", folder_.file("out")});
    EXPECT_EQ(checked.code, 3) << checked.output;
  }

  TemporaryFolder folder_;
  std::string journal_ = folder_.file("out/journal.jsonl");
};

TEST_F(ALiveJournal, ThatIsEmptiedIsTold) {
  expect_told(run([](const std::string& journal) { fs::resize_file(journal, 0); }), "was cut");
}

TEST_F(ALiveJournal, ThatIsRemovedIsTold) {
  expect_told(run([](const std::string& journal) { fs::remove(journal); }), "was removed");
}

TEST_F(ALiveJournal, ThatIsReplacedByOneOfAnEarlierRunIsTold) {
  ASSERT_EQ(run_program(load("Sleeps", folder_.file("earlier"))).code, 0);
  expect_told(
      run([&](const std::string& journal) { fs::rename(folder_.file("earlier/journal.jsonl"), journal); }),
      "was replaced");
}

TEST_F(ALiveJournal, ThatIsWrittenToIsTold) {
  expect_told(run([&](const std::string& journal) { std::ofstream(journal, std::ios::app) << "{}\n"; }),
              "was written to by somebody else");
}

}  // namespace
}  // namespace brood
