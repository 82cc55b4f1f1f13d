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

// Those that failed or were not run, by ctest's list of the tests and its report as XML. Disabled and skipped
// tests are as good as passed.
std::vector<UnpassedTest> unpassed_tests(const std::string& list, const std::string& report_xml);

// The same by the files that brood-stress leaves in `folder`, ctest.txt and ctest.xml. None where these are
// not there; one that cannot be read is a problem.
std::vector<UnpassedTest> unpassed_tests(const std::filesystem::path& folder,
                                         std::vector<std::string>& problems);

}  // namespace brood
