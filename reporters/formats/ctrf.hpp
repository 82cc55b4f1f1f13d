// Common Test Report Format: the cases of junit.xml, and what was measured in `extra`. An error of JUnit is
// a failed test here.
#pragma once

#include <ostream>

#include "runner/core/result.hpp"

namespace brood {
void write_ctrf(const Result& result, std::ostream& out);
}
