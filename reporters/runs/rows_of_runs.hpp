// Rows of several runs side by side: each name once, with its figures in each run.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <vector>

#include "reporters/runs/run_facts.hpp"

namespace brood {

struct RowOfRuns {
  RowName name;
  std::vector<std::optional<RowFigures>> runs;  // absent where a run has none of that name
};

// All names that any of the runs has: totals, requests, tasks. No total of requests where there are none.
std::vector<RowOfRuns> rows_of(std::span<const RunFacts* const> runs);

// {of: requests or tasks, all: true} or {of, method, name, again}; method and again only if there is
// something to tell.
nlohmann::ordered_json row_name_json(const RowName& name);
// [{name, unit, better}] of kRunMetrics.
nlohmann::ordered_json run_metrics_json();

}  // namespace brood
