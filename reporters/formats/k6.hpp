// The flat summary of k6 (--summary-export), as GitLab's load performance report reads it: requests a second,
// time to the first byte, and checks. Times are milliseconds. What was not measured is absent.
#pragma once

#include <ostream>

#include "runner/core/result.hpp"

namespace brood {
void write_k6(const Result& result, std::ostream& out);
}
