#include "runner/core/read_whole_file.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "runner/core/text.hpp"

namespace brood {
namespace {

constexpr int kPatience = 5000;  // ms

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

// What cannot be read as a file; empty: it can.
std::string_view kind_of(const struct stat& about) {
  const bool is_null = S_ISCHR(about.st_mode) && about.st_rdev == makedev(1, 3);
  if (S_ISREG(about.st_mode) || S_ISFIFO(about.st_mode) || is_null) return "";
  if (S_ISDIR(about.st_mode)) return "a folder";
  if (S_ISSOCK(about.st_mode)) return "a socket";
  return "a device";
}

Error too_large(const std::string& path, std::uint64_t most) {
  return Error{path_in_quotes(path) + " has more than " + std::to_string(most / most_bytes::kMega) +
               " MB, which no such file has"};
}

// Whether there is something to read, or the end, within the time that a pipe is waited for.
bool comes_in_time(int file) {
  pollfd wanted{file, POLLIN, 0};
  int answer = 0;
  do answer = poll(&wanted, 1, kPatience);
  while (answer < 0 && errno == EINTR);
  return answer != 0;
}

// The next bytes; none at the end.
Expected<std::size_t> read_some(int file, const std::string& path, char* to, std::size_t room) {
  while (true) {
    const ssize_t got = read(file, to, room);
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno == EINTR || (errno == EAGAIN && comes_in_time(file))) continue;
    if (errno != EAGAIN) return cannot_read(path, errno);
    return Error{"nothing came from the pipe " + path_in_quotes(path) + " for " +
                 std::to_string(kPatience / 1000) + " seconds; give a file"};
  }
}

}  // namespace

Expected<std::string> read_whole_file(const std::string& path, std::uint64_t most) {
  const OpenFile file(path);
  struct stat about {};
  if (file.get() < 0 || fstat(file.get(), &about) != 0) return cannot_read(path, errno);
  if (const std::string_view kind = kind_of(about); !kind.empty())
    return Error{path_in_quotes(path) + " is " + std::string(kind) + "; give a file"};
  const auto size = static_cast<std::uint64_t>(about.st_size);
  if (size > most) return too_large(path, most);

  // A file of /proc and a pipe have no size, and any may grow: one byte more shows whether it has ended.
  std::string text(size + 1, '\0');
  for (std::size_t used = 0;;) {
    const Expected<std::size_t> got = read_some(file.get(), path, text.data() + used, text.size() - used);
    if (!got) return got.error();
    used += *got;
    if (*got == 0) {
      text.resize(used);
      if (text.empty() && S_ISFIFO(about.st_mode))
        return Error{"nothing is in the pipe " + path_in_quotes(path) + ", and nobody writes to it"};
      return text;
    }
    if (used > most) return too_large(path, most);
    if (used == text.size()) text.resize(std::min<std::uint64_t>(2 * text.size() + 4096, most + 1));
  }
}

}  // namespace brood
