// What a threshold with a window, or one that may stop the run, has seen of one name: a fold over the seconds
// of the run time. The rules:
//
//   for D     from its first sample on, a second without data counts as one that breaks the limit; D of such
//             seconds alone are a broken window without a value
//   over D    judged once the run is D long and the name has a sample; without data once the name is D old
//   within D  judged when D is over, on the seconds that ended by then; with `abort` before that, if nothing
//             later can mend it
//   abort     without a window the run so far is judged, each second in which the name has samples
//
// A window is the fewest last seconds that are D long together.
#pragma once

#include <deque>
#include <memory>
#include <optional>

#include "runner/core/stretch.hpp"
#include "runner/core/threshold.hpp"

namespace brood {

// Where a threshold was first broken.
struct Break {
  Nanos at{};  // end of the second that broke it; for `within` of the last that counts
  // What was judged there: for `for` the mildest of the window's seconds, else the metric of the window, or
  // of the run so far. Absent for no data.
  std::optional<double> observed;
};

// A second of the run time that is over.
struct Moment {
  Nanos begin{};
  Nanos end{};
  Nanos window_begin{};   // of the window that ends with it
  bool is_full = false;   // the window is as long as it should be
  const Result& so_far;   // the run, with this second
  const Row* row_so_far;  // of the name in it, if the subject has rows
};

class Watch {
 public:
  // `threshold` must outlive it, and has a window or may abort.
  explicit Watch(const Threshold& threshold);

  // What the name did in the second that close() ends; as many rows as there are, or for sut and run once.
  void add(const Interval& second, const Row& row);
  void add(const Interval& second, std::uint64_t replaced_users);
  void close(const Moment& moment);

  // Begin of the second of its first sample.
  const std::optional<Nanos>& first() const { return first_; }
  const std::optional<Break>& broken() const { return broken_; }
  // Of all windows that were judged, and held, the worst value.
  std::optional<double> worst() const { return worst_; }
  // Of `within` that was not judged yet: the metric of what was counted so far.
  std::optional<double> unjudged() const { return unjudged_; }

 private:
  void close_each_second(const Moment& moment);
  void close_sliding(const Moment& moment);
  void close_beginning(const Moment& moment);
  void close_whole_run(const Moment& moment);
  bool counts(const Interval& second) const;
  void judge(Nanos at, std::optional<double> value);
  void break_at(Nanos at, std::optional<double> value);

  struct SecondValue {
    Nanos begin;
    double value;
  };

  const Threshold& threshold_;
  std::unique_ptr<Stretch> stretch_;  // what the window, or its present second, holds
  std::deque<SecondValue> mildest_;   // of `for`: of this window, then of what comes after it, and so on
  bool is_touched_ = false;           // has a sample in the present second
  bool is_decided_ = false;           // nothing later counts
  Nanos counted_{};                   // of `within`: end of the last second that counts
  std::optional<Nanos> first_;
  std::optional<Break> broken_;
  std::optional<double> worst_;
  std::optional<double> unjudged_;
};

}  // namespace brood
