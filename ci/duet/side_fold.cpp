#include "ci/duet/side_fold.hpp"

namespace brood {

namespace {

double in_seconds(Nanos time) { return std::chrono::duration<double>(time).count(); }

}  // namespace

SideFold::SideFold(Nanos from, Nanos to, Nanos worked, bool has_throughput)
    : from_(from), to_(to), worked_(worked), has_throughput_(has_throughput) {}

void SideFold::observe(const Interval& interval) {
  if (interval.drain)
    for (const TaskRow& task : interval.tasks) tasks_[task.task].abandoned += task.row.abandoned;
  if (interval.drain || interval.begin < from_ || interval.end > to_) return;
  for (const TaskRow& task : interval.tasks) tasks_[task.task].merge(task.row);
}

Side SideFold::side(int slot) const {
  Side side;
  side.slot = slot;
  side.seconds = in_seconds(worked_);
  std::uint64_t ended = 0;
  for (const auto& [name, row] : tasks_) {
    const std::uint64_t requests = row.passed + row.failed + row.abandoned;
    if (requests == 0) continue;
    side.tasks[name] = {requests, row.failed + row.abandoned, buckets_of(row.latency)};
    ended += row.passed + row.failed;
  }
  if (has_throughput_ && ended > 0) side.throughput = static_cast<double>(ended) / side.seconds;
  return side;
}

}  // namespace brood
