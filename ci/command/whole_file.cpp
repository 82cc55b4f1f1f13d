#include "ci/command/whole_file.hpp"

#include <fcntl.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>
#include <random>
#include <sstream>
#include <thread>

#include "ci/command/file_place.hpp"
#include "ci/command/open_descriptor.hpp"
#include "runner/core/text.hpp"
#include "runner/swarm/descriptor.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

// A pipe is opened when somebody reads it, who may come a moment later. With nobody there is an error in the
// end, where to wait for one would be without end.
Expected<Descriptor> open_special(const fs::path& path, const std::string& asked_for) {
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{2};
  while (true) {
    Descriptor file(open(path.c_str(), O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (file) {
      fcntl(file.get(), F_SETFL, O_WRONLY);
      return file;
    }
    std::error_code failure;
    const bool may_come = errno == ENXIO && fs::is_fifo(path, failure);
    if (!may_come) return cannot_write(asked_for, std::strerror(errno));
    if (std::chrono::steady_clock::now() > end)
      return cannot_write(asked_for, "it is a pipe, and nobody reads it");
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
  }
}

Status write_to(const fs::path& path, const std::string& asked_for,
                const std::function<void(std::ostream&)>& write) {
  errno = 0;
  std::ofstream out(path, std::ios::binary);
  if (out) write(out);
  out.close();
  if (!out) return cannot_write(asked_for, std::strerror(errno));
  return Done{};
}

Status write_to(int descriptor, const std::string& asked_for,
                const std::function<void(std::ostream&)>& write) {
  std::ostringstream text;
  write(text);
  const std::error_code failure = write_to_descriptor(descriptor, text.str());
  if (failure) return cannot_write(asked_for, failure.message());
  return Done{};
}

// Short, as the file's own name may be as long as names can be. Not the process's number: those of two
// containers that share a folder may be alike.
fs::path draft_beside(const fs::path& file) {
  std::random_device random;
  return file.parent_path() / (".part-" + std::to_string(random()) + '-' + std::to_string(random()));
}

}  // namespace

Error cannot_write(const std::string& what, const std::string& reason) {
  return Error{"cannot write " + in_quotes(what) + ": " + reason};
}

Status make_folders(const fs::path& folder) {
  std::error_code failure;
  if (!folder.empty()) fs::create_directories(folder, failure);
  if (failure) return cannot_write(folder.string(), failure.message());
  return Done{};
}

Status write_whole_file(const std::string& path, const std::function<void(std::ostream&)>& write) {
  const FilePlace place = place_of(path);
  if (place.descriptor) return write_to(*place.descriptor, path, write);
  if (place.special) {
    const Expected<Descriptor> file = open_special(place.path, path);
    return file ? write_to(file->get(), path, write) : Status(file.error());
  }
  if (Status folder = make_folders(fs::path(path).parent_path()); !folder) return folder;
  const fs::path draft = draft_beside(place.path);
  std::error_code failure;
  if (Status written = write_to(draft, path, write); !written) {
    fs::remove(draft, failure);
    return written;
  }
  fs::rename(draft, place.path, failure);
  if (!failure) return Done{};
  const std::string reason = failure.message();
  fs::remove(draft, failure);
  return cannot_write(path, reason);
}

}  // namespace brood
