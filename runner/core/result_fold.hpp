// Makes a Result out of a run's records. A live run and `brood report` feed it the same values in the same
// order, so both end with the same Result. Each call costs in proportion to the record, not to the run so
// far.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "runner/core/gate.hpp"
#include "runner/core/result.hpp"

namespace brood {

class ResultFold {
 public:
  // First, once: its thresholds judge what follows.
  void observe(const RunHeader& header);
  // The names of all selected tasks, known when the target is ready.
  void observe_tasks(const std::vector<std::string>& names);
  void observe(const Interval& interval);
  void observe_warning(const std::string& text);
  void observe_replaced_user();
  void observe(const Comparison& comparison);
  void observe(const RunFooter& footer);
  // The record is not whole: the run is incomplete, ended by that for that reason, even if there was a
  // footer.
  void observe_fault(EndedBy ended_by, const std::string& reason);

  // The run so far: rows, series and totals are up to date; `errors` are in order of appearance; checks are
  // not judged. Before the footer `footer.duration` is the end of the last interval before the drain.
  const Result& so_far() const { return result_; }
  // Why a check wants the run to stop now; empty if none does.
  const std::string& abort_reason() const { return gate_.abort_reason(); }

  // After the footer: what finish() will say without the comparison.
  Verdict verdict_without_comparison();

  // Ends the run: sorts the errors, adds warnings that follow from the whole (a task that never ran,
  // saturation), judges all checks of the scenario and sets the verdict. The verdict is that of the checks,
  // except that an incomplete run does not pass: it is inconclusive where its checks did not fail. Where the
  // record is not whole, a check fails only if no more records could mend it. To be called once, last.
  Result finish();

 private:
  void fold_tasks(const Interval& interval);
  void fold_requests(const Interval& interval);
  // Where the group of a key is in a list of groups.
  using GroupIndex = std::map<std::string, std::size_t>;
  static void fold_errors(const std::vector<ErrorCount>& errors, Nanos end, std::vector<ErrorGroup>& groups,
                          GroupIndex& index);
  void fold_slowest(const Interval& interval);
  RequestKey bounded_key(const RequestRow& row) const;
  void note_saturation();
  Verdict verdict_of(const std::vector<Check>& checks) const;

  Result result_;
  Gate gate_;
  Row tasks_;  // of the interval that is being folded, kept for their memory
  Row requests_;
  TimeSlices slices_;
  std::uint64_t replaced_users_ = 0;  // since the last interval
  GroupIndex error_index_;            // of result_.errors
  GroupIndex skip_index_;             // of result_.skips
};

// The identity of an error group: place and message with numbers replaced, per task and request.
std::string error_key(const ErrorCount& error);

inline constexpr std::size_t kMaxErrorGroups = 1000;
// Requests beyond so many names are counted as `kOtherName`.
inline constexpr std::size_t kMaxRequestNames = 1000;
inline constexpr char kOtherName[] = "(other)";
inline constexpr std::size_t kSlowestPerTask = 5;

}  // namespace brood
