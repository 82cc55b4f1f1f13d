#include "ci/command/whole_file.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "runner/core/text.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

Status write_to(const fs::path& path, const std::string& asked_for,
                const std::function<void(std::ostream&)>& write) {
  errno = 0;
  std::ofstream out(path, std::ios::binary);
  if (out) write(out);
  out.close();
  if (!out) return cannot_write(asked_for, std::strerror(errno));
  return Done{};
}

}  // namespace

Error cannot_write(const std::string& what, const std::string& reason) {
  return Error{"cannot write " + in_quotes(what) + ": " + reason};
}

bool is_special(const std::string& path) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

Status make_folders(const fs::path& folder) {
  std::error_code failure;
  if (!folder.empty()) fs::create_directories(folder, failure);
  if (failure) return cannot_write(folder.string(), failure.message());
  return Done{};
}

Status write_whole_file(const std::string& path, const std::function<void(std::ostream&)>& write) {
  fs::path place(path);
  if (is_special(path)) return write_to(place, path, write);
  if (Status folder = make_folders(place.parent_path()); !folder) return folder;
  std::error_code failure;
  if (fs::is_symlink(place, failure)) place = fs::weakly_canonical(place, failure);
  const fs::path draft(place.string() + ".part-" + std::to_string(::getpid()));
  if (Status written = write_to(draft, path, write); !written) {
    fs::remove(draft, failure);
    return written;
  }
  fs::rename(draft, place, failure);
  if (!failure) return Done{};
  const std::string reason = failure.message();
  fs::remove(draft, failure);
  return cannot_write(path, reason);
}

}  // namespace brood
