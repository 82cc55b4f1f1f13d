// Text of OpenMetrics and Prometheus, in base units: for node_exporter's textfile collector, a push gateway
// or GitLab's metrics. Made from the metric table. Everything is a gauge: a run that is over counts no
// further, and a counter's name means one thing in OpenMetrics and another in Prometheus' own text.
#pragma once

#include <ostream>

#include "runner/core/result.hpp"

namespace brood {
void write_openmetrics(const Result& result, std::ostream& out);
}
