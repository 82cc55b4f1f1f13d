// Reports on disk. A device, a pipe, a socket or an open descriptor such as /dev/stdout is written to as it
// is and never replaced.
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "ci/command/command.hpp"
#include "runner/core/expected.hpp"
#include "runner/core/result.hpp"

namespace brood {

// The paths of its files. Precondition: the format is known.
std::vector<std::string> files_of(const ReportRequest& request);

// The reports that every run leaves in its output folder.
std::vector<ReportRequest> usual_reports(const std::string& folder);

// What can be known to fail before anything is run: a place that is a folder, cannot be written to, has too
// long a name, or is a device where the format has several files. The folder of the files is created.
Status check_place(const ReportRequest& request);

// Writes to a neighbour of each file and renames it, so that no reader ever sees half a report; follows a
// symbolic link. Creates the folder. Of several files all are tried, and the error names each that failed.
// Precondition: the format is known.
Status write_report(const ReportRequest& request, const Result& result);

// The same for a report of several runs, which is one file: `write` makes it.
Status write_report(const ReportRequest& request, const std::function<void(std::ostream&)>& write);

// Whether files can be created in `folder`, which is created when it is missing; leaves nothing else behind.
Status check_writable(const std::string& folder);

}  // namespace brood
