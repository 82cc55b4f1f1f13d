// Programs made of scenarios' sources, kept from one call of `brood` to the next. Calls may use the same
// folder at the same time: files come into being by renaming, and nothing that is there is written to.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "runner/core/expected.hpp"

namespace brood {

class ProgramCache {
 public:
  // Precondition: `folder` can be written. `most`: as many programs are kept, those used last.
  explicit ProgramCache(std::filesystem::path folder, std::size_t most = 20);

  // In $XDG_CACHE_HOME/brood or ~/.cache/brood; where neither can be used, in a folder of this person's own
  // under the one for temporary files.
  static Expected<ProgramCache> open(const std::map<std::string, std::string>& variables);

  // The path of the program that was kept under `key`, unless a file that it was made of has changed since,
  // or the program itself: a disk that was full, a copy that was cut or an eager tool would be run for ever.
  std::optional<std::string> find(const std::string& key) const;

  // Where to make something that is to be kept: a new name in the same folder.
  std::string draft(const std::string& ending) const;

  struct Made {
    std::string name;                // for people; a word
    std::string program;             // path of the draft; it is moved
    std::vector<std::string> files;  // what it was made of
    std::filesystem::file_time_type begun;
  };
  // Keeps a program under `key`, and lets go of those that were not used for longest. Returns its path.
  Expected<std::string> keep(const std::string& key, const Made& made) const;

 private:
  std::filesystem::path record_of(const std::string& key) const { return folder_ / (key + ".json"); }
  void prune() const;

  std::filesystem::path folder_;
  std::string draft_;  // how names of this call's drafts begin
  std::size_t most_;
};

}  // namespace brood
