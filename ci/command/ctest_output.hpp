// What CTest understands of a test's output.
#pragma once

#include <map>
#include <ostream>
#include <string>

#include "runner/core/result.hpp"

namespace brood {

// Whether ctest started this program: it sets one variable in an interactive run and the other elsewhere.
bool under_ctest(const std::map<std::string, std::string>& variables);

// Keeps ctest from cutting the end off the output, which is where the summary stands.
void write_ctest_preamble(std::ostream& out);

// Figures as tags that CDash plots over builds; a figure without data is left out. They are also in the
// summary, since ctest's JUnit file drops the tags. Only print_for_programs() lets tags through.
std::string ctest_measurements(const Result& result);

}  // namespace brood
