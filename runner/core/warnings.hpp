// What a person should know about a run that no single record could say.
#pragma once

#include <string>
#include <vector>

#include "runner/core/result.hpp"

namespace brood {

// One or two sentences each, with figures, at most a few. Asks for everything in `result` but checks and
// verdict.
std::vector<std::string> closing_warnings(const Result& result);

}  // namespace brood
