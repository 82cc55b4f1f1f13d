// The last runs of each scenario, oldest first, as one value that all formats of a trend show.
#pragma once

#include <string>
#include <vector>

#include "reporters/runs/run_facts.hpp"

namespace brood {

struct TrendRun {
  RunFacts facts;
  std::string place;           // its folder below the one that was searched
  std::string report{};        // link to its report.html, as a page needs it; empty: none
  std::size_t conditions = 0;  // position in those of its scenario
};

// One machine under one load. Figures under other conditions are other figures.
struct TrendConditions {
  Conditions machine;
  Conditions load;
  bool operator==(const TrendConditions&) const = default;
};

struct TrendScenario {
  std::string name;
  std::size_t older = 0;                    // runs that were left out
  std::size_t copies = 0;                   // of runs that lie in another folder, too
  std::vector<TrendConditions> conditions;  // in order of appearance
  std::vector<TrendRun> runs;
};

struct Trend {
  std::vector<TrendScenario> scenarios;  // by name
  std::vector<std::string> skipped;      // files that could not be read, and why
};

// Keeps the last `last` runs of each scenario by their start. One that lies in several folders counts once,
// as of the first of their paths.
Trend trend_of(std::vector<TrendRun> runs, std::size_t last);

// "A", "B", ... "Z", "AA"
std::string mark_of(std::size_t conditions);
// The first in full, others by what is not as in the first: "as A, but cores 4, not 2".
std::string conditions_text(const TrendScenario& scenario, std::size_t conditions);

}  // namespace brood
