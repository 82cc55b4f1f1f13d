#include "ci/command/program_cache.hpp"

#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>

#include "ci/command/file_hash.hpp"
#include "runner/core/content_hash.hpp"
#include "runner/core/text.hpp"

namespace brood {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Clock = fs::file_time_type::clock;

constexpr std::string_view kDraft = ".draft-";
constexpr auto kDraftLife = std::chrono::hours{24};

// Made, or there already as a folder that nobody else can write to.
bool make_own(const fs::path& folder) {
  std::error_code failure;
  fs::create_directories(folder.parent_path(), failure);
  if (mkdir(folder.c_str(), S_IRWXU) == 0) return true;
  struct stat about {};
  return lstat(folder.c_str(), &about) == 0 && S_ISDIR(about.st_mode) && about.st_uid == geteuid() &&
         (about.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

bool usable(const fs::path& folder) {
  if (!make_own(folder) || access(folder.c_str(), W_OK | X_OK) != 0) return false;
  struct statvfs about {};
  return statvfs(folder.c_str(), &about) != 0 || (about.f_flag & ST_NOEXEC) == 0;
}

// Absent when the record is damaged.
std::optional<json> read_record(const fs::path& path) {
  std::error_code failure;
  if (!fs::is_regular_file(path, failure)) return std::nullopt;  // to open a pipe may take for ever
  std::ifstream file(path, std::ios::binary);
  json record = json::parse(file, nullptr, false);
  const auto has_text = [&](const char* key) { return record.contains(key) && record[key].is_string(); };
  const bool whole = record.is_object() && has_text("program") && has_text("content") &&
                     record.contains("files") && record["files"].is_object();
  if (!whole) return std::nullopt;
  const bool is_in_folder = record["program"].get<std::string>().find('/') == std::string::npos;
  return is_in_folder ? std::optional(std::move(record)) : std::nullopt;
}

// The hash of a file as it was when the program was made. Unknown, so that it never fits, if it may have
// changed meanwhile.
std::string hash_of_input(const std::string& path, fs::file_time_type begun) {
  std::error_code failure;
  const fs::file_time_type changed = fs::last_write_time(path, failure);
  if (failure || changed > begun) return "unknown";
  return hash_of_file(path).value_or("unknown");
}

Error cannot_keep(const fs::path& path, const std::string& why) {
  return Error{"cannot keep the compiled scenario as " + in_quotes(path.string()) + ": " + why};
}

}  // namespace

// A process id alone would not do: containers may share the folder.
ProgramCache::ProgramCache(fs::path folder, std::size_t most)
    : folder_(std::move(folder)),
      draft_(std::string(kDraft) + std::to_string(getpid()) + '-' +
             std::to_string(Clock::now().time_since_epoch().count())),
      most_(most) {}

Expected<ProgramCache> ProgramCache::open(const std::map<std::string, std::string>& variables) {
  const auto variable = [&](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? fs::path{} : fs::path(found->second);
  };
  std::vector<fs::path> places;
  if (variable("XDG_CACHE_HOME").is_absolute()) places.push_back(variable("XDG_CACHE_HOME") / "brood");
  if (variable("HOME").is_absolute()) places.push_back(variable("HOME") / ".cache/brood");
  std::error_code failure;
  const fs::path temporary = fs::temp_directory_path(failure);
  if (!failure) places.push_back(temporary / ("brood-" + std::to_string(geteuid())));
  for (const fs::path& place : places) {
    if (usable(place)) return ProgramCache(place);
  }
  return Error{"no folder to put compiled scenarios in; name one that can be written in XDG_CACHE_HOME"};
}

std::optional<std::string> ProgramCache::find(const std::string& key) const {
  const std::optional<json> record = read_record(record_of(key));
  if (!record) return std::nullopt;
  for (const auto& [path, hash] : (*record)["files"].items()) {
    const std::optional<std::string> now = hash_of_file(path);
    if (!now || hash != *now) return std::nullopt;
  }
  const fs::path program = folder_ / (*record)["program"].get<std::string>();
  std::error_code failure;
  if (!fs::is_regular_file(fs::symlink_status(program, failure)) || access(program.c_str(), X_OK) != 0)
    return std::nullopt;
  if (hash_of_file(program.string()) != (*record)["content"].get<std::string>()) return std::nullopt;
  fs::last_write_time(program, Clock::now(), failure);  // used last
  return failure ? std::nullopt : std::optional(program.string());
}

std::string ProgramCache::draft(const std::string& ending) const {
  return (folder_ / (draft_ + ending)).string();
}

Expected<std::string> ProgramCache::keep(const std::string& key, const Made& made) const {
  json files = json::object();
  ContentHash hash;
  hash.add(key);
  for (const std::string& path : made.files) {
    const std::string of_file = hash_of_input(path, made.begun);
    files[path] = of_file;
    hash.add(path).add(of_file);
  }
  const std::optional<std::string> content = hash_of_file(made.program);
  if (!content) return cannot_keep(made.program, "it cannot be read");
  hash.add(*content);
  // A name that is new for new content: the record of another call never means this program.
  const std::string name = made.name + '-' + hash.text();
  const fs::path program = folder_ / name;
  std::error_code failure;
  fs::rename(made.program, program, failure);
  if (failure) return cannot_keep(program, failure.message());

  const std::string draft_record = draft(".json");
  std::ofstream record(draft_record, std::ios::binary);
  record << json{{"program", name}, {"content", *content}, {"files", files}}.dump(
                2, ' ', false, json::error_handler_t::replace)
         << '\n';
  record.close();
  if (record) fs::rename(draft_record, record_of(key), failure);
  if (!record || failure) fs::remove(draft_record, failure);  // it will be compiled again
  prune();
  return program.string();
}

void ProgramCache::prune() const {
  std::vector<std::pair<fs::file_time_type, fs::path>> programs;
  std::vector<fs::path> records;
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(folder_, failure)) {
    const fs::file_time_type used = fs::last_write_time(entry.path(), failure);
    if (failure || !entry.is_regular_file(failure)) continue;
    const std::string name = entry.path().filename().string();
    if (name.starts_with(kDraft)) {
      if (used + kDraftLife < Clock::now()) fs::remove(entry.path(), failure);  // of a brood that was killed
    } else if (entry.path().extension() == ".json") {
      records.push_back(entry.path());
    } else {
      programs.emplace_back(used, entry.path());
    }
  }
  std::sort(programs.rbegin(), programs.rend());
  std::set<std::string> kept;
  for (std::size_t i = 0; i < programs.size(); ++i) {
    if (i < most_) kept.insert(programs[i].second.filename().string());
    else fs::remove(programs[i].second, failure);
  }
  for (const fs::path& path : records) {
    const std::optional<json> record = read_record(path);
    if (!record || !kept.contains((*record)["program"].get<std::string>())) fs::remove(path, failure);
  }
}

}  // namespace brood
