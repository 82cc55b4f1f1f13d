#include "runner/core/journal_order.hpp"

#include "runner/core/units.hpp"

namespace brood {
namespace {

std::string nanos(Nanos time) { return std::to_string(time.count()) + " ns"; }

}  // namespace

std::string JournalOrder::any() const { return is_over_ ? kAfterFooter : ""; }

std::string JournalOrder::header() { return "is a second header: journals were put together"; }

std::string JournalOrder::tasks() {
  if (is_over_) return any();
  if (has_tasks_) return "names the tasks a second time";
  if (has_intervals_) return "names the tasks after an interval";
  has_tasks_ = true;
  return {};
}

std::string JournalOrder::interval(const Interval& interval) {
  if (is_over_) return any();
  if (has_comparison_) return "is an interval after the comparison";
  if (interval.begin != end_)
    return "is an interval from " + nanos(interval.begin) + " on, but the one before ends at " + nanos(end_);
  if (drains_ && !interval.drain) return "is an interval of the load after one of the drain";
  // A drain that took no time has an interval all the same: for what was abandoned.
  if (interval.end < interval.begin || (interval.end == interval.begin && !interval.drain))
    return "is an interval that ends at " + nanos(interval.end) + ", not after its begin";
  has_intervals_ = true;
  drains_ = interval.drain;
  end_ = interval.end;
  if (!drains_) load_end_ = end_;
  return {};
}

std::string JournalOrder::comparison() {
  if (is_over_) return any();
  if (has_comparison_) return "is a second comparison";
  has_comparison_ = true;
  return {};
}

std::string JournalOrder::footer(const RunFooter& footer) {
  if (is_over_) return "is a second footer";
  if (footer.duration != load_end_)
    return "is the footer of a load of " + nanos(footer.duration) + ", but its intervals end at " +
           nanos(load_end_);
  if (footer.drain != end_ - load_end_)
    return "is the footer of a drain of " + nanos(footer.drain) + ", but its intervals take " +
           nanos(end_ - load_end_);
  is_over_ = true;
  return {};
}

}  // namespace brood
