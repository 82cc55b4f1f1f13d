#include "ci/command/report_format.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "reporters/formats/bmf.hpp"
#include "reporters/formats/ctrf.hpp"
#include "reporters/formats/gha_bench.hpp"
#include "reporters/formats/gitlab_metrics.hpp"
#include "reporters/formats/hlog.hpp"
#include "reporters/formats/jtl.hpp"
#include "reporters/formats/k6.hpp"
#include "reporters/formats/locust_csv.hpp"
#include "reporters/formats/markdown.hpp"
#include "reporters/formats/openmetrics.hpp"
#include "reporters/formats/plot.hpp"
#include "reporters/formats/taurus.hpp"
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

Status write_to(const fs::path& path, const std::string& asked_for, const ReportFile& file,
                const Result& result) {
  errno = 0;
  std::ofstream out(path, std::ios::binary);
  if (out) file.write(result, out);
  out.close();
  if (!out) return cannot_write(asked_for, std::strerror(errno));
  return Done{};
}

Status write_file(const std::string& asked_for, const ReportFile& file, const Result& result) {
  fs::path path(asked_for);
  if (is_special(asked_for)) return write_to(path, asked_for, file, result);
  if (Status folder = create_folder(path.parent_path()); !folder) return folder;
  std::error_code failure;
  if (fs::is_symlink(path, failure)) path = fs::weakly_canonical(path, failure);
  const fs::path draft(path.string() + ".part-" + std::to_string(::getpid()));
  if (Status written = write_to(draft, asked_for, file, result); !written) {
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

template <auto write>
constexpr ReportFile kOne[] = {{"", write}};

constexpr ReportFile kLocustFiles[] = {{"_stats.csv", write_locust_stats},
                                       {"_stats_history.csv", write_locust_history},
                                       {"_failures.csv", write_locust_failures},
                                       {"_exceptions.csv", write_locust_exceptions}};
constexpr ReportFile kBenchmarkFiles[] = {{"_smaller.json", write_gha_bench_smaller},
                                          {"_bigger.json", write_gha_bench_bigger}};

constexpr std::array kFormats{
    ReportFormat{"json", "stats.json", "everything, for programs (docs/stats.schema.json)",
                 kOne<write_stats_json>, true},
    ReportFormat{"junit", "junit.xml", "test results in GitLab, Jenkins, GitHub", kOne<write_junit>, true},
    ReportFormat{"md", "report.md", "comments on merge requests, GitHub's step summary",
                 kOne<write_markdown>},
    ReportFormat{"csv", "report", "Locust's CSV files, for spreadsheets and scripts", kLocustFiles},
    ReportFormat{"prom", "metrics.prom", "OpenMetrics: Prometheus, Grafana", kOne<write_openmetrics>},
    ReportFormat{"k6", "load-performance.json", "GitLab's load performance widget", kOne<write_k6>},
    ReportFormat{"gitlab-metrics", "metrics.txt", "GitLab's metrics widget", kOne<write_gitlab_metrics>},
    ReportFormat{"taurus", "taurus.xml", "Jenkins' Performance plugin: summary", kOne<write_taurus>},
    ReportFormat{"jtl", "results.jtl", "Jenkins' Performance plugin and JMeter: course over time",
                 kOne<write_jtl>},
    ReportFormat{"plot", "plot.csv", "Jenkins' Plot plugin: trends over builds", kOne<write_plot>},
    ReportFormat{"ctrf", "ctrf.json", "tools for the Common Test Report Format", kOne<write_ctrf>},
    ReportFormat{"bmf", "bmf.json", "Bencher: trends and alerts", kOne<write_bmf>},
    ReportFormat{"gha-bench", "benchmark", "github-action-benchmark, a file for each direction",
                 kBenchmarkFiles},
    ReportFormat{"hlog", "latency.hlog", "HdrHistogram's log processor and plotters", kOne<write_hlog>},
};

}  // namespace

std::span<const ReportFormat> report_formats() { return kFormats; }

const ReportFormat* find_report_format(std::string_view name) {
  for (const ReportFormat& format : report_formats()) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

std::string list_of_formats() {
  constexpr std::size_t kNameWidth = 16, kFileWidth = 28;
  const auto column = [](std::string text, std::size_t width) {
    text.resize(std::max(text.size() + 2, width), ' ');
    return text;
  };
  std::string text;
  for (const ReportFormat& format : report_formats()) {
    std::string name = column(std::string(format.name), kNameWidth);
    for (const ReportFile& file : format.files) {
      text += name + column(std::string(format.file) + std::string(file.suffix), kFileWidth);
      if (&file == &format.files.front()) text += format.help;
      while (text.ends_with(' ')) text.pop_back();
      text += '\n';
      name.assign(name.size(), ' ');
    }
  }
  return text;
}

bool is_special(const std::string& path) {
  std::error_code failure;
  const fs::file_status status = fs::status(path, failure);
  return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

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
    const Status written = write_file(request.path + std::string(file.suffix), file, result);
    if (!written) failed += (failed.empty() ? "" : "\n") + written.error().message;
  }
  if (!failed.empty()) return Error{failed};
  return Done{};
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
