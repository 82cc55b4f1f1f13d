#include "reporters/printable.hpp"

#include <gmock/gmock.h>

namespace brood {
namespace {

const std::string kBad = "\xEF\xBF\xBD";

TEST(Printable, KeepsTextLinesAndTabs) { EXPECT_EQ(printable("a\tb\n\xE4\xBD\xA0"), "a\tb\n\xE4\xBD\xA0"); }

TEST(Printable, ReplacesWhatSteersATerminalOrBreaksXml) {
  EXPECT_EQ(printable("\x1b[31m"), kBad + "[31m");
  EXPECT_EQ(printable(std::string("\0\x7f", 2)), kBad + kBad);
  EXPECT_EQ(printable("\xC2\x9B"), kBad) << "CSI in one character";
  EXPECT_EQ(printable("\xC2\xA0"), "\xC2\xA0") << "the first character after C1";
  EXPECT_EQ(printable("\xEF\xBF\xBF"), kBad) << "no character at all";
  EXPECT_EQ(printable("\xFF"), kBad);
}

TEST(Printable, EveryKindOfLineEndIsALineFeed) { EXPECT_EQ(printable("a\r\nb\rc\n"), "a\nb\nc\n"); }

TEST(Printable, OneLineHasNoLineFeeds) { EXPECT_EQ(one_line("a\nb\tc"), "a b c"); }

TEST(Shorten, KeepsTheBeginningAndSaysHowMuchIsMissing) {
  EXPECT_EQ(shorten("short", 100), "short");
  EXPECT_EQ(shorten(std::string(100, 'x'), 50), "xxxxxxxxxx... (90 more bytes)");
}

TEST(ShortenMiddle, KeepsBothEnds) {
  EXPECT_EQ(shorten_middle("Shop.Browse", 11), "Shop.Browse");
  EXPECT_EQ(shorten_middle("Shop.BrowseEverything", 11), "Shop...hing");
  EXPECT_EQ(shorten_middle("Shop", 2), "Sh");
}

TEST(ShortenMiddle, CountsCharactersNotBytes) {
  EXPECT_EQ(columns("\xE4\xBD\xA0z"), 2u);
  EXPECT_EQ(shorten_middle("\xE4\xBD\xA0\xE4\xBD\xA0zzzzzz", 5), "\xE4\xBD\xA0...z");
}

TEST(ShortenApart, KeepsApartWhatDiffers) {
  using testing::ElementsAre;
  EXPECT_THAT(shorten_apart({"Shop.BuyABook", "Shop.Buy", "Shop.BuyABook"}, 13),
              ElementsAre("Shop.BuyABook", "Shop.Buy", "Shop.BuyABook"));
  EXPECT_THAT(shorten_apart({"Shop.OrderThatIsPaid", "Shop.OrderWhichIsPaid", "Shop...Paid (2)"}, 15),
              ElementsAre("Shop.O...IsPaid", "Shop...Paid (3)", "Shop...Paid (2)"));
  EXPECT_THAT(shorten_apart({"a\nb", "a b", ""}, 12), ElementsAre("a b (2)", "a b", ""));
}

}  // namespace
}  // namespace brood
