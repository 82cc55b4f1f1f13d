// A run that is over, read from its journal.
#pragma once

#include <string>

#include "runner/core/expected.hpp"
#include "runner/core/journal.hpp"
#include "runner/core/result_fold.hpp"

namespace brood {

// `result` is an output folder or a journal.
Expected<ResultFold> open_recorded_run(const std::string& result, const JournalReading& how = {});

}  // namespace brood
