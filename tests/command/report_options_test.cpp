// What `brood report` is asked to show: one run, runs side by side, or a trend.
#include <gmock/gmock.h>

#include "tests/command/given.hpp"

namespace brood {
namespace {

using namespace brood::testing;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

TEST(ReportOptions, NameOneResultOrUpToEight) {
  EXPECT_THAT(command({"report a"}).results, ElementsAre("a"));
  EXPECT_THAT(command({"report a b --report md:x c"}).results, ElementsAre("a", "b", "c"));
  EXPECT_THAT(mistake({"report 1 2 3 4 5 6 7 8 9"}),
              AllOf(HasSubstr("9 runs are too many"), HasSubstr("--trend DIR")));
  EXPECT_THAT(mistake({"report"}), HasSubstr("which result?"));
}

TEST(ReportOptions, ShowSeveralRunsInThreeFormats) {
  for (const char* format : {"html", "md", "json"}) {
    EXPECT_EQ(mistake({std::string("report a b --report ") + format + ":x"}), "") << format;
    EXPECT_EQ(mistake({std::string("report --trend dir --report ") + format + ":x"}), "") << format;
  }
  EXPECT_EQ(mistake({"report a b --html x"}), "");
  const std::string wrong = "'csv' shows a single run; several are shown by html, md or json";
  EXPECT_EQ(mistake({"report a b --report csv:x"}), wrong);
  EXPECT_EQ(mistake({"report a b --csv x"}), wrong);
  EXPECT_EQ(mistake({"report --trend dir --csv x"}), wrong);
  EXPECT_EQ(mistake({"report a --csv x"}), "");
}

TEST(ReportOptions, ATrendIsOfAFolderAndOfItsLastRuns) {
  EXPECT_EQ(command({"report --trend dir"}).trend, "dir");
  EXPECT_EQ(command({"report --trend dir"}).last, 50u);
  EXPECT_EQ(command({"report --trend dir --last 7"}).last, 7u);
  EXPECT_THAT(mistake({"report --trend dir --last 0"}),
              HasSubstr("--last: '0' is not a whole number from 1 to 1,000,000"));
  EXPECT_THAT(mistake({"report --trend dir a"}), HasSubstr("leave out 'a'"));
  EXPECT_THAT(mistake({"report --trend"}), HasSubstr("--trend needs a value"));
  EXPECT_THAT(mistake({"report a --last 7"}), HasSubstr("--last is about a trend, but there is none"));
}

}  // namespace
}  // namespace brood
