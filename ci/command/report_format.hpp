// The formats of reports, each once.
#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "reporters/trend/trend.hpp"
#include "runner/core/result.hpp"

namespace brood {

// One file of a format: what is added to the path that was asked for, and what is written there.
struct ReportFile {
  std::string_view suffix;
  void (*write)(const Result& result, std::ostream& out);
};

struct ReportFormat {
  std::string_view name;
  std::string_view file;  // its usual name, or what those of several files begin with
  std::string_view help;  // what it is, and where it appears
  std::span<const ReportFile> files;
  bool always = false;  // written into every output folder
};

std::span<const ReportFormat> report_formats();
// Null when there is none of that name.
const ReportFormat* find_report_format(std::string_view name);

// Those that show several runs, side by side or as a trend.
struct RunsFormat {
  std::string_view name;  // of a ReportFormat, too
  void (*compare)(std::span<const Result> runs, std::ostream& out);
  void (*trend)(const Trend& trend, std::ostream& out);
};

std::span<const RunsFormat> runs_formats();
// Null when there is none of that name.
const RunsFormat* find_runs_format(std::string_view name);

// A line for each format: its name, its files, and where it appears.
std::string list_of_formats();

}  // namespace brood
