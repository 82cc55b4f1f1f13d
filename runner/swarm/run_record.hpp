// The one place where a run is recorded: every fact goes to the journal on disk and to the result in memory,
// in the same order, so that a report made from the journal equals the live one.
#pragma once

#include <optional>
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
  // Of a run that may yet be refused: what is at `journal_path` stays as it is until accept(), or finish().
  static RunRecord hold(const std::string& journal_path, const RunHeader& header);
  // From now on the journal is written. Where it cannot be, the result says so. Again: does nothing.
  void accept();

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
  RunRecord(std::string path, const RunHeader& header);
  Status open_journal();
  // A disk that is full, or somebody who cuts or replaces the journal, costs the journal, not the run; the
  // result says so.
  void write(std::string line);
  void note(const std::string& failure);

  std::string path_;
  std::optional<JournalFile> journal_;  // none: it cannot be written
  std::vector<std::string> held_;       // lines that wait for accept()
  bool is_held_ = true;
  ResultFold fold_;
};

}  // namespace brood
