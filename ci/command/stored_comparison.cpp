#include "ci/command/stored_comparison.hpp"

#include <filesystem>
#include <iterator>

#include "ci/command/baseline_folder.hpp"
#include "ci/gate/baseline_comparison.hpp"
#include "runner/core/run_files.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

// A file's name, not a folder's, where nothing is there that could tell.
bool names_file(const std::string& place) { return place.ends_with(".json") || place.ends_with(".jsonl"); }

Status make_folder(const std::string& folder) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (!failure) return Done{};
  return Error{"cannot make the folder " + in_quotes(folder) + ": " + failure.message()};
}

}  // namespace

Expected<StoredComparison> StoredComparison::open(const BaselineOptions& options, bool records) {
  StoredComparison comparison(options, records);
  for (const std::string& place : options.places)
    if (const Status status = comparison.add(place); !status)
      return Error{"--baseline: " + status.error().message};
  return comparison;
}

Status StoredComparison::add(const std::string& place) {
  std::error_code failure;
  if (fs::is_directory(place, failure)) return add_folder(place);
  if (!fs::exists(place, failure) && !names_file(place)) {
    if (!records_) return Error{in_quotes(place) + " is neither a folder of baselines nor one of its files"};
    if (first_folder_.empty()) {
      first_folder_ = place;
      return make_folder(place);
    }
    problems_.push_back(in_quotes(place) + " is not there");
    return Done{};
  }
  Expected<Baseline> baseline = read_baseline_file(place);
  if (!baseline)
    return Error{baseline.error().message +
                 "; give a folder of baselines, or one of its files. A run becomes one with "
                 "'brood baseline add RESULT DIR'"};
  stored_.push_back(*std::move(baseline));
  return Done{};
}

Status StoredComparison::add_folder(const std::string& folder) {
  std::error_code failure;
  if (fs::exists(fs::path(folder) / kJournalFile, failure))
    return Error{in_quotes(folder) +
                 " is the output folder of a run, not a folder of baselines; to make one of the run, use "
                 "'brood baseline add RESULT DIR'"};
  Expected<StoredFiles> found = read_baseline_folder(folder);
  if (!found) return found.error();
  if (first_folder_.empty()) first_folder_ = folder;
  for (StoredFile& file : found->files) stored_.push_back(std::move(file.baseline));
  std::move(found->problems.begin(), found->problems.end(), std::back_inserter(problems_));
  return Done{};
}

std::optional<Comparison> StoredComparison::compare(const Result& run, Verdict own) const {
  if (!run.complete) return std::nullopt;
  const RunFigures figures = fold_.end();
  const Baseline baseline = baseline_of(run, own, figures);
  const BaselineChoice choice = choose_baselines(baseline, stored_);
  Comparison comparison = compare_with_stored(figures, choice, options_, run.saturated);
  for (const std::string& problem : problems_) comparison.remarks.push_back("Not used: " + problem + '.');
  if (!records_) return comparison;
  const Expected<std::string> path = record(baseline, comparison);
  comparison.remarks.push_back(path ? "Baseline recorded: " + *path
                                    : "This run is no baseline: " + path.error().message + '.');
  if (path && choice.used.empty()) comparison.reason += ", baseline recorded";
  return comparison;
}

Expected<std::string> StoredComparison::record(const Baseline& run, const Comparison& comparison) const {
  if (first_folder_.empty()) return Error{"--baseline names files only"};
  if (const Status usable = check_usable(run); !usable) return Error{"it " + usable.error().message};
  if (comparison.finding == Finding::failed) return Error{"something is worse than before"};
  return write_baseline(first_folder_, run);
}

}  // namespace brood
