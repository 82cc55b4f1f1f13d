// Runs of a few seconds, each told by how long its samples took, that are judged while they go on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "runner/core/result_fold.hpp"

namespace brood {

using Seconds = std::vector<Row>;

inline Row took(std::uint64_t ms, std::uint64_t count = 1) {
  Row row;
  row.passed = row.in_time = count;
  row.latency.record(ms * 1'000'000, count);
  return row;
}

inline Row failed(std::uint64_t count = 1) {
  Row row;
  row.failed = row.in_time = count;
  row.failed_latency.record(1'000'000, count);
  return row;
}

inline Row nothing() { return {}; }

inline Seconds repeated(const Row& row, std::size_t count) { return Seconds(count, row); }
inline Seconds operator+(Seconds a, const Seconds& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// A run of the task Shop.Buy that is judged while it goes on.
class ARun {
 public:
  explicit ARun(const std::string& threshold) {
    RunHeader header;
    header.scenario.thresholds = {threshold};
    fold_.observe(header);
    fold_.observe_tasks({"Shop.Buy", "Shop.Idle"});
  }
  ARun& with(const Seconds& rows) {
    for (const Row& row : rows) {
      Interval interval;
      interval.tasks = {{"Shop.Buy", row}};
      if (row.empty()) interval.tasks.clear();
      with(interval, std::chrono::seconds{1});
    }
    return *this;
  }
  ARun& with(Interval interval, Nanos length) {
    interval.begin = end_;
    interval.end = end_ += length;
    fold_.observe(interval);
    if (!abort_ && !fold_.abort_reason().empty()) abort_ = end_;
    return *this;
  }
  ARun& draining(const Row& row) {
    Interval interval;
    interval.tasks = {{"Shop.Buy", row}};
    interval.drain = true;
    return with(interval, std::chrono::seconds{1});
  }
  ARun& replace_user() {
    fold_.observe_replaced_user();
    return *this;
  }
  // When it asked to be stopped.
  std::optional<Nanos> aborted() const { return abort_; }
  const std::string& abort_reason() const { return fold_.abort_reason(); }
  Result end() {
    fold_.observe(RunFooter{EndedBy::run_time, "", end_, {}});
    return fold_.finish();
  }
  // The check of the threshold, which is the first.
  Check check() { return end().checks.at(0); }

 private:
  ResultFold fold_;
  Nanos end_{};
  std::optional<Nanos> abort_;
};

inline const Row kFast = took(10);
inline const Row kSlow = took(500);

}  // namespace brood
