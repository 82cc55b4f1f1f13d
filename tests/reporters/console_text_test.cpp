// Names of strangers where terminals and the systems that run pipelines listen.
#include "reporters/console_text.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "reporters/json_escapes.hpp"
#include "tests/support/console_rules.hpp"
#include "tests/support/hostile_names.hpp"

namespace brood {
namespace {

const std::string kBad = "\xEF\xBF\xBD";

TEST(ConsoleText, KeepsWhatIsOnlyText) {
  const std::string text =
      "POST /a::b ## heading <Customer> [x]\n\tindented : once\nGr\xC3\xBC\xC3\x9F"
      "e\n";
  EXPECT_EQ(console_text(text), text);
}

TEST(ConsoleText, HasNoCommandOfGithub) {
  EXPECT_EQ(console_text("::error::x"), ": :error::x");
  EXPECT_EQ(console_text(" \xC2\xA0\t::error::x"), " \xC2\xA0\t: :error::x");
  EXPECT_EQ(console_text("a\r::error::x"), "a\n: :error::x");
  EXPECT_EQ(console_text("###[error]"), "### [error]");
}

TEST(ConsoleText, HasNoCommandOfOthers) {
  EXPECT_EQ(console_text("##vso[x] ##TeamCity[y]"), "##vso [x] ##TeamCity [y]");
  EXPECT_EQ(console_text("section_start:0:x\r\x1b[0K"), "section_start:0:x\n" + kBad + "[0K");
  EXPECT_EQ(console_text("\x1b[8mha:A\x1b[0m"), kBad + "[8mha:A" + kBad + "[0m");
  EXPECT_EQ(console_text("<CTestMeasurement>"), "<CTest Measurement>");
  EXPECT_EQ(console_text("<DartMeasurement>"), "<Dart Measurement>");
}

TEST(ConsoleText, HasNoCommandInAnyHostileName) {
  for (const std::string& name : test::hostile_names())
    for (const char* before : {"", "x\n", "- ", "#", "\xC2\xA0", ":"})
      EXPECT_EQ(test::command_in(console_text(before + name)), "") << before + name;
}

TEST(ConsoleText, IsTheSameHoweverTheTextIsCut) {
  std::string all;
  for (const std::string& name : test::hostile_names()) all += name + '\n';
  const std::string whole = console_text(all);
  for (const std::string& name : test::hostile_names())
    for (std::size_t cut = 0; cut <= name.size(); ++cut) {
      const bool inside = cut < name.size() && (static_cast<unsigned char>(name[cut]) & 0xC0U) == 0x80U;
      if (inside) continue;
      ConsoleText text;
      const std::string first = text.take(name.substr(0, cut));
      EXPECT_EQ(first + text.take(name.substr(cut)), console_text(name)) << name << " cut at " << cut;
    }
  EXPECT_EQ(console_text(whole), whole) << "what has passed once passes again";
}

TEST(ConsoleText, OnATerminalKeepsOnlyItsOwnSequences) {
  EXPECT_EQ(console_text("\x1b[31mred\x1b[0m\r1:00\x1b[K", true), "\x1b[31mred\x1b[0m\r1:00\x1b[K");
  EXPECT_EQ(console_text("\x1b[2J\x1b]0;t\x07\x1b[1;31m\x1b[8", true),
            kBad + "[2J" + kBad + "]0;t" + kBad + kBad + "[1;31m" + kBad + "[8");
}

TEST(JsonEscapes, AreTheSameValuesWithoutAnyCommand) {
  const nlohmann::json json = [] {
    nlohmann::json names = nlohmann::json::array();
    for (const std::string& name : test::hostile_names())
      names.push_back(console_text(name) + "##[x]<CTestLabel>");
    names.push_back(std::string("\xE2\x80") + "\xAE\xF3\xA0\x81\xA1\xC2\x9B");
    return names;
  }();
  const std::string text = json_escapes(json.dump(1));
  EXPECT_EQ(nlohmann::json::parse(text), json);
  EXPECT_EQ(test::command_in(text), "");
}

}  // namespace
}  // namespace brood
