// The folder that a run leaves its files in, for this run alone.
#pragma once

#include <string>

#include "runner/core/expected.hpp"
#include "runner/swarm/descriptor.hpp"

namespace brood {

class OutputFolder {
 public:
  // Makes the folder and those above it, and keeps other runs out of it until it is destroyed or the process
  // ends, however that ends. Looks at what is there, and touches none of it. An error if another run has it,
  // or if something else is where journal, logs or a duet's figures belong: a pipe would be waited for, and a
  // link that leads nowhere would make files elsewhere.
  static Expected<OutputFolder> claim(const std::string& path);

  const std::string& path() const { return path_; }
  std::string journal() const;

 private:
  OutputFolder(std::string path, Descriptor lock) : path_(std::move(path)), lock_(std::move(lock)) {}

  std::string path_;
  Descriptor lock_;  // the folder itself, locked; invalid where its file system has no locks
};

// Whether a file of ours at `path` can be written, or made: what is there is a file that may be written to,
// or nothing. Opens nothing that could make it wait, and changes nothing. The error names the path.
Status check_own_file(const std::string& path);

}  // namespace brood
