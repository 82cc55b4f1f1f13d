// Small files of /proc, /sys and /etc.
#pragma once

#include <optional>
#include <string>

namespace brood {

// The whole file, or nothing if it cannot be read.
std::optional<std::string> read_text_file(const std::string& path);

}  // namespace brood
