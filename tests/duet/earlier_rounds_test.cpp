#include "ci/duet/earlier_rounds.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <optional>
#include <set>

#include "tests/support/temporary_folder.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

class Rounds : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) const {
    fs::create_directories(fs::path(folder_.file(name)).parent_path());
    std::ofstream(folder_.file(name)) << text;
  }
  std::string read(const std::string& name) const {
    std::ifstream file(folder_.file(name));
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::set<std::string> files() const {
    std::set<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder_.path()))
      if (entry.is_regular_file()) names.insert(fs::relative(entry.path(), folder_.path()).string());
    return names;
  }
  void an_earlier_duet() const {
    write("duet.json", "{}");
    write("rounds/01/old/journal.jsonl", "earlier");
    write("rounds/rehearsal/new/journal.jsonl", "earlier");
    write("rounds/mine/notes", "whose is that?");
  }

  TemporaryFolder folder_;
};

TEST_F(Rounds, AreBackAfterADuetThatWasRefused) {
  an_earlier_duet();
  const std::set<std::string> before = files();
  {
    const EarlierRounds earlier(folder_.path());
    write("rounds/rehearsal/old/journal.jsonl", "refused");
    write("rounds/rehearsal/new/journal.jsonl", "refused");
    write("rounds/rehearsal.2/new/journal.jsonl", "refused");
  }
  EXPECT_EQ(before, files());
  EXPECT_EQ("earlier", read("rounds/rehearsal/new/journal.jsonl"));
}

TEST_F(Rounds, AreGoneAfterADuetThatWasAccepted) {
  an_earlier_duet();
  {
    EarlierRounds earlier(folder_.path());
    write("rounds/rehearsal/old/journal.jsonl", "this one's");
    earlier.accept();
    write("rounds/01/old/journal.jsonl", "this one's");
  }
  EXPECT_THAT(files(), ElementsAre("rounds/01/old/journal.jsonl", "rounds/mine/notes",
                                   "rounds/rehearsal/old/journal.jsonl"));
  EXPECT_EQ("this one's", read("rounds/01/old/journal.jsonl"));
}

TEST_F(Rounds, AreBackAfterADuetThatWasKilledBeforeItWasAccepted) {
  an_earlier_duet();
  write("rounds/.earlier-02/old/journal.jsonl", "earlier");
  write("rounds/02/old/journal.jsonl", "of the one that was killed");
  { const EarlierRounds earlier(folder_.path()); }
  EXPECT_EQ("earlier", read("rounds/02/old/journal.jsonl"));
  EXPECT_FALSE(fs::exists(folder_.file("rounds/.earlier-02")));
}

TEST_F(Rounds, MayNeverHaveBeen) {
  {
    const EarlierRounds earlier(folder_.path());
    write("rounds/rehearsal/old/journal.jsonl", "refused");
  }
  EXPECT_TRUE(fs::is_empty(folder_.path()));
}

}  // namespace
}  // namespace brood
