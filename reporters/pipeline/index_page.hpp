// index.html of a pipeline's runs: a page without any script, a line for each run.
#pragma once

#include <ostream>
#include <span>

#include "runner/core/result.hpp"

namespace brood {

// Links go to the files of each run in the folder of its scenario's name, beside the page. All texts of the
// runs are escaped.
void write_index_page(std::span<const Result> runs, std::ostream& out);

}  // namespace brood
