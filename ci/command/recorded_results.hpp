// All results of a folder, for a trend.
#pragma once

#include <string>
#include <vector>

#include "reporters/trend/trend.hpp"
#include "runner/core/expected.hpp"

namespace brood {

struct RecordedResults {
  std::vector<TrendRun> runs;
  std::vector<std::string> problems;  // files that could not be read, and why
};

// Each folder at or below `folder` that holds a stats.json or a journal of Brood's is one result, and what
// lies below it is part of it, as the rounds of a duet. Symbolic links are followed, but no folder is read
// twice. An error if the folder cannot be read or holds no result at all.
Expected<RecordedResults> read_results(const std::string& folder);

// Links each run to its report.html, where that lies below the folder of `page`.
void link_reports(const std::string& folder, const std::string& page, std::vector<TrendRun>& runs);

}  // namespace brood
