// The net under what is printed.
#include "ci/command/guarded_stream.hpp"

#include <gmock/gmock.h>

#include <iostream>
#include <sstream>

#include "ci/command/message.hpp"
#include "tests/support/console_rules.hpp"
#include "tests/support/hostile_names.hpp"

namespace brood {
namespace {

TEST(GuardedStream, LetsNoCommandThroughHoweverItIsWritten) {
  for (const std::string& name : test::hostile_names()) {
    std::ostringstream out;
    {
      const GuardedStream guard(out, false);
      out << name << '\n' << 7 << ' ' << name << std::endl;
    }
    EXPECT_EQ(test::command_in(out.str()), "") << name;
  }
}

TEST(GuardedStream, SeesACommandThatComesInPieces) {
  std::ostringstream out;
  {
    const GuardedStream guard(out, false);
    out << ':' << ':' << "error::x\n"
        << '#' << "#"
        << "[error]\n";
  }
  EXPECT_EQ(out.str(), ": :error::x\n## [error]\n");
}

TEST(GuardedStream, WritesAtOnceAndLeavesTheStreamAsItWas) {
  std::ostringstream out;
  {
    const GuardedStream guard(out, false);
    out << "now";
    EXPECT_EQ(out.str(), "now");
  }
  out << "::after";
  EXPECT_EQ(out.str(), "now::after");
}

TEST(GuardedStream, TellsThatWhatIsBelowCannotBeWritten) {
  struct : std::streambuf {
  } full;
  std::ostream out(&full);
  const GuardedStream guard(out, false);
  out << "x" << std::flush;
  EXPECT_FALSE(out);
}

TEST(Messages, OfHostileTextsAreNoCommands) {
  for (const std::string& name : test::hostile_names()) {
    std::ostringstream out;
    complain(out, Error{"a\n" + name}, ExitCode::usage);
    say(out, name);
    EXPECT_EQ(test::command_in(out.str()), "") << name;
  }
}

TEST(Messages, AreNotCutInsideOfACharacter) {
  std::ostringstream out;
  std::string text;
  for (int i = 0; i < 400; ++i) text += "\xC3\xBC";
  complain(out, Error{text}, ExitCode::usage);
  EXPECT_THAT(out.str(), ::testing::EndsWith("\xC3\xBC...\n"));
  EXPECT_THAT(out.str(), ::testing::Not(::testing::HasSubstr("\xEF\xBF\xBD")));
}

}  // namespace
}  // namespace brood
