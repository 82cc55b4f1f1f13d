// What reports of several runs say in the same words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "reporters/runs/run_facts.hpp"
#include "reporters/table.hpp"

namespace brood {

// For a person: "4.1ms", "569/s"; "-" for no data. `metric` is a position in kRunMetrics.
std::string run_figure_text(std::size_t metric, const std::optional<double>& value);

// "2026-11-26 10:00:05", under kStarted, of "2026-11-26T10:00:05.123Z"; other texts as they are, on one line.
std::string moment_text(const std::string& started_at);
inline constexpr const char* kStarted = "started (UTC)";

// "passed", "FAILED": what needs to be seen is in capitals.
std::string outcome_text(const std::string& outcome);

// With "; " between them.
std::string joined(const std::vector<std::string>& texts);

// The headings of kRunMetrics from `first_metric` on, after `first`: "errors" for error_rate, as in all
// tables.
TableRow run_headings(TableRow first, std::size_t first_metric = 0);

}  // namespace brood
