#include "ci/command/file_hash.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "runner/core/content_hash.hpp"

namespace brood {

std::optional<std::string> hash_of_file(const std::string& path) {
  std::error_code failure;
  if (!std::filesystem::is_regular_file(path, failure))
    return std::nullopt;  // to open a pipe may take for ever
  std::ifstream file(path, std::ios::binary);
  std::string text(static_cast<std::size_t>(std::filesystem::file_size(path, failure)), '\0');
  if (failure || !file.read(text.data(), static_cast<std::streamsize>(text.size()))) return std::nullopt;
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
