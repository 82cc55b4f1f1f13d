// JMeter's results as CSV, for Jenkins' Performance plugin and for JMeter's own report. One row per second,
// name and outcome stands for all samples of that second, and says so in its message: a row per sample would
// be gigabytes, and Brood keeps no samples. `elapsed` is their mean, in whole milliseconds as readers want
// it, and SampleCount tells how many they are. A reader that does not know this column weighs seconds, not
// samples; use taurus where counts matter. Of a long run with many names a row may be of several seconds.
#pragma once

#include <ostream>

#include "runner/core/result.hpp"

namespace brood {
void write_jtl(const Result& result, std::ostream& out);
}
