// Small files as text.
#pragma once

#include <string>

#include "runner/core/expected.hpp"

namespace brood {

// All of the file, or "cannot read 'PATH': REASON".
Expected<std::string> read_file(const std::string& path);

}  // namespace brood
