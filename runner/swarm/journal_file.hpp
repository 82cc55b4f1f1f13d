// The file that a run writes its journal to, watched: whoever cuts, replaces or removes it while the run goes
// on is found out, and what then lies in its place cannot be taken for the record of a run that came to its
// end.
#pragma once

#include <sys/stat.h>

#include <string>

#include "runner/core/journal_sum.hpp"
#include "runner/swarm/descriptor.hpp"

namespace brood {

class JournalFile {
 public:
  // `file` is open for writing at `path`, empty, and has the lock of its run.
  JournalFile(std::string path, Descriptor file);

  // Writes the line with its sum, if all lines before could be written. One write a line: a kill leaves whole
  // lines, but perhaps the last. Answers what went wrong if this is the first that did, else nothing.
  std::string write(std::string line);

  // The same for the time since the last write, and for the last time.
  std::string end();

 private:
  std::string write_whole(const std::string& text);
  std::string look();
  std::string what_happened() const;
  void mark();
  bool put_aside() const;

  std::string path_;
  Descriptor file_;
  bool is_watched_ = false;  // devices are as they are
  off_t size_ = 0;
  std::string first_;  // line, with its end
  JournalSum sum_;
  bool is_broken_ = false;  // and is written no more
  std::string happened_;    // to it by others
};

}  // namespace brood
