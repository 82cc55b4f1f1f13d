// Aligned columns of plain text.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace brood {

using TableRow = std::vector<std::string>;

// The first column is left-aligned and gives up its middle where a line would be wider than `width`, but what
// differs in it does so still; the others are right-aligned and never cut. Precondition: all rows are equally
// long, and their text is printable.
void write_table(const std::vector<TableRow>& rows, int width, std::ostream& out);

}  // namespace brood
