// Locust's four CSV files, for what reads those: pandas scripts, dashboards, Jenkins' Performance plugin.
// Headings and order of columns are those of Locust 2; times are milliseconds, with decimals where
// Locust rounds to whole ones, but for the median, which the plugin takes as a whole number.
//
// Rows of _stats are requests, then tasks with Type TASK; "Aggregated" is of requests only, as tasks contain
// them. _stats_history has a row a second of all requests: its percentiles are those of that second, not of
// all time as Locust's, and N/A where the series does not have one. Errors of requests are in _failures, all
// others in _exceptions.
#pragma once

#include <ostream>

#include "runner/core/result.hpp"

namespace brood {
void write_locust_stats(const Result& result, std::ostream& out);
void write_locust_history(const Result& result, std::ostream& out);
void write_locust_failures(const Result& result, std::ostream& out);
void write_locust_exceptions(const Result& result, std::ostream& out);
}  // namespace brood
