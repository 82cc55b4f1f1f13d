#include "ci/command/report_format.hpp"

#include <algorithm>
#include <array>

#include "reporters/compare/compare_html.hpp"
#include "reporters/compare/compare_json.hpp"
#include "reporters/compare/compare_text.hpp"
#include "reporters/formats/bmf.hpp"
#include "reporters/formats/ctrf.hpp"
#include "reporters/formats/gha_annotations.hpp"
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
#include "reporters/html/html.hpp"
#include "reporters/junit.hpp"
#include "reporters/stats_json.hpp"
#include "reporters/trend/trend_html.hpp"
#include "reporters/trend/trend_json.hpp"
#include "reporters/trend/trend_text.hpp"

namespace brood {
namespace {

template <void (*write)(const Result&, std::ostream&)>
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
    ReportFormat{"html", "report.html", "a page of the run for a browser", kOne<write_html>, true},
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
    ReportFormat{"gha-annotations", "annotations.txt", "GitHub's messages beside a change",
                 kOne<write_gha_annotations>},
    ReportFormat{"hlog", "latency.hlog", "HdrHistogram's log processor and plotters", kOne<write_hlog>},
};

constexpr std::array kRunsFormats{
    RunsFormat{"html", write_compare_html, write_trend_html},
    RunsFormat{"md", write_compare_markdown, write_trend_markdown},
    RunsFormat{"json", write_compare_json, write_trend_json},
};

template <class Format>
const Format* find_named(std::span<const Format> formats, std::string_view name) {
  for (const Format& format : formats) {
    if (format.name == name) return &format;
  }
  return nullptr;
}

}  // namespace

std::span<const ReportFormat> report_formats() { return kFormats; }

const ReportFormat* find_report_format(std::string_view name) { return find_named(report_formats(), name); }

std::span<const RunsFormat> runs_formats() { return kRunsFormats; }

const RunsFormat* find_runs_format(std::string_view name) { return find_named(runs_formats(), name); }

std::string list_of_formats() {
  constexpr std::size_t kNameWidth = 17, kFileWidth = 28;
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
  text += "\nwritten by every run:";
  for (const ReportFormat& format : report_formats())
    if (format.always) text += ' ' + std::string(format.name);
  text += "\nof several runs, or a trend:";
  for (const RunsFormat& format : runs_formats()) text += ' ' + std::string(format.name);
  return text + '\n';
}

}  // namespace brood
