#include "ci/command/recorded_results.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "ci/gate/baseline.hpp"
#include "reporters/printable.hpp"
#include "reporters/stats_value.hpp"
#include "reporters/url_segment.hpp"
#include "runner/core/journal.hpp"
#include "runner/core/read_json.hpp"
#include "runner/core/read_whole_file.hpp"
#include "runner/core/run_files.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

constexpr const char* kStats = "stats.json";
constexpr int kDeepest = 32;
constexpr std::size_t kMaxStart = 100;

bool is_file(const fs::path& path) {
  std::error_code failure;
  return fs::is_regular_file(path, failure);
}

// Errors of these say what is wrong with the file, and do not name it.
Expected<RunFacts> facts_of_stats(const fs::path& path) {
  const Expected<std::string> text = read_whole_file(path.string(), most_bytes::kResult);
  if (!text) return text.error();
  const Expected<nlohmann::json> stats = read_json(*text);
  if (!stats) return Error{"it " + stats.error().message};
  return run_facts(*stats);
}

Expected<RunFacts> facts_of_journal(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return Error{"it cannot be read"};
  Expected<ResultFold> fold = read_journal(file);
  if (!fold) return fold.error();
  return run_facts(nlohmann::json(stats_to_json(fold->finish())));
}

// Runs are sorted by their start.
Expected<RunFacts> with_start(Expected<RunFacts> facts) {
  if (facts && !is_time_stamp(facts->started_at))
    return Error{"damaged: its start is " + in_quotes(shorten(one_line(facts->started_at), kMaxStart))};
  return facts;
}

// stats.json is quick to read; the journal knows the same. An error names the file as it lies below `root`.
Expected<RunFacts> facts_of(const fs::path& folder, const fs::path& root) {
  const bool has_stats = is_file(folder / kStats);
  Expected<RunFacts> facts =
      with_start(has_stats ? facts_of_stats(folder / kStats) : facts_of_journal(folder / kJournalFile));
  if (!facts && has_stats && is_file(folder / kJournalFile))
    if (Expected<RunFacts> same = with_start(facts_of_journal(folder / kJournalFile)); same) return same;
  if (facts) return facts;
  return Error{in_quotes((folder / (has_stats ? kStats : kJournalFile)).lexically_relative(root).string()) +
               ": " + facts.error().message};
}

// Links and dots are resolved, so that paths can be compared.
fs::path resolved(const fs::path& path) {
  std::error_code failure;
  fs::path real = fs::weakly_canonical(fs::absolute(path), failure);
  return failure ? path : real;
}

// Others write files of these names, too. One that was cut off still begins as Brood's do.
bool is_broods(const fs::path& path) {
  if (!is_file(path)) return false;
  std::string head(200, ' ');
  std::ifstream(path, std::ios::binary).read(head.data(), static_cast<std::streamsize>(head.size()));
  return head.find("\"brood-") != std::string::npos;
}

// Walks folders in the order of their names, so that they read the same on every machine. Links come last:
// what lies in two places is found in its own.
class Search {
 public:
  Search(const fs::path& root, RecordedResults& results)
      : root_(root), real_root_(resolved(root)), results_(results) {
    walk(root, 0);
    for (std::size_t i = 0; i < links_.size(); ++i) {
      const auto [link, depth] = links_[i];
      if (!leads_up(link)) walk(link, depth);
    }
  }

 private:
  // To a folder that the root lies in.
  bool leads_up(const fs::path& link) const {
    const fs::path real = resolved(link);
    return std::mismatch(real.begin(), real.end(), real_root_.begin(), real_root_.end()).first == real.end();
  }

  // A folder is walked once, and what lies in a result is part of it.
  bool is_known(const fs::path& real) const {
    if (walked_.contains(real)) return true;
    for (fs::path above = real; above != above.parent_path(); above = above.parent_path())
      if (found_.contains(above)) return true;
    return false;
  }

  void walk(const fs::path& folder, int depth) {
    const fs::path real = resolved(folder);
    if (is_known(real)) return;
    walked_.insert(real);
    if (take(folder)) {
      found_.insert(real);
      return;
    }
    if (depth == kDeepest) return;
    for (const fs::path& path : folders_in(folder, depth)) walk(path, depth + 1);
  }

  // Whether the folder is a result, be it a damaged one.
  bool take(const fs::path& folder) {
    const bool stats = is_file(folder / kStats), journal = is_file(folder / kJournalFile);
    if (!stats && !journal) return false;
    Expected<RunFacts> facts = facts_of(folder, root_);
    const bool ours = facts || is_broods(folder / kStats) || is_broods(folder / kJournalFile);
    if (facts) results_.runs.push_back({*std::move(facts), folder.lexically_relative(root_).string()});
    else results_.problems.push_back(facts.error().message);
    return ours;
  }

  std::vector<fs::path> folders_in(const fs::path& folder, int depth) {
    std::vector<fs::path> below, links;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure)) {
      std::error_code unknown;
      if (!entry->is_directory(unknown)) continue;
      (entry->is_symlink(unknown) ? links : below).push_back(entry->path());
    }
    if (failure)
      results_.problems.push_back("cannot read the folder " + in_quotes(folder.string()) + ": " +
                                  failure.message());
    std::sort(below.begin(), below.end());
    std::sort(links.begin(), links.end());
    for (fs::path& link : links) links_.emplace_back(std::move(link), depth + 1);
    return below;
  }

  fs::path root_;
  fs::path real_root_;
  RecordedResults& results_;
  std::set<fs::path> walked_, found_;            // real paths
  std::vector<std::pair<fs::path, int>> links_;  // with their depths
};

std::string url_of(const fs::path& path) {
  std::string url = ".";
  for (const fs::path& part : path) url += '/' + url_segment(part.string());
  return url;
}

}  // namespace

Expected<RecordedResults> read_results(const std::string& folder) {
  std::error_code failure;
  if (!fs::is_directory(folder, failure))
    return Error{in_quotes(folder) + " is not a folder; give one that output folders of runs lie below"};
  RecordedResults results;
  Search(folder, results);
  if (!results.runs.empty()) return results;
  return Error{"no result that can be read lies at or below " + in_quotes(folder) +
               (results.problems.empty() ? "; a result is a folder with a stats.json or a journal.jsonl"
                                         : ": " + results.problems.front())};
}

void link_reports(const std::string& folder, const std::string& page, std::vector<TrendRun>& runs) {
  const fs::path root = resolved(page).parent_path();
  for (TrendRun& run : runs) {
    const fs::path report = (resolved(folder) / run.place / "report.html").lexically_normal();
    const fs::path relative = report.lexically_relative(root);
    const bool below = !relative.empty() && *relative.begin() != "..";
    run.report = below && is_file(report) ? url_of(relative) : "";
  }
}

}  // namespace brood
