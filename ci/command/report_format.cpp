#include "ci/command/report_format.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "reporters/html/html.hpp"
#include "reporters/junit.hpp"
#include "reporters/stats_json.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

Error cannot_write(const std::string& what, const std::string& reason) {
  return Error{"cannot write " + in_quotes(what) + ": " + reason};
}

Status create_folder(const fs::path& folder) {
  std::error_code failure;
  if (!folder.empty()) fs::create_directories(folder, failure);
  if (failure) return cannot_write(folder.string(), failure.message());
  return Done{};
}

Status write_to(const fs::path& path, const ReportRequest& request, const Result& result) {
  errno = 0;
  std::ofstream out(path, std::ios::binary);
  if (out) find_report_format(request.format)->write(result, out);
  out.close();
  if (!out) return cannot_write(request.path, std::strerror(errno));
  return Done{};
}

}  // namespace

std::span<const ReportFormat> report_formats() {
  static constexpr std::array kFormats{
      ReportFormat{"json", "stats.json", write_stats_json},
      ReportFormat{"junit", "junit.xml", write_junit},
      ReportFormat{"html", "report.html", write_html},
  };
  return kFormats;
}

const ReportFormat* find_report_format(std::string_view name) {
  for (const ReportFormat& format : report_formats()) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

bool is_special(const std::string& path) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

Status write_report(const ReportRequest& request, const Result& result) {
  fs::path path(request.path);
  if (is_special(request.path)) return write_to(path, request, result);
  if (Status folder = create_folder(path.parent_path()); !folder) return folder;
  std::error_code failure;
  if (fs::is_symlink(path, failure)) path = fs::weakly_canonical(path, failure);
  const fs::path draft(path.string() + ".part-" + std::to_string(::getpid()));
  if (Status written = write_to(draft, request, result); !written) {
    fs::remove(draft, failure);
    return written;
  }
  fs::rename(draft, path, failure);
  if (!failure) return Done{};
  const std::string reason = failure.message();
  fs::remove(draft, failure);
  return cannot_write(request.path, reason);
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
