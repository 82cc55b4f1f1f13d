// Folders of stored runs: plain files, one a run, so that a folder fits a cache or an artifact of a pipeline.
#pragma once

#include <string>
#include <vector>

#include "ci/gate/baseline.hpp"
#include "runner/core/expected.hpp"

namespace brood {

struct StoredFile {
  std::string path;
  Baseline baseline;
};

struct StoredFiles {
  std::vector<StoredFile> files;      // oldest first
  std::vector<std::string> problems;  // of files that cannot be read: "'NAME': REASON"
};

// The error names the file.
Expected<Baseline> read_baseline_file(const std::string& path);

// All files of the folder that end with .baseline.json; nothing else in it is looked at. An error if the
// folder itself cannot be read.
Expected<StoredFiles> read_baseline_folder(const std::string& folder);

// Adds a file and answers its path. Others may read and write the folder at the same time: a file is there
// with all of its content or not at all. Creates the folder.
Expected<std::string> write_baseline(const std::string& folder, const Baseline& baseline);

struct Pruned {
  std::vector<std::string> removed;  // paths
  std::size_t kept = 0;
  std::vector<std::string> problems;  // of files that cannot be read, and stay
};
// Removes all but the last `keep` of each scenario on each machine.
Expected<Pruned> prune_baselines(const std::string& folder, std::size_t keep);

}  // namespace brood
