#include "runner/core/scenario.hpp"

#include <gmock/gmock.h>

namespace brood {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::HasSubstr;

TEST(ParseWait, ReadsEveryForm) {
  EXPECT_EQ(*parse_wait("none"), Wait{});
  EXPECT_EQ(*parse_wait("2s"), (Wait{Wait::Kind::between, 2s, 2s}));
  EXPECT_EQ(*parse_wait("500ms..2s"), (Wait{Wait::Kind::between, 500ms, 2s}));
  EXPECT_EQ(*parse_wait("0.5s..1.5s"), (Wait{Wait::Kind::between, 500ms, 1500ms}));
  EXPECT_EQ(*parse_wait(" pacing:1s "), (Wait{Wait::Kind::pacing, 1s, 1s}));
}

TEST(ParseWait, NamesWhatIsWrongAndTheWayOut) {
  const auto refusal = [](std::string_view text) {
    const Expected<Wait> wait = parse_wait(text);
    return wait ? "accepted" : wait.error().message;
  };
  EXPECT_THAT(refusal("2"), AllOf(HasSubstr("'2'"), HasSubstr("no unit"), HasSubstr("500ms..2s")));
  EXPECT_THAT(refusal(""), HasSubstr("empty"));
  EXPECT_THAT(refusal("2s..1s"), HasSubstr("from more to less"));
  EXPECT_THAT(refusal("1s.."), HasSubstr("empty"));
  EXPECT_THAT(refusal("pacing:0s"), HasSubstr("a pace of 0"));
  EXPECT_THAT(refusal("pacing:1s..2s"), HasSubstr("no number at '..2s'"));
  EXPECT_THAT(refusal("-1s"), HasSubstr("negative"));
}

TEST(FormatWait, ReadsBackAsTheSame) {
  for (const char* text : {"none", "2s", "500ms..2s", "pacing:1s", "0s"})
    EXPECT_EQ(format_wait(*parse_wait(text)), text);
}

TEST(ParseStatusSet, ReadsStatusesAndRanges) {
  EXPECT_EQ(parse_status_set("500-599,404")->ranges,
            (std::vector<std::pair<int, int>>{{500, 599}, {404, 404}}));
  EXPECT_EQ(parse_status_set(" 400 - 499 , 503 ")->ranges,
            (std::vector<std::pair<int, int>>{{400, 499}, {503, 503}}));
  EXPECT_TRUE(parse_status_set("none")->ranges.empty());
}

TEST(ParseStatusSet, NamesThePartThatIsWrong) {
  for (const char* text :
       {"", "404,", "abc", "404,5xx", "-1", "1000", "500-", "599-500", "4 04", "500-599-600"}) {
    const Expected<StatusSet> set = parse_status_set(text);
    ASSERT_FALSE(set) << text;
    EXPECT_THAT(set.error().message, AllOf(HasSubstr(text), HasSubstr("such as 500-599,404")));
  }
  EXPECT_THAT(parse_status_set("404,5xx").error().message, HasSubstr("'5xx' is not a status"));
}

TEST(StatusSet, IncludesBothEnds) {
  const StatusSet set = *parse_status_set("500-502,404");
  for (const int status : {500, 501, 502, 404}) EXPECT_TRUE(set.contains(status)) << status;
  for (const int status : {0, 200, 403, 405, 499, 503}) EXPECT_FALSE(set.contains(status)) << status;
}

TEST(FormatStatusSet, ReadsBackAsTheSame) {
  for (const char* text : {"500-599,404", "404", "none"})
    EXPECT_EQ(format_status_set(*parse_status_set(text)), text);
}

}  // namespace
}  // namespace brood
