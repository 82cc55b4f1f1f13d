#include "ci/command/recorded_results.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string_view>

#include "ci/command/text_file.hpp"
#include "reporters/stats_value.hpp"
#include "runner/core/journal.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStats = "stats.json";
constexpr const char* kJournal = "journal.jsonl";
// More names than a result can have, with their histograms.
constexpr std::uintmax_t kMostBytes = 64u << 20;
constexpr int kDeepest = 32;

bool is_file(const fs::path& path) {
  std::error_code failure;
  return fs::is_regular_file(path, failure);
}

// Errors of these say what is wrong with the file, and do not name it.
Expected<RunFacts> facts_of_stats(const fs::path& path) {
  std::error_code failure;
  if (fs::file_size(path, failure) > kMostBytes) return Error{"too large"};
  const Expected<std::string> text = read_file(path.string());
  if (!text) return Error{"it cannot be read"};
  const nlohmann::json stats = nlohmann::json::parse(*text, nullptr, false);
  if (stats.is_discarded()) return Error{"cut off, or no JSON at all"};
  return run_facts(stats);
}

Expected<RunFacts> facts_of_journal(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{"it cannot be read"};
  Expected<ResultFold> fold = read_journal(file);
  if (!fold) return fold.error();
  return run_facts(nlohmann::json(stats_to_json(fold->finish())));
}

// stats.json is quick to read; the journal knows the same. An error names the file as it lies below `root`.
Expected<RunFacts> facts_of(const fs::path& folder, const fs::path& root) {
  const bool has_stats = is_file(folder / kStats);
  Expected<RunFacts> facts =
      has_stats ? facts_of_stats(folder / kStats) : facts_of_journal(folder / kJournal);
  if (!facts && has_stats && is_file(folder / kJournal))
    if (Expected<RunFacts> same = facts_of_journal(folder / kJournal); same) return same;
  if (facts) return facts;
  return Error{in_quotes((folder / (has_stats ? kStats : kJournal)).lexically_relative(root).string()) +
               ": " + facts.error().message};
}

// In the order of their names, so that a folder reads the same on every machine.
void find_results(const fs::path& folder, int depth, std::vector<fs::path>& found,
                  std::vector<std::string>& problems) {
  if (is_file(folder / kStats) || is_file(folder / kJournal)) {
    found.push_back(folder);
    return;
  }
  std::error_code failure;
  std::vector<fs::path> below;
  for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    std::error_code unknown;
    if (entry->is_directory(unknown) && !entry->is_symlink(unknown)) below.push_back(entry->path());
  }
  if (failure)
    problems.push_back("cannot read the folder " + in_quotes(folder.string()) + ": " + failure.message());
  std::sort(below.begin(), below.end());
  if (depth == kDeepest) return;
  for (const fs::path& path : below) find_results(path, depth + 1, found, problems);
}

// Every byte that could mean something else in a URL is told by its number.
std::string url_of(const fs::path& path) {
  constexpr std::string_view kPlain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string url = "./";
  for (const char c : path.generic_string()) {
    const auto byte = static_cast<unsigned char>(c);
    if (kPlain.find(c) != std::string_view::npos) url += c;
    else ((url += '%') += kDigits[byte >> 4]) += kDigits[byte & 15];
  }
  return url;
}

// Links and dots in both paths are resolved, so that they can be compared.
fs::path resolved(const fs::path& path) {
  std::error_code failure;
  fs::path real = fs::weakly_canonical(fs::absolute(path), failure);
  return failure ? path : real;
}

}  // namespace

Expected<RecordedResults> read_results(const std::string& folder) {
  std::error_code failure;
  if (!fs::is_directory(folder, failure))
    return Error{in_quotes(folder) + " is not a folder; give one that output folders of runs lie below"};
  RecordedResults results;
  std::vector<fs::path> found;
  find_results(folder, 0, found, results.problems);
  for (const fs::path& path : found) {
    Expected<RunFacts> facts = facts_of(path, folder);
    if (facts) results.runs.push_back({*std::move(facts), path.lexically_relative(folder).string()});
    else results.problems.push_back(facts.error().message);
  }
  if (!results.runs.empty()) return results;
  return Error{"no result that can be read lies at or below " + in_quotes(folder) +
               (results.problems.empty() ? "; a result is a folder with a stats.json or a journal.jsonl"
                                         : ": " + results.problems.front())};
}

void link_reports(const std::string& folder, const std::string& page, std::vector<TrendRun>& runs) {
  const fs::path root = resolved(page).parent_path();
  for (TrendRun& run : runs) {
    const fs::path report = fs::path(folder) / run.place / "report.html";
    const fs::path relative = resolved(report).lexically_relative(root);
    const bool below = !relative.empty() && *relative.begin() != "..";
    run.report = below && is_file(report) ? url_of(relative) : "";
  }
}

}  // namespace brood
