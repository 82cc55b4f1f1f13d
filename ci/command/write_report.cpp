#include "ci/command/write_report.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>

#include "ci/command/report_format.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;
using Write = std::function<void(std::ostream&)>;

Error cannot_write(const std::string& what, const std::string& reason) {
  return Error{"cannot write " + in_quotes(what) + ": " + reason};
}

// A device, a pipe or a socket, such as /dev/stdout: written to as it is, and never replaced.
bool is_special(const std::string& path) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

Status create_folder(const fs::path& folder) {
  std::error_code failure;
  if (!folder.empty()) fs::create_directories(folder, failure);
  if (failure) return cannot_write(folder.string(), failure.message());
  return Done{};
}

Status write_to(const fs::path& path, const std::string& asked_for, const Write& write) {
  errno = 0;
  std::ofstream out(path, std::ios::binary);
  if (out) write(out);
  out.close();
  if (!out) return cannot_write(asked_for, std::strerror(errno));
  return Done{};
}

Status write_file(const std::string& asked_for, const Write& write) {
  fs::path path(asked_for);
  if (is_special(asked_for)) return write_to(path, asked_for, write);
  if (Status folder = create_folder(path.parent_path()); !folder) return folder;
  std::error_code failure;
  if (fs::is_symlink(path, failure)) path = fs::weakly_canonical(path, failure);
  const fs::path draft(path.string() + ".part-" + std::to_string(::getpid()));
  if (Status written = write_to(draft, asked_for, write); !written) {
    fs::remove(draft, failure);
    return written;
  }
  fs::rename(draft, path, failure);
  if (!failure) return Done{};
  const std::string reason = failure.message();
  fs::remove(draft, failure);
  return cannot_write(asked_for, reason);
}

// Whether what is there already, if anything, can become or take the report.
Status check_kind(const ReportRequest& request) {
  std::error_code failure;
  const bool several = find_report_format(request.format)->files.size() > 1;
  if (several && is_special(request.path))
    return cannot_write(request.path, "it is no file, and " + request.format +
                                          " has several; give what their names begin with");
  if (!several && fs::is_directory(request.path, failure))
    return cannot_write(request.path, "it is a folder; give a file in it");
  return Done{};
}

}  // namespace

Status check_place(const ReportRequest& request) {
  if (Status fit = check_kind(request); !fit) return fit;
  if (is_special(request.path)) return Done{};
  const fs::path parent = fs::path(request.path).parent_path();
  return check_writable(parent.empty() ? "." : parent.string());
}

Status write_report(const ReportRequest& request, const Result& result) {
  if (Status fit = check_kind(request); !fit) return fit;
  std::string failed;
  for (const ReportFile& file : find_report_format(request.format)->files) {
    const Status written = write_file(request.path + std::string(file.suffix),
                                      [&](std::ostream& out) { file.write(result, out); });
    if (!written) failed += (failed.empty() ? "" : "\n") + written.error().message;
  }
  if (!failed.empty()) return Error{failed};
  return Done{};
}

Status write_report(const ReportRequest& request, const std::function<void(std::ostream&)>& write) {
  if (Status fit = check_kind(request); !fit) return fit;
  return write_file(request.path, write);
}

Status check_writable(const std::string& folder) {
  if (Status created = create_folder(folder); !created) return created;
  const fs::path probe = fs::path(folder) / (".brood-probe-" + std::to_string(::getpid()));
  errno = 0;
  std::ofstream file(probe);
  if (!file) return cannot_write(folder, std::strerror(errno));
  file.close();
  std::error_code ignored;
  fs::remove(probe, ignored);
  return Done{};
}

}  // namespace brood
