#include "ci/command/text_file.hpp"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "runner/core/text.hpp"

namespace brood {

Expected<std::string> read_file(const std::string& path) {
  errno = 0;
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (file && text) return text.str();
  // Nothing was copied: an empty file, or one that cannot be read, such as a folder.
  if (file && errno == 0) return std::string();
  return Error{"cannot read " + in_quotes(path) + ": " + std::strerror(errno)};
}

}  // namespace brood
