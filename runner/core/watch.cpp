#include "runner/core/watch.hpp"

#include <utility>

#include "runner/core/threshold_sense.hpp"

namespace brood {

using Window = Threshold::Window;

Watch::Watch(const Threshold& threshold)
    : threshold_(threshold), stretch_(make_stretch(threshold.subject, threshold.window == Window::sliding)) {}

bool Watch::counts(const Interval& second) const {
  return !is_decided_ && (threshold_.window != Window::beginning || second.end <= threshold_.span);
}

void Watch::add(const Interval& second, const Row& row) {
  if (!counts(second)) return;
  is_touched_ = is_touched_ || row.count() > 0;
  if (threshold_.window != Window::whole_run) stretch_->add(second.begin, row);
}

void Watch::add(const Interval& second, std::uint64_t replaced_users) {
  if (!counts(second)) return;
  is_touched_ = threshold_.window == Window::whole_run;  // else it depends on whether the metric has data
  if (!is_touched_) stretch_->add(second, replaced_users);
}

void Watch::close(const Moment& moment) {
  if (is_decided_) return;
  if (!first_ && !has_rows(threshold_.subject) && threshold_.window != Window::whole_run)
    is_touched_ = stretch_->value(threshold_.metric, moment.end - moment.begin).has_value();
  if (!first_ && is_touched_) first_ = moment.begin;
  switch (threshold_.window) {
    case Window::each_second:
      close_each_second(moment);
      break;
    case Window::sliding:
      close_sliding(moment);
      break;
    case Window::beginning:
      close_beginning(moment);
      break;
    case Window::whole_run:
      close_whole_run(moment);
      break;
  }
  is_touched_ = false;
}

void Watch::close_each_second(const Moment& moment) {
  const std::optional<double> value = stretch_->value(threshold_.metric, moment.end - moment.begin);
  stretch_->clear();
  if (!first_) return;
  while (!mildest_.empty() && mildest_.front().begin < moment.window_begin) mildest_.pop_front();
  if (value) {
    const double how_bad = badness(threshold_, *value);
    while (!mildest_.empty() && badness(threshold_, mildest_.back().value) >= how_bad) mildest_.pop_back();
    mildest_.push_back({moment.begin, *value});
  }
  if (!moment.is_full || *first_ > moment.window_begin) return;
  judge(moment.end, mildest_.empty() ? std::nullopt : std::optional{mildest_.front().value});
}

void Watch::close_sliding(const Moment& moment) {
  stretch_->drop_before(moment.window_begin);
  if (!first_ || !moment.is_full) return;
  const std::optional<double> value = stretch_->value(threshold_.metric, moment.end - moment.window_begin);
  if (value || *first_ <= moment.window_begin) judge(moment.end, value);
}

void Watch::close_beginning(const Moment& moment) {
  if (moment.end <= threshold_.span) counted_ = moment.end;
  if (first_) unjudged_ = stretch_->value(threshold_.metric, counted_);
  if (moment.end >= threshold_.span) {
    is_decided_ = true;
    const std::optional<double> value = std::exchange(unjudged_, std::nullopt);
    if (first_) judge(counted_, value);
  } else if (threshold_.abort && threshold_.metric.course != Course::free && unjudged_ &&
             is_broken_so_far(threshold_, *unjudged_)) {
    break_at(moment.end, std::exchange(unjudged_, std::nullopt));
  }
}

void Watch::close_whole_run(const Moment& moment) {
  if (!is_touched_) return;
  const std::optional<double> value = threshold_.metric.get(moment.so_far, moment.row_so_far);
  if (value && is_broken_so_far(threshold_, *value)) break_at(moment.end, value);
}

void Watch::judge(Nanos at, std::optional<double> value) {
  if (!value || !threshold_.holds(*value)) return break_at(at, value);
  if (!worst_ || badness(threshold_, *value) > badness(threshold_, *worst_)) worst_ = value;
}

void Watch::break_at(Nanos at, std::optional<double> value) {
  broken_ = Break{at, value};
  is_decided_ = true;
  stretch_.reset();
  mildest_.clear();
}

}  // namespace brood
