// One line of CSV by RFC 4180: every CSV that Brood writes is written here.
#pragma once

#include <ostream>
#include <string>
#include <vector>

namespace brood {

// Cells are quoted only where they must be, since some readers know a file by its unquoted heading. Ends with
// CR and LF, as the RFC and Locust have it.
void write_csv_line(const std::vector<std::string>& cells, std::ostream& out);

}  // namespace brood
