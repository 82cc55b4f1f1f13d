// Files that are there whole or not at all.
#pragma once

#include <filesystem>
#include <functional>
#include <ostream>
#include <string>

#include "runner/core/expected.hpp"

namespace brood {

// Writes to a neighbour and renames it, so that no reader ever sees half a file; follows a symbolic link.
// Creates the folder. What is special is written to as it is. The error names `path`.
Status write_whole_file(const std::string& path, const std::function<void(std::ostream&)>& write);

// A device, a pipe or a socket, such as /dev/stdout.
bool is_special(const std::string& path);

// Creates `folder` and those above it; nothing for an empty name.
Status make_folders(const std::filesystem::path& folder);

// "cannot write 'WHAT': REASON".
Error cannot_write(const std::string& what, const std::string& reason);

}  // namespace brood
