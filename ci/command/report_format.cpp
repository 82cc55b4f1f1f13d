#include "ci/command/report_format.hpp"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

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

}  // namespace

std::span<const ReportFormat> report_formats() {
  static constexpr std::array kFormats{
      ReportFormat{"json", "stats.json", write_stats_json},
      ReportFormat{"junit", "junit.xml", write_junit},
  };
  return kFormats;
}

const ReportFormat* find_report_format(std::string_view name) {
  for (const ReportFormat& format : report_formats()) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

Status write_report(const ReportRequest& request, const Result& result) {
  const fs::path path(request.path);
  if (Status folder = create_folder(path.parent_path()); !folder) return folder;
  const fs::path draft(request.path + ".part-" + std::to_string(::getpid()));
  {
    errno = 0;
    std::ofstream out(draft, std::ios::binary);
    if (out) find_report_format(request.format)->write(result, out);
    out.close();
    if (!out) {
      const std::string reason = std::strerror(errno);
      std::error_code ignored;
      fs::remove(draft, ignored);
      return cannot_write(request.path, reason);
    }
  }
  std::error_code failure;
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
