// HdrHistogram's interval log, which its log processor and plotters read: the latency of passed samples in
// nanoseconds, one interval for the whole run. Histograms of each second are in the journal only; a result
// that kept them for every name would be of gigabytes. The line without a tag is of all requests, or of all
// tasks where there is no request; each name has a line with a tag, "request:GET%20/items" or "task:Shop.Buy"
// (a tag holds neither commas nor spaces). Maxima are in milliseconds.
#pragma once

#include <ostream>

#include "runner/core/result.hpp"

namespace brood {
void write_hlog(const Result& result, std::ostream& out);
}
