// What is stored of a run, so that later runs can be compared with it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "ci/gate/run_figures.hpp"
#include "runner/core/conditions.hpp"
#include "runner/core/expected.hpp"
#include "runner/core/result.hpp"

namespace brood {

struct Baseline {
  std::string started_at;  // ISO 8601, UTC, milliseconds
  std::string name;        // what reports called the run
  Conditions machine;
  Conditions load;
  bool complete = false;
  Verdict verdict = Verdict::failed;  // of the run's own checks
  std::uint64_t passed = 0;           // iterations of all tasks, over the whole run
  std::uint64_t failed = 0;
  std::uint64_t skipped = 0;
  std::size_t seconds = 0;  // as of RunFigures
  std::size_t quiet = 0;
  std::vector<RunMetric> metrics;

  std::uint64_t iterations() const { return passed + failed + skipped; }
  bool operator==(const Baseline&) const = default;
};

// Precondition: `run` has its footer; `figures` are its own.
Baseline baseline_of(const Result& run, Verdict verdict, const RunFigures& figures);

// Done, or why it must not be compared with.
Status check_usable(const Baseline& baseline);

// "2026-11-26T15-04-05.123Z-1a2b3c4d5e6f7a8b.baseline.json": sorts by time, and only equal ones have the same
// name. Precondition: is_time_stamp(started_at).
std::string file_name_of(const Baseline& baseline);
inline constexpr std::string_view kBaselineEnding = ".baseline.json";

// Whether a text is of the form 2026-11-26T15:04:05.123Z.
bool is_time_stamp(std::string_view text);

}  // namespace brood
