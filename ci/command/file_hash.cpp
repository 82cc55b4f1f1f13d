#include "ci/command/file_hash.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "runner/core/content_hash.hpp"

namespace brood {

std::optional<std::string> hash_of_file(const std::string& path) {
  std::error_code failure;
  if (!std::filesystem::is_regular_file(path, failure)) return std::nullopt;  // a pipe would be waited for
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  const std::string text(std::istreambuf_iterator<char>(file), {});
  return ContentHash().add(text).text();
}

std::string identity_of_file(const std::string& path) {
  std::error_code failure;
  const std::string real = std::filesystem::canonical(path, failure).string();
  struct stat about {};
  if (failure || stat(real.c_str(), &about) != 0) return path + " (missing)";
  return real + ' ' + std::to_string(about.st_size) + ' ' + std::to_string(about.st_mtim.tv_sec) + '.' +
         std::to_string(about.st_mtim.tv_nsec);
}

}  // namespace brood
