#include "ci/command/content_hash.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace brood {

ContentHash& ContentHash::add(std::string_view piece) {
  constexpr std::uint64_t kPrime = 0x100000001b3;
  const auto take = [this](unsigned char byte) { value_ = (value_ ^ byte) * kPrime; };
  for (const char c : std::to_string(piece.size()) + ':') take(static_cast<unsigned char>(c));
  for (const char c : piece) take(static_cast<unsigned char>(c));
  return *this;
}

std::string ContentHash::text() const {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  for (int shift = 60; shift >= 0; shift -= 4) digits += kDigits[(value_ >> shift) & 15];
  return digits;
}

std::optional<std::string> hash_of_file(const std::string& path) {
  std::error_code failure;
  std::ifstream file(path, std::ios::binary);
  if (!file || !std::filesystem::is_regular_file(path, failure)) return std::nullopt;
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
