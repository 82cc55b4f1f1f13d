#include "ci/command/baseline_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <utility>

#include "ci/gate/baseline_json.hpp"
#include "runner/core/read_whole_file.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;

Error cannot_write(const std::string& path, int reason) {
  return Error{"cannot write " + in_quotes(path) + ": " + std::strerror(reason)};
}

// Its content is on disk when it has got its name, whatever happens to the machine.
Status write_draft(const std::string& path, const std::string& text) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file < 0) return cannot_write(path, errno);
  std::size_t done = 0;
  int failure = 0;
  while (done < text.size() && failure == 0) {
    const ssize_t written = write(file, text.data() + done, text.size() - done);
    if (written >= 0) done += static_cast<std::size_t>(written);
    else if (errno != EINTR) failure = errno;
  }
  if (failure == 0 && fsync(file) != 0 && errno != EINVAL) failure = errno;
  if (close(file) != 0 && failure == 0) failure = errno;
  if (failure == 0) return Done{};
  return cannot_write(path, failure);
}

bool names_baseline(const fs::path& path) {
  const std::string name = path.filename().string();
  return name.ends_with(kBaselineEnding) && !name.starts_with('.');
}

}  // namespace

Expected<Baseline> read_baseline_file(const std::string& path) {
  const Expected<std::string> text = read_whole_file(path, most_bytes::kBaseline);
  if (!text) return text.error();
  Expected<Baseline> baseline = read_baseline(*text);
  if (!baseline) return Error{in_quotes(path) + ' ' + baseline.error().message};
  return baseline;
}

Expected<StoredFiles> read_baseline_folder(const std::string& folder) {
  std::error_code failure;
  std::vector<std::string> paths;
  for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure))
    if (names_baseline(entry->path())) paths.push_back(entry->path().string());
  if (failure) return Error{"cannot read the folder " + in_quotes(folder) + ": " + failure.message()};
  std::sort(paths.begin(), paths.end());
  StoredFiles stored;
  for (const std::string& path : paths) {
    Expected<Baseline> baseline = read_baseline_file(path);
    if (baseline) stored.files.push_back({path, *std::move(baseline)});
    // One that another process has just removed is no problem.
    else if (fs::exists(path, failure)) stored.problems.push_back(baseline.error().message);
  }
  std::stable_sort(stored.files.begin(), stored.files.end(), [](const StoredFile& a, const StoredFile& b) {
    return a.baseline.started_at < b.baseline.started_at;
  });
  return stored;
}

Expected<std::string> write_baseline(const std::string& folder, const Baseline& baseline) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) return Error{"cannot make the folder " + in_quotes(folder) + ": " + failure.message()};
  const std::string name = file_name_of(baseline);
  const std::string path = (fs::path(folder) / name).string();
  const std::string draft = (fs::path(folder) / ('.' + name + '.' + std::to_string(getpid()))).string();
  Status written = write_draft(draft, baseline_json(baseline));
  if (written && rename(draft.c_str(), path.c_str()) != 0) written = cannot_write(path, errno);
  if (written) return path;
  fs::remove(draft, failure);
  return written.error();
}

Expected<Pruned> prune_baselines(const std::string& folder, std::size_t keep) {
  Expected<StoredFiles> stored = read_baseline_folder(folder);
  if (!stored) return stored.error();
  Pruned pruned;
  pruned.problems = std::move(stored->problems);
  std::map<std::pair<Conditions, Conditions>, std::size_t> seen;
  for (auto newest = stored->files.rbegin(); newest != stored->files.rend(); ++newest) {
    const StoredFile& file = *newest;
    if (++seen[{file.baseline.load, file.baseline.machine}] <= keep) {
      ++pruned.kept;
      continue;
    }
    std::error_code failure;
    fs::remove(file.path, failure);
    if (failure) return Error{"cannot remove " + in_quotes(file.path) + ": " + failure.message()};
    pruned.removed.push_back(file.path);
  }
  return pruned;
}

}  // namespace brood
