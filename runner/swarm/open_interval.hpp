// The interval that is being filled. Works with ids, since it is fed every sample; names come in when it is
// closed.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "runner/core/interval.hpp"
#include "runner/core/result.hpp"

namespace brood {

// What the ids in samples stand for.
struct Names {
  std::vector<std::string> tasks;
  std::vector<std::string> groups;
  std::vector<RequestKey> requests;

  const std::string& task(std::uint32_t id) const;  // "" for kNoTask
};

// Like errors, or like reasons of skips, counted together.
class LikeErrors {
 public:
  void add(ErrorCount error);
  // Moves all of them out, in an order that does not depend on chance.
  std::vector<ErrorCount> take();

 private:
  std::map<std::string, ErrorCount> counts_;  // by error_key
};

class OpenInterval {
 public:
  explicit OpenInterval(std::size_t tasks) : tasks_(tasks) {}

  void add(const IterationSample& sample) {
    tasks_[sample.task].add(sample, true);
    if (sample.queued != 0) arrivals_.queued.record(sample.queued);
    if (sample.late != kUnplanned) lateness_.record(sample.late);
  }
  void add_due(std::uint64_t arrivals) { arrivals_.due += arrivals; }
  void add_abandoned_arrivals(std::uint64_t arrivals) { arrivals_.abandoned += arrivals; }
  // `request` is the run-wide id.
  void add(const RequestSample& sample, std::uint32_t request);
  void add_abandoned(std::uint32_t task) { ++tasks_[task].abandoned; }
  void add_error(ErrorCount error) { errors_.add(std::move(error)); }
  void add_skip(ErrorCount reason) { skips_.add(std::move(reason)); }
  void add_slow(SlowIteration iteration) { slowest_.push_back(std::move(iteration)); }
  void add_lateness(std::uint64_t late) { lateness_.record(late); }

  // Moves all that was added into `interval` and starts anew. In the drain nothing counts as ended in time.
  void close_into(Interval& interval, const Names& names);

 private:
  std::vector<Row> tasks_;
  std::unordered_map<std::uint64_t, Row> requests_;  // task and run-wide request id
  LikeErrors errors_;
  LikeErrors skips_;
  std::vector<SlowIteration> slowest_;
  ArrivalCounts arrivals_;
  Histogram lateness_{2};
};

}  // namespace brood
