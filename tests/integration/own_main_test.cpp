// A program's own main, arguments, listener and in-process server work under load as they do plainly.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

// What a listener saw, apart: of each test, and between them. Suites are left out: under load, a suite starts
// and ends around each of its tests.
struct Seen {
  std::map<std::string, std::vector<std::string>> of_test;
  std::vector<std::string> between;
};

Seen read_events(const std::string& path) {
  Seen seen;
  std::istringstream events(read_file(path));
  std::string test;
  for (std::string event; std::getline(events, event);) {
    if (event.rfind("suite ", 0) == 0) continue;
    if (event.rfind("test start ", 0) == 0) test = event.substr(11);
    (test.empty() ? seen.between : seen.of_test[test]).push_back(event);
    if (event.rfind("test end ", 0) == 0) test.clear();
  }
  return seen;
}

class OwnMain : public testing::Test {
 protected:
  std::vector<std::string> arguments(const std::string& events) const {
    return {"--greeting=hello", "--port=" + std::to_string(free_port()), "--events=" + folder.file(events)};
  }
  Ended plainly() {
    std::vector<std::string> words = arguments("plain");
    words.insert(words.begin(), PROBE_OWN_MAIN_FILE);
    return run_program(words);
  }
  Ended under_load() {
    std::vector<std::string> words = {BROOD_COMMAND,      "run", PROBE_OWN_MAIN_FILE, "--once", "--out",
                                      folder.file("out"), "--"};
    for (const std::string& word : arguments("load")) words.push_back(word);
    return run_program(words);
  }
  Seen seen(const std::string& events) const { return read_events(folder.file(events)); }

  const TemporaryFolder folder;
};

TEST_F(OwnMain, ListenerSeesOfEachTestWhatItSeesPlainly) {
  EXPECT_EQ(1, plainly().code);
  const Ended ended = under_load();
  EXPECT_EQ(1, ended.code) << ended.output;
  EXPECT_EQ(5U, seen("plain").of_test.size());
  EXPECT_EQ(seen("plain").of_test, seen("load").of_test);
}

TEST_F(OwnMain, ListenerSeesProgramAndEnvironmentsOnce) {
  plainly();
  under_load();
  EXPECT_EQ(seen("plain").between, seen("load").between);
}

TEST_F(OwnMain, EndsInItsOwnWay) {
  under_load();
  EXPECT_EQ("main ends", seen("load").between.back());
}

TEST_F(OwnMain, ArgumentsAndServerReachTheTests) {
  under_load();
  Seen load = seen("load");
  EXPECT_THAT(load.of_test["KnowsItsArguments"],
              ElementsAre(StartsWith("test start"), "test end KnowsItsArguments fine"));
  EXPECT_THAT(load.of_test["ReachesItsServer"],
              ElementsAre(StartsWith("test start"), "test end ReachesItsServer fine"));
}

}  // namespace
}  // namespace brood
