// A run that is compared with stored ones: live, where it becomes a stored one itself if it passed, or read
// from its journal.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ci/command/command.hpp"
#include "ci/gate/baseline_choice.hpp"
#include "ci/gate/run_figures.hpp"
#include "runner/core/result.hpp"

namespace brood {

class StoredComparison {
 public:
  // Reads what --baseline names. A folder that is not there yet is made if it is the first one and runs are
  // to be recorded there; another one counts as empty. Errors name the place: a file that is not there or no
  // baseline, a folder that cannot be read, the output folder of a run.
  static Expected<StoredComparison> open(const BaselineOptions& options, bool records);

  void observe(const RunHeader& header) { fold_.observe(header); }
  void observe(const Interval& interval) { fold_.observe(interval); }
  // Of a run that came to its end. `own`: its verdict without this. If it passed, and is not found worse, it
  // is recorded in the first folder; whether it is, and why not, stands in the remarks.
  std::optional<Comparison> compare(const Result& run, Verdict own) const;

 private:
  StoredComparison(const BaselineOptions& options, bool records)
      : options_(options.gate), records_(records) {}
  Status add(const std::string& place);
  Status add_folder(const std::string& folder);
  // Its path, or why it is not recorded.
  Expected<std::string> record(const Baseline& run, const Comparison& comparison) const;

  GateOptions options_;
  bool records_;
  RunFold fold_;
  std::string first_folder_;
  std::vector<Baseline> stored_;
  std::vector<std::string> problems_;
};

}  // namespace brood
