#include "ci/command/file_place.hpp"

#include <charconv>

namespace brood {
namespace {

namespace fs = std::filesystem;

fs::path resolved(const fs::path& folder) {
  std::error_code failure;
  fs::path real = fs::weakly_canonical(folder, failure);
  return failure ? folder.lexically_normal() : real;
}

std::optional<int> descriptor_at(const fs::path& folder, const std::string& name) {
  int number = 0;
  const char* const end = name.data() + name.size();
  const auto [stop, failure] = std::from_chars(name.data(), end, number);
  if (failure != std::errc() || stop != end || number < 0) return std::nullopt;
  if (folder != resolved("/proc/self/fd")) return std::nullopt;
  return number;
}

// What a link names. Those of other processes' descriptors may name nothing and lead somewhere all the same.
std::optional<fs::path> next_of(const fs::path& link) {
  std::error_code failure;
  if (!fs::is_symlink(link, failure)) return std::nullopt;
  const fs::path target = link.parent_path() / fs::read_symlink(link, failure);
  if (failure || (fs::exists(link, failure) && !fs::exists(target, failure))) return std::nullopt;
  return target;
}

bool cannot_be_replaced(const fs::path& path) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

}  // namespace

FilePlace place_of(const std::string& name) {
  constexpr int kMostLinks = 40;  // as many as the kernel follows
  std::error_code failure;
  FilePlace place{fs::absolute(name, failure), {}};
  for (int links = 0; links <= kMostLinks; ++links) {
    const fs::path folder = resolved(place.path.parent_path());
    place.path = folder / place.path.filename();
    place.descriptor = descriptor_at(folder, place.path.filename().string());
    const std::optional<fs::path> next = place.descriptor ? std::nullopt : next_of(place.path);
    if (!next) break;
    place.path = *next;
  }
  place.special = place.descriptor || cannot_be_replaced(place.path);
  return place;
}

bool is_one_file(const FilePlace& one, const FilePlace& other) {
  if (one.special && other.special) return false;
  if (!one.special && !other.special) return one.path == other.path;
  std::error_code failure;
  return fs::equivalent(one.path, other.path, failure);
}

}  // namespace brood
