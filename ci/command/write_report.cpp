#include "ci/command/write_report.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>

#include "ci/command/file_place.hpp"
#include "ci/command/open_descriptor.hpp"
#include "ci/command/report_format.hpp"
#include "ci/command/whole_file.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

// Whether what is there already, if anything, can become or take the report.
Status check_kind(const ReportRequest& request) {
  std::error_code failure;
  const bool several = find_report_format(request.format)->files.size() > 1;
  const FilePlace place = place_of(request.path);
  if (several && place.special)
    return cannot_write(request.path, "it is no file, and " + request.format +
                                          " has several; give what their names begin with");
  if (!several && (request.path.ends_with('/') || fs::is_directory(request.path, failure)))
    return cannot_write(request.path, "it is a folder; give a file in it");
  if (fs::is_socket(place.path, failure))
    return cannot_write(request.path, "it is a socket; give a file, or pipe the report there");
  if (!place.descriptor) return Done{};
  if (Status open = check_descriptor(*place.descriptor); !open)
    return cannot_write(request.path, open.error().message);
  return Done{};
}

// What is there already, if anything, can be replaced, or reached by the link that is there.
Status check_files(const ReportRequest& request) {
  for (const std::string& path : files_of(request)) {
    std::error_code failure;
    const FilePlace place = place_of(path);
    const fs::path folder = place.path.parent_path();
    if (place.special && !place.descriptor && access(place.path.c_str(), W_OK) != 0)
      return cannot_write(path, std::strerror(errno));
    if (fs::is_symlink(path, failure) && !place.special && !fs::is_directory(folder, failure))
      return cannot_write(path, "it is a link to " + in_quotes(place.path.string()) +
                                    ", whose folder does not exist; make that, or remove the link");
    const bool is_file = fs::is_regular_file(place.path, failure);
    if (is_file && access(place.path.c_str(), W_OK) != 0)
      return cannot_write(path,
                          std::string(std::strerror(errno)) + "; make it writable, or give another path");
  }
  return Done{};
}

// A name that is too long, of a file or of a folder.
Status check_length(const ReportRequest& request) {
  for (const std::string& path : files_of(request)) {
    std::error_code failure;
    static_cast<void>(fs::symlink_status(path, failure));
    if (failure == std::errc::filename_too_long) return cannot_write(path, failure.message());
  }
  return Done{};
}

}  // namespace

std::vector<std::string> files_of(const ReportRequest& request) {
  std::vector<std::string> files;
  for (const ReportFile& file : find_report_format(request.format)->files)
    files.push_back(request.path + std::string(file.suffix));
  return files;
}

std::vector<ReportRequest> usual_reports(const std::string& folder) {
  std::vector<ReportRequest> reports;
  for (const ReportFormat& format : report_formats())
    if (format.always) reports.push_back({std::string(format.name), fs::path(folder) / format.file});
  return reports;
}

Status check_place(const ReportRequest& request) {
  for (const auto check : {check_kind, check_files})
    if (Status fit = check(request); !fit) return fit;
  if (place_of(request.path).special) return Done{};
  if (Status fit = check_length(request); !fit) return fit;
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
