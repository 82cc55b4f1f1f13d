// The formats of reports, each once.
#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>

#include "ci/command/command.hpp"
#include "runner/core/result.hpp"

namespace brood {

struct ReportFormat {
  std::string_view name;
  std::string_view file;  // its name in an output folder
  void (*write)(const Result& result, std::ostream& out);
};

std::span<const ReportFormat> report_formats();
// Null when there is none of that name.
const ReportFormat* find_report_format(std::string_view name);

// A device, a pipe or a socket, such as /dev/stdout: written to as it is, and never replaced.
bool is_special(const std::string& path);

// Writes to a neighbour of the file and renames it, so that no reader ever sees half a report; follows a
// symbolic link. Creates the folder. Precondition: the format is known.
Status write_report(const ReportRequest& request, const Result& result);

// Whether files can be created in `folder`, which is created when it is missing; leaves nothing else behind.
Status check_writable(const std::string& folder);

}  // namespace brood
