// A comparison in words and in a table, shared by the reports that people read.
#pragma once

#include <string>
#include <vector>

#include "reporters/table.hpp"
#include "runner/core/comparison.hpp"

namespace brood {

// "+7.4% (+5.2% to +9.7%)"; of errors how the rate moved, in points; "-" where nothing was measured.
std::string change_text(const ComparedMetric& metric);
// The smallest change for the worse that would have been noticed: "+38%", of errors "to 0.4%"; "-" if not
// tested.
std::string noticeable_text(const ComparedMetric& metric);
// One line: verdict, change, what could have been noticed, and the reason if there is one.
std::string metric_sentence(const ComparedMetric& metric);

// Metric, old, new, change, could have noticed, verdict; headings first. At most `most` metrics, failed ones
// first, then inconclusive, improved, passed and untested ones; `left_out` becomes how many are not there.
std::vector<TableRow> comparison_table(const Comparison& comparison, std::size_t most, std::size_t& left_out);

// One sentence: how many metrics were tested, how many are worse, in doubt or better, and why.
std::string comparison_sentence(const Comparison& comparison);

}  // namespace brood
