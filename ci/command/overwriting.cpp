#include "ci/command/overwriting.hpp"

#include <algorithm>
#include <filesystem>

#include "ci/command/file_place.hpp"
#include "ci/command/write_report.hpp"
#include "reporters/printable.hpp"
#include "runner/core/run_files.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

std::string in_folder(const std::string& folder, std::string_view name) {
  return (fs::path(folder) / name).string();
}

// The whole path: its end is what tells files apart.
std::string shown(const std::string& path) { return '\'' + one_line(path) + '\''; }

std::vector<FilePlace> places_of(std::span<const NamedFile> files) {
  std::vector<FilePlace> places;
  for (const NamedFile& file : files) places.push_back(place_of(file.path));
  return places;
}

// Where the other files of a result are; empty for a journal that was taken out of its folder.
std::string folder_of(const std::string& result) {
  std::error_code failure;
  const fs::path path(result);
  if (fs::is_directory(path, failure)) return result;
  if (path.filename() != kJournalFile) return {};
  return path.has_parent_path() ? path.parent_path().string() : ".";
}

NamedFile named_usual(const ReportRequest& usual) {
  return {"the run's own " + usual.format + " report", usual.path};
}

bool makes(const std::vector<ReportRequest>& requests, const ReportRequest& report) {
  return std::any_of(requests.begin(), requests.end(), [&](const ReportRequest& request) {
    return request.format == report.format && is_one_file(place_of(request.path), place_of(report.path));
  });
}

}  // namespace

std::vector<NamedFile> files_of(const std::vector<ReportRequest>& reports) {
  std::vector<NamedFile> files;
  for (const ReportRequest& request : reports)
    for (const std::string& path : files_of(request))
      files.push_back({"--report " + in_quotes(request.format + ':' + request.path), path});
  return files;
}

std::vector<NamedFile> records_in(const std::string& folder) {
  return {{"the run's journal", in_folder(folder, kJournalFile)},
          {"the figures of the duet", in_folder(folder, kDuetFile)},
          {"the target's log", in_folder(folder, kTargetLogFile)},
          {"the log of the system under test", in_folder(folder, kSutLogFile)}};
}

std::vector<NamedFile> usual_reports_in(const std::string& folder) {
  std::vector<NamedFile> files;
  for (const ReportRequest& usual : usual_reports(folder)) files.push_back(named_usual(usual));
  return files;
}

std::vector<NamedFile> kept_of(const std::vector<std::string>& results,
                               const std::vector<ReportRequest>& anew) {
  std::vector<NamedFile> kept;
  for (const std::string& result : results) {
    const std::string folder = folder_of(result);
    if (folder != result) kept.push_back({"the run's journal", result});
    if (folder.empty()) continue;
    for (NamedFile& file : records_in(folder)) kept.push_back(std::move(file));
    for (const ReportRequest& usual : usual_reports(folder))
      if (!makes(anew, usual)) kept.push_back(named_usual(usual));
  }
  std::erase_if(kept, [](const NamedFile& file) {
    std::error_code failure;
    return !fs::exists(file.path, failure);
  });
  return kept;
}

Status check_overwriting(std::span<const NamedFile> written, std::span<const NamedFile> kept) {
  const std::vector<FilePlace> places = places_of(written), kept_places = places_of(kept);
  for (std::size_t i = 0; i < written.size(); ++i) {
    for (std::size_t j = 0; j < kept.size(); ++j)
      if (is_one_file(places[i], kept_places[j]))
        return Error{written[i].what + " would overwrite " + kept[j].what + ' ' + shown(kept[j].path) +
                     "; give it another path"};
    for (std::size_t j = 0; j < i; ++j)
      if (is_one_file(places[i], places[j]))
        return Error{written[j].what + " and " + written[i].what + " would both write " +
                     shown(written[i].path) + "; give one of them another path, or leave one out"};
  }
  return Done{};
}

}  // namespace brood
