// All checks of a run: the thresholds that were given, and those always in force.
#pragma once

#include <string>
#include <vector>

#include "runner/core/check_fold.hpp"

namespace brood {

// Which of the rules that hold without being asked for a run does without.
struct Exemptions {
  bool failures = false;  // as if a threshold spoke of failures
  bool skipped = false;   // a run that tried nothing but skipped may pass
};

class Gate {
 public:
  // In force unless given ones take their place: `tasks: count > 0`; `tasks: passed + failed > 0`, which is
  // told of runs in which something ran; `task '*': failures == 0` and `run: other_errors == 0`, unless one
  // speaks of failures or error_rate of `tasks` or any `task` (one about the beginning of the run only does
  // not count); `tasks: abandoned == 0`, unless one speaks of abandoned. A text that does not parse is a
  // failed check.
  explicit Gate(const std::vector<std::string>& thresholds = {}, Exemptions exempt = {});

  // As of CheckFold.
  void observe(const Interval& interval, const Result& so_far);
  // Of the check that first asked for it; empty if none does.
  const std::string& abort_reason() const { return abort_reason_; }
  std::vector<Check> verdict(const Result& result) const;

 private:
  struct Rule {
    CheckFold fold;
    bool by_default;
    bool is_of_skips;  // `tasks: passed + failed > 0`, given or not
  };
  void add_default(std::string_view text);

  std::vector<Check> unreadable_;
  std::vector<Rule> rules_;
  std::string abort_reason_;
};

}  // namespace brood
