// Reports that would be written over what must stay.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "ci/command/command.hpp"
#include "runner/core/expected.hpp"

namespace brood {

struct NamedFile {
  std::string what;  // as a message calls it, such as "--report 'md:x'"
  std::string path;
};

// What `reports` write, by the options that ask for them.
std::vector<NamedFile> files_of(const std::vector<ReportRequest>& reports);

// What a run leaves in its output folder and nobody can make again: journal, logs, a duet's figures.
std::vector<NamedFile> records_in(const std::string& folder);

// The reports that every run leaves there.
std::vector<NamedFile> usual_reports_in(const std::string& folder);

// What `brood report` leaves as it is: of each result (an output folder or a journal) its journal, records
// and usual reports, as far as they are there; but those that `anew` makes again.
std::vector<NamedFile> kept_of(const std::vector<std::string>& results,
                               const std::vector<ReportRequest>& anew);

// An error if two of `written` are one file, or one of them is to be kept. Links and dots in paths are
// followed. What is special (file_place.hpp) takes several.
Status check_overwriting(std::span<const NamedFile> written, std::span<const NamedFile> kept);

}  // namespace brood
