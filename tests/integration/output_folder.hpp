// An output folder that an earlier run has left its files in, to be held against what is there later.
#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "tests/integration/running_brood.hpp"
#include "tests/support/program.hpp"
#include "tests/support/temporary_folder.hpp"

namespace brood {

class AnOutputFolder : public testing::Test {
 protected:
  using Contents = std::map<std::string, std::string>;

  // All files below it, and what they hold.
  static Contents contents_of(const std::string& folder) {
    Contents contents;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
      if (entry.is_regular_file()) contents[entry.path()] = read_file(entry.path());
    return contents;
  }
  Contents contents() const { return contents_of(out()); }
  std::string out() const { return folder_.file("out"); }
  std::string in_out(const std::string& name) const { return out() + '/' + name; }

  // Files with the names of a run's, which no run has written.
  void fill() const {
    std::filesystem::create_directories(out());
    for (const char* name : {"journal.jsonl", "target.log", "sut.log", "stats.json", "junit.xml",
                             "report.html", "duet.json", "notes.txt"})
      std::ofstream(in_out(name)) << "earlier " << name << '\n';
  }
  Ended brood(const std::string& verb, const std::string& target,
              const std::vector<std::string>& more) const {
    std::vector<std::string> words{BROOD_COMMAND, verb, target, "--out", out()};
    words.insert(words.end(), more.begin(), more.end());
    return run_program(words, {}, std::chrono::seconds{30});
  }

  TemporaryFolder folder_;
};

}  // namespace brood
