// From the source of a scenario to a program that can be put under load.
#pragma once

#include <map>
#include <string>

#include "runner/core/expected.hpp"

namespace brood {

// The program of a source file: one that was kept if nothing it was made of has changed, else it is compiled
// now, which takes seconds and is told on standard error. What the compiler says is not in the error: it has
// been seen.
Expected<std::string> compile_scenario(const std::string& source,
                                       const std::map<std::string, std::string>& variables);

// Whether a source file can be read; found out before anything else is done.
Status check_source(const std::string& source);

}  // namespace brood
