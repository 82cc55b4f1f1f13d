#include "ci/duet/worked_seconds.hpp"

#include <algorithm>

namespace brood {

namespace {

bool same_name(const TaskRow& a, const TaskRow& b) { return a.task == b.task; }
bool same_name(const RequestRow& a, const RequestRow& b) {
  return a.task == b.task && a.method == b.method && a.name == b.name;
}

template <class NamedRow>
void add(std::vector<NamedRow>& rows, const NamedRow& more) {
  const auto known =
      std::find_if(rows.begin(), rows.end(), [&](const NamedRow& row) { return same_name(row, more); });
  if (known == rows.end()) rows.push_back(more);
  else known->row.merge(more.row);
}

}  // namespace

void WorkedSeconds::observe(const Interval& interval) {
  if (interval.begin < from_ || (!interval.drain && interval.end > to_)) return;
  if (!interval.drain && is_worked(interval)) {
    const Nanos length = interval.end - interval.begin;
    const Nanos begin = seconds_.empty() ? Nanos::zero() : seconds_.back().end;
    seconds_.push_back(interval);
    seconds_.back().begin = begin;
    seconds_.back().end = begin + length;
    return;
  }
  if (seconds_.empty()) return;
  Interval& last = seconds_.back();
  if (!interval.drain) {
    for (const TaskRow& task : interval.tasks) add(last.tasks, task);
    for (const RequestRow& request : interval.requests) add(last.requests, request);
    last.errors.insert(last.errors.end(), interval.errors.begin(), interval.errors.end());
    return;
  }
  for (const TaskRow& task : interval.tasks) {
    TaskRow never_ended{task.task, {}};
    never_ended.row.abandoned = task.row.abandoned;
    if (task.row.abandoned > 0) add(last.tasks, never_ended);
  }
  last.arrivals.abandoned += interval.arrivals.abandoned;
}

bool WorkedSeconds::is_worked(const Interval& interval) const {
  if (turns_.length == 0) return true;
  const auto since = static_cast<std::uint64_t>((interval.begin - from_).count());
  return turns_.is_mine(static_cast<std::uint32_t>(since / turns_.length));
}

}  // namespace brood
