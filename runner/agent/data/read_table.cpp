#include "runner/agent/data/read_table.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "runner/agent/data/csv_reader.hpp"
#include "runner/agent/data/json_lines_reader.hpp"

namespace brood::agent {

namespace {

class File {
 public:
  explicit File(const std::string& path) : descriptor_(open(path.c_str(), O_RDONLY | O_CLOEXEC)) {}
  ~File() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  // Both false, with errno, when that is impossible.
  bool is_open() const { return descriptor_ >= 0; }
  bool read_into(std::string& text) const {
    struct stat status {};
    if (fstat(descriptor_, &status) != 0) return false;
    text.resize(static_cast<std::size_t>(status.st_size));
    std::size_t used = 0;
    for (;;) {
      if (used == text.size()) text.resize(used + kMore);
      const ssize_t got = read(descriptor_, text.data() + used, text.size() - used);
      if (got < 0 && errno != EINTR) return false;
      if (got == 0) break;
      if (got > 0) used += static_cast<std::size_t>(got);
    }
    text.resize(used);
    return true;
  }

 private:
  static constexpr std::size_t kMore = 4096;  // bytes: a file may grow, and a pipe does not know its size
  int descriptor_;
};

Error unreadable(const std::string& path, int error) {
  std::string text = path + ": " + std::strerror(error);
  std::error_code ignored;
  if (error == ENOENT && !std::filesystem::path(path).is_absolute())
    text += "; it was looked for in " + std::filesystem::current_path(ignored).string();
  return Error{text};
}

bool is_json_lines(std::string_view path) { return path.ends_with(".jsonl") || path.ends_with(".ndjson"); }

}  // namespace

Expected<Table> read_table(const std::string& path) {
  const File file(path);
  std::string bytes;
  if (!file.is_open() || !file.read_into(bytes)) return unreadable(path, errno);
  std::string_view text = bytes;
  if (text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff"))
    return Error{path + ":1:1: the file is UTF-16; save it as UTF-8"};
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  return is_json_lines(path) ? read_json_lines({path, text}) : read_csv({path, text});
}

}  // namespace brood::agent
