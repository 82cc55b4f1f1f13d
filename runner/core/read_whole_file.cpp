#include "runner/core/read_whole_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "runner/core/text.hpp"

namespace brood {
namespace {

class OpenFile {
 public:
  // Without waiting: a pipe that nobody writes to would never open.
  explicit OpenFile(const std::string& path)
      : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)) {}
  ~OpenFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  int get() const { return descriptor_; }

 private:
  int descriptor_;
};

Error cannot_read(const std::string& path, int reason) {
  return Error{"cannot read " + path_in_quotes(path) + ": " + std::strerror(reason)};
}

std::string_view kind_of(mode_t mode) {
  if (S_ISDIR(mode)) return "a folder";
  if (S_ISFIFO(mode)) return "a pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

Error too_large(const std::string& path, std::uint64_t most) {
  return Error{path_in_quotes(path) + " has more than " + std::to_string(most / most_bytes::kMega) +
               " MB, which no such file has"};
}

}  // namespace

Expected<std::string> read_whole_file(const std::string& path, std::uint64_t most) {
  const OpenFile file(path);
  struct stat about {};
  if (file.get() < 0 || fstat(file.get(), &about) != 0) return cannot_read(path, errno);
  if (!S_ISREG(about.st_mode)) {
    return Error{path_in_quotes(path) + " is " + std::string(kind_of(about.st_mode)) +
                 "; give a file, which can be read again"};
  }
  const auto size = static_cast<std::uint64_t>(about.st_size);
  if (size > most) return too_large(path, most);

  // A file of /proc has no size, and any may grow: one byte more shows whether it has ended.
  std::string text(size + 1, '\0');
  for (std::size_t used = 0;;) {
    const ssize_t got = read(file.get(), text.data() + used, text.size() - used);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return cannot_read(path, errno);
    used += static_cast<std::size_t>(got);
    if (got == 0) {
      text.resize(used);
      return text;
    }
    if (used > most) return too_large(path, most);
    if (used == text.size()) text.resize(std::min<std::uint64_t>(2 * text.size() + 4096, most + 1));
  }
}

}  // namespace brood
