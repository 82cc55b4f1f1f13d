// Stored runs in words and tables.
#pragma once

#include <ostream>
#include <vector>

#include "ci/command/baseline_folder.hpp"
#include "reporters/console.hpp"

namespace brood {

// A line for each run: time, target, machine, verdict, iterations.
void write_baseline_list(const std::vector<StoredFile>& files, int width, std::ostream& out);

// For each scenario on each machine: its conditions, and of the last 20 runs each metric's geometric mean
// and how much it varies from run to run. Precondition: there are files.
void write_baseline_groups(const std::vector<StoredFile>& files, int width, std::ostream& out);

}  // namespace brood
