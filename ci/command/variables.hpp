// What the environment says about the options of a verb.
#pragma once

#include <map>
#include <string>

#include "ci/command/option.hpp"

namespace brood {

// An empty variable counts as unset: CI servers export empty ones.
RawOptions read_variables(const std::map<std::string, std::string>& variables, Verb verb);

}  // namespace brood
