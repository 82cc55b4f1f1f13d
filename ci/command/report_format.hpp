// The formats of reports, each once.
#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "ci/command/command.hpp"
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

// A line for each format: its name, its files, and where it appears.
std::string list_of_formats();

// A device, a pipe or a socket, such as /dev/stdout: written to as it is, and never replaced.
bool is_special(const std::string& path);

// What can be known to fail before anything is run: a place that is a folder, cannot be written to, or is a
// device where the format has several files. The folder of the files is created.
Status check_place(const ReportRequest& request);

// Writes to a neighbour of each file and renames it, so that no reader ever sees half a report; follows a
// symbolic link. Creates the folder. Of several files all are tried, and the error names each that failed.
// Precondition: the format is known.
Status write_report(const ReportRequest& request, const Result& result);

// Whether files can be created in `folder`, which is created when it is missing; leaves nothing else behind.
Status check_writable(const std::string& folder);

}  // namespace brood
