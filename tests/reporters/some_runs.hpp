// Runs made up for reports that show several.
#pragma once

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "reporters/runs/run_facts.hpp"
#include "reporters/stats_value.hpp"
#include "tests/support/recorded_run.hpp"

namespace brood::test {

// A file that a report must equal; tests/reporters/golden/runs.
inline std::string golden_of_runs(const std::string& name) {
  std::ifstream in(std::string(BROOD_GOLDEN_DIR) + "/runs/" + name);
  return {std::istreambuf_iterator<char>(in), {}};
}

inline RecordedRun run_started_at(const std::string& started_at) {
  RecordedRun run = small_run();
  run.header.started_at = started_at;
  return run;
}

// Slower, with a request that fails, and with other names than small_run().
inline RecordedRun later_run() {
  RecordedRun run = run_started_at("2026-11-26T10:00:00.000Z");
  Interval& first = run.intervals[0];
  first.requests[1].row.latency.record(80'000'000);
  first.requests[1].row.failed = 1;
  first.requests.push_back({"Shop.Browse", "GET", "/search", first.requests[0].row});
  first.tasks.pop_back();
  run.tasks.pop_back();
  return run;
}

inline Result result_of(const RecordedRun& run) { return live_result_of(run); }

inline RunFacts facts_of(const RecordedRun& run) {
  return *run_facts(nlohmann::json(stats_to_json(live_result_of(run))));
}

}  // namespace brood::test
