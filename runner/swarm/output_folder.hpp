#pragma once

#include <string>

#include "runner/core/expected.hpp"

namespace brood {

// Makes the folder that a run leaves its files in, and those above it.
Status make_folder(const std::string& out);

}  // namespace brood
