// Taurus' FinalStatus XML, the best summary that Jenkins' Performance plugin reads: counts and percentiles of
// each name, in seconds. The group without a name stands for all: requests if there are any, else tasks.
// Skipped iterations are in no count.
#pragma once

#include <ostream>

#include "runner/core/result.hpp"

namespace brood {
void write_taurus(const Result& result, std::ostream& out);
}
