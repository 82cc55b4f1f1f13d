// All checks of a run: the thresholds that were given, and those always in force.
#pragma once

#include <string>
#include <vector>

#include "runner/core/check_fold.hpp"

namespace brood {

class Gate {
 public:
  // In force unless given ones take their place: `tasks: count > 0`; `task '*': failures == 0` and
  // `run: other_errors == 0`, unless one speaks of failures or error_rate of `tasks` or any `task` (one about
  // the beginning of the run only does not count); `tasks: abandoned == 0`, unless one speaks of abandoned. A
  // text that does not parse is a failed check.
  // `permits_failures`: as if one spoke of failures.
  explicit Gate(const std::vector<std::string>& thresholds = {}, bool permits_failures = false);

  // As of CheckFold.
  void observe(const Interval& interval, const Result& so_far);
  // Of the check that first asked for it; empty if none does.
  const std::string& abort_reason() const { return abort_reason_; }
  std::vector<Check> verdict(const Result& result) const;

 private:
  struct Rule {
    CheckFold fold;
    bool by_default;
  };
  void add_default(std::string_view text);

  std::vector<Check> unreadable_;
  std::vector<Rule> rules_;
  std::string abort_reason_;
};

}  // namespace brood
