// Turns what users put into their rings into intervals. The only reader of the rings; trusts nothing in them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "runner/channel/ring.hpp"
#include "runner/swarm/open_interval.hpp"
#include "runner/swarm/placement.hpp"
#include "runner/swarm/request_names.hpp"

namespace brood {

class Aggregator {
 public:
  // `layout` and `placement` must outlive it.
  Aggregator(const channel::Layout& layout, const Placement& placement, std::vector<std::string> tasks,
             std::vector<std::string> groups, const std::vector<std::string>& name_rules = {});

  // The run's clock starts at `now` (channel::now_ns() time); the first interval ends `length` later.
  void start(std::uint64_t now, Nanos length);

  // Takes what is in the rings. Returns the slots found overwritten; they stay so until reset.
  std::vector<std::uint32_t> drain();

  // The process of `slot` is gone. Takes what it left, and charges the iterations or set-ups that its users
  // were in, if any, with `cause` ("was killed by SIGSEGV"); `abandoned`: it was ended because the run is
  // over. Makes the slot ready for another process.
  void end_process(std::uint32_t slot, const std::string& cause, bool abandoned, std::uint64_t now);

  // Closes the open interval at `end` (since start) and opens the next, that ends at `next_end`. Samples that
  // ended after `end` are in the next one. Call drain() before.
  Interval close(Nanos end, Nanos next_end, bool drain);

  // The open interval's end moves, when the run ends earlier than planned.
  void set_end(Nanos end) { boundary_ = start_ + static_cast<std::uint64_t>(end.count()); }

  // An error of the run that no sample carries.
  void add_error(ErrorCount error) { current_.add_error(std::move(error)); }
  // Of an open model.
  void add_due(std::uint64_t arrivals) { current_.add_due(arrivals); }
  void add_abandoned_arrivals(std::uint64_t arrivals) { current_.add_abandoned_arrivals(arrivals); }
  void add_lateness(std::uint64_t late) { current_.add_lateness(late); }

  const Names& names() const { return names_; }

 private:
  struct PendingFailure {
    channel::FailureOf of{};
    std::uint32_t subject = 0;
    std::string where;
    std::string text;
    bool whole = false;
  };
  struct PendingRequest {
    std::uint32_t request = 0;
    std::uint64_t start = 0;
    std::uint64_t duration = 0;
    int status = 0;
    Outcome outcome{};
  };
  // What is known of a slot's present process.
  struct ProcessBook {
    channel::RingReader ring;
    std::vector<std::uint32_t> requests;  // its request ids to run-wide ones
    std::uint64_t stalls = 0;             // as last read from the slot
    std::uint64_t stalled = 0;
    bool corrupt = false;
  };
  // What is known of a user's present life.
  struct UserBook {
    std::uint64_t iterations = 0;
    std::vector<PendingFailure> failures;
    std::uint64_t more_failures = 0;  // that were too many to keep
    bool dropping = false;            // the pieces of one of those
    std::vector<PendingRequest> slow_candidates;
    std::uint64_t more_candidates = 0;
  };

  bool drain(std::uint32_t slot);
  bool take(std::uint32_t slot, channel::RecordType type, const char* payload, std::uint32_t size);
  bool take_iteration(std::uint32_t slot, const char* payload, std::uint32_t size);
  bool take_request(std::uint32_t slot, const char* payload, std::uint32_t size);
  bool take_definition(ProcessBook& book, const char* payload, std::uint32_t size);
  bool take_failure(std::uint32_t slot, const char* payload, std::uint32_t size);
  // Precondition: the sample's user and task are known ones.
  void finish_iteration(const IterationSample& sample);
  void note_skip(UserBook& book, std::uint32_t task);
  void report_failures(UserBook& book, channel::FailureOf of, const ErrorCount& about, std::uint32_t subject);
  void consider_slow(const IterationSample& sample);
  bool lives_in(std::uint32_t user, std::uint32_t slot) const;
  // Iterations begun in the user's present life whose samples have not come.
  std::uint64_t in_flight(std::uint32_t user) const;
  std::string part_of_group(channel::FailureOf of, std::uint32_t group) const;
  std::string culprit_text(std::uint32_t slot, std::uint32_t culprit, const std::string& cause) const;
  void charge_overwritten(std::uint32_t slot);
  void charge_iteration(std::uint32_t user, std::uint32_t task, std::string why, std::uint64_t now);
  // Whether the user was at something that the death is charged to.
  bool charge_death(std::uint32_t user, const std::string& cause, bool abandoned, std::uint64_t now);
  void add_error_of(std::string message);
  void count_stalls(std::uint32_t slot);
  std::uint32_t run_wide_request(RequestKey key);
  OpenInterval& interval_of(std::uint64_t ended) { return ended < boundary_ ? current_ : next_; }

  channel::Layout layout_;
  const Placement& placement_;
  RequestNames request_names_;
  Names names_;
  std::map<RequestKey, std::uint32_t> request_ids_;
  std::vector<ProcessBook> books_;  // by slot
  std::vector<UserBook> users_;
  std::vector<std::vector<std::uint64_t>> slowest_;  // by task: durations of the slowest so far, rising
  OpenInterval current_;
  OpenInterval next_;
  std::uint64_t start_ = 0;
  std::uint64_t boundary_ = 0;
  Nanos begin_{};
  std::uint64_t stalls_ = 0;  // of the open interval
  std::uint64_t stalled_ = 0;
  std::uint64_t lost_ = 0;
};

}  // namespace brood
