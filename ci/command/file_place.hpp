// Where the name of a file leads.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace brood {

struct FilePlace {
  std::filesystem::path path;     // absolute; links and dots are followed, also to what is not there yet
  std::optional<int> descriptor;  // one of this process: /dev/stdout, /dev/fd/3, or a link to such a name
  bool special = false;           // a descriptor, a device, a pipe or a socket: nothing that can be replaced
};

FilePlace place_of(const std::string& name);

// Whether what is written to one is lost when the other is written. Two special ones take both.
bool is_one_file(const FilePlace& one, const FilePlace& other);

}  // namespace brood
