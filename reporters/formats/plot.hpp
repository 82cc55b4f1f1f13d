// Two lines of CSV for Jenkins' Plot plugin: labels, and this build's values. A plot chooses its columns by
// label; what was not measured has no column. Times are milliseconds, error rates percent.
#pragma once

#include <ostream>

#include "runner/core/result.hpp"

namespace brood {
void write_plot(const Result& result, std::ostream& out);
}
