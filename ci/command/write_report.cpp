#include "ci/command/write_report.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>

#include "ci/command/report_format.hpp"
#include "ci/command/whole_file.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

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
    const Status written = write_whole_file(request.path + std::string(file.suffix),
                                            [&](std::ostream& out) { file.write(result, out); });
    if (!written) failed += (failed.empty() ? "" : "\n") + written.error().message;
  }
  if (!failed.empty()) return Error{failed};
  return Done{};
}

Status write_report(const ReportRequest& request, const std::function<void(std::ostream&)>& write) {
  if (Status fit = check_kind(request); !fit) return fit;
  return write_whole_file(request.path, write);
}

Status check_writable(const std::string& folder) {
  if (Status created = make_folders(folder); !created) return created;
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
