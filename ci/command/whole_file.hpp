// Files that are there whole or not at all.
#pragma once

#include <filesystem>
#include <functional>
#include <ostream>
#include <string>

#include "runner/core/expected.hpp"

namespace brood {

// Writes to a neighbour and renames it, so that no reader ever sees half a file; follows symbolic links.
// Creates the folder. What is special (file_place.hpp) is written to as it is, and an open descriptor such as
// /dev/stdout where it stands, so that nothing before it is lost. The error names `path`.
Status write_whole_file(const std::string& path, const std::function<void(std::ostream&)>& write);

// Creates `folder` and those above it; nothing for an empty name.
Status make_folders(const std::filesystem::path& folder);

// "cannot write 'WHAT': REASON".
Error cannot_write(const std::string& what, const std::string& reason);

}  // namespace brood
