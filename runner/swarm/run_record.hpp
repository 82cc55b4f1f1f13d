// The one place where a run is recorded: every fact goes to the journal on disk and to the result in memory,
// in the same order, so that a report made from the journal equals the live one.
#pragma once

#include <string>
#include <vector>

#include "runner/core/expected.hpp"
#include "runner/core/result_fold.hpp"
#include "runner/swarm/journal_file.hpp"
#include "runner/swarm/run.hpp"

namespace brood {

class RunRecord {
 public:
  // Creates or empties the journal.
  static Expected<RunRecord> create(const std::string& journal_path, const RunHeader& header);

  void tasks(const std::vector<std::string>& names);
  void interval(const Interval& interval);
  void warning(const std::string& text);
  void replaced_user();
  void comparison(const Comparison& comparison);
  // Records the comparison, if there is one, and the footer, and judges the run.
  Result finish(const RunFooter& footer, const Compare& compare = {});

  const Result& so_far() const { return fold_.so_far(); }
  const std::string& abort_reason() const { return fold_.abort_reason(); }

 private:
  explicit RunRecord(JournalFile journal) : journal_(std::move(journal)) {}
  // A disk that is full, or somebody who cuts or replaces the journal, costs the journal, not the run; the
  // result says so.
  void write(std::string line) { note(journal_.write(std::move(line))); }
  void note(const std::string& failure);

  JournalFile journal_;
  ResultFold fold_;
};

}  // namespace brood
