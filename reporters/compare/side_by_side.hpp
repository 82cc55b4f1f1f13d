// Runs side by side, as one value that all formats of it show: each figure beside that of the first run. It
// judges nothing; what is worse beyond doubt is the gate's matter.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "reporters/runs/rows_of_runs.hpp"
#include "runner/core/result.hpp"

namespace brood {

// As many as can be told apart in a chart.
inline constexpr std::size_t kMostSideBySide = 8;

// A member of config or environment that is not the same in all runs.
struct Difference {
  std::string name;                            // "users", "sut.command"
  std::vector<nlohmann::ordered_json> values;  // null where a run has none
};

struct SideBySide {
  std::vector<RunFacts> runs;
  std::vector<Difference> differences;
  std::vector<RowOfRuns> rows;
};

// Done, or why a run that was read from a file cannot be compared: its figures are beyond belief.
Status check_comparable(const Result& run);

// Precondition: from two to kMostSideBySide runs that are comparable.
SideBySide side_by_side(std::span<const Result> runs);

// What makes the load, or the machine, of a run another one than the first's: "users 10, not 20; wait 1s, not
// none"; empty if nothing.
std::string other_load(const SideBySide& compared, std::size_t run);
std::string other_machine(const SideBySide& compared, std::size_t run);

// A figure by that of the first run. Absent without both, or where the first is 0.
std::optional<double> ratio_to_first(const RowOfRuns& row, std::size_t run, std::size_t metric);
// "+4.2%", "x12.5", of error rates "+0.50 points"; empty for the first run and where there is nothing to
// compare.
std::string change_to_first(const RowOfRuns& row, std::size_t run, std::size_t metric);

// Said once in every format.
inline constexpr const char* kBesideChance =
    "A difference between two runs may be chance: this is no verdict. brood duet tells what is slower beyond "
    "doubt.";

}  // namespace brood
