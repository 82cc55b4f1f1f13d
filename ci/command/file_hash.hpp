// Whether a file is still what it was. Against accidents, not against attackers.
#pragma once

#include <optional>
#include <string>

namespace brood {

// Of a file's content; nothing if it cannot be read.
std::optional<std::string> hash_of_file(const std::string& path);

// Path without symbolic links, size and time of a file, as far as there is one: cheap to ask of a large file.
std::string identity_of_file(const std::string& path);

}  // namespace brood
