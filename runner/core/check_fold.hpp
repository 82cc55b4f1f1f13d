// One threshold as a fold over a run: the same object serves a live run, where it may ask for the run to
// stop, and a journal that is read back. Both are fed the same seconds, so both come to the same verdict at
// the same second. Seconds of the drain are not looked at by windows, nor by what may stop the run.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <string>

#include "runner/core/judge.hpp"
#include "runner/core/watch.hpp"

namespace brood {

class CheckFold {
 public:
  explicit CheckFold(Threshold threshold);

  // Each interval once, in order. `so_far` is the run with it. Costs in proportion to the interval and to the
  // names that match, not to the run so far.
  void observe(const Interval& interval, const Result& so_far);

  // Why the run has to stop now: the threshold may do that, and is broken. Empty if not. A limit on latency
  // or rate that was broken first while the generator was saturated does not stop the run.
  const std::string& abort_reason() const { return abort_reason_; }

  // A check for each name that matches. Of a window the first that was broken counts, with its value and
  // time; the worst value of all if none was. What stopped the run failed, whatever came later. A window
  // longer than the run is inconclusive, but of a run of each test once it passes.
  std::vector<Check> verdict(const Result& result) const;

 private:
  struct Name {
    RequestKey key;                // of a task the name alone
    std::unique_ptr<Watch> watch;  // null: does not match
    bool aborts = false;
  };

  Name& name_of(const RequestKey& key);
  void add_rows(const Interval& interval, const Result& so_far);
  void add_run(const Interval& interval, const Result& so_far);
  void close(Name& name, const Interval& interval, const Result& so_far);
  bool is_full() const { return end_ - begins_.front() >= threshold_->span; }

  Check broken_check(const std::string& name, const Break& broken) const;
  std::optional<Check> judge_name(const Result& result, const std::string& name, const Row* row) const;
  Check judge_windows(const Result& result, const std::string& name, const Row* row,
                      const Watch& watch) const;
  std::optional<Check> judge_beginning(const Result& result, const std::string& name, const Row* row,
                                       const Watch* watch) const;

  std::unique_ptr<const Threshold> threshold_;  // watches point at it
  std::map<std::string, Name> names_;           // by text
  std::deque<Nanos> begins_;                    // of the seconds of the present window
  Nanos end_{};                                 // of the last second of the run time
  bool was_full_ = false;
  std::uint64_t replaced_users_ = 0;
  std::string abort_reason_;
};

}  // namespace brood
