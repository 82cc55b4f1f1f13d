// What ctest says of the tests of a pipeline's job.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace brood {

struct UnpassedTest {
  std::string name;
  std::string what;  // became of it, with the end of what it printed
};

// Those that failed or were not run, by the files that brood-stress leaves in `folder`: ctest.txt is ctest's
// list of the tests, ctest.xml its report. None where these are not there; disabled and skipped tests are as
// good as passed.
std::vector<UnpassedTest> unpassed_tests(const std::filesystem::path& folder);

}  // namespace brood
