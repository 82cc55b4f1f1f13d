// Runs side by side as words and rows of cells, shared by console and markdown. Cells are printable, on one
// line.
#pragma once

#include <string>
#include <vector>

#include "reporters/compare/side_by_side.hpp"
#include "reporters/table.hpp"

namespace brood {

// Number and name, start, length and outcome of each run; headings first, as in all of these.
std::vector<TableRow> runs_table(const SideBySide& compared);
// What differs, a column for each run.
std::vector<TableRow> differences_table(const SideBySide& compared);
// Of requests or of tasks, the total last: for each name a line for each run, with the change to the first in
// brackets.
std::vector<TableRow> figures_table(const SideBySide& compared, bool of_tasks, bool with_counts);

// What has to be known to read the figures, a sentence each: other loads and machines, what is incomplete,
// and chance.
std::vector<std::string> notes_of(const SideBySide& compared);

}  // namespace brood
