// Turns what users put into their rings into intervals. The only reader of the rings; trusts nothing in them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "runner/channel/ring.hpp"
#include "runner/swarm/open_interval.hpp"
#include "runner/swarm/request_names.hpp"
#include "runner/swarm/sample_bounds.hpp"
#include "runner/swarm/user_placement.hpp"

namespace brood {

class Aggregator {
 public:
  using Clock = std::function<std::uint64_t()>;

  // `layout` and `placement` must outlive it. Made before the first user is forked.
  Aggregator(const channel::OwnLayout& layout, const UserPlacement& placement, std::vector<std::string> tasks,
             std::vector<std::string> groups, const std::vector<std::string>& name_rules = {},
             Clock clock = channel::now_ns);

  // The run's clock starts at `now` (channel::now_ns() time); the first interval ends `length` later.
  void start(std::uint64_t now, Nanos length);

  // Takes what is in the rings. Returns the slots found corrupt: what their processes say was overwritten, or
  // cannot be true. Nothing more is taken from them until end_process().
  std::vector<std::uint32_t> drain();
  // Looks at what is not in the rings. Returns slots as drain() does.
  std::vector<std::uint32_t> inspect();
  // What was found corrupt first, for a person; empty: nothing.
  const std::string& corruption() const { return corruption_; }

  // The process of `slot` has ended. Takes what it left, and says whether it had nothing more to do.
  bool said_goodbye(std::uint32_t slot);

  // The process of `slot` is gone. Takes what it left, and charges the iterations or set-ups that its users
  // were in, if any, with `cause` ("was killed by SIGSEGV"); `abandoned`: it was ended because the run is
  // over. Makes the slot ready for another process. Call said_goodbye() before.
  void end_process(std::uint32_t slot, const std::string& cause, bool abandoned, std::uint64_t now);

  // Closes the open interval at `end` (since start) and opens the next, that ends at `next_end`. Samples that
  // ended after `end` are in the next one. Call drain() before.
  Interval close(Nanos end, Nanos next_end, bool drain);

  // The open interval's end moves, when the run ends earlier than planned.
  void set_end(Nanos end) { boundary_ = start_ + static_cast<std::uint64_t>(end.count()); }

  // An error of the run that no sample carries.
  void add_error(ErrorCount error) { current_.add_error(std::move(error)); }
  // Iterations begun so far, as their samples, deaths and ends tell; those that a set-up kept from beginning
  // are not among them, and counted apart.
  std::uint64_t begun() const { return begun_; }
  std::uint64_t kept_from_beginning() const { return kept_from_beginning_; }
  // Users whose processes died.
  std::uint64_t deaths() const { return deaths_; }
  // Set-ups and tear-downs that failed, and users that stopped by themselves.
  std::uint64_t failed_groups() const { return failed_groups_; }
  std::uint64_t left() const { return left_; }

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
    bool corrupt = false;
    bool said_goodbye = false;
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
  bool take_stalls(const char* payload, std::uint32_t size);
  bool take_goodbye(ProcessBook& book, const char* payload, std::uint32_t size);
  // Always false.
  bool is_corrupt(std::uint32_t slot, const std::string& what);
  std::string describe(std::uint32_t slot) const;
  // Precondition: the sample's user and task are known ones.
  void finish_iteration(const IterationSample& sample);
  void note_skip(UserBook& book, std::uint32_t task);
  void report_failures(UserBook& book, channel::FailureOf of, const ErrorCount& about, std::uint32_t subject);
  void consider_slow(const IterationSample& sample);
  bool lives_in(std::uint32_t user, std::uint32_t slot) const;
  // Iterations that are said to have begun in the user's present life and whose samples have not come.
  std::uint64_t in_flight(std::uint32_t user) const;
  std::uint64_t most_in_ring() const;
  std::string part_of_group(channel::FailureOf of, std::uint32_t group) const;
  std::string culprit_text(std::uint32_t slot, std::uint32_t culprit, const std::string& cause) const;
  void charge_iteration(std::uint32_t user, std::uint32_t task, std::string why, std::uint64_t now);
  void abandon_iteration(std::uint32_t task, const std::string& cause);
  // Whether the user was at something that the death is charged to.
  bool charge_death(std::uint32_t slot, std::uint32_t user, const std::string& cause, bool abandoned,
                    std::uint64_t now);
  bool charge_set_up(std::uint32_t slot, std::uint32_t user, const std::string& cause, std::uint64_t now);
  void add_error_of(std::string message);
  std::uint32_t run_wide_request(RequestKey key);
  OpenInterval& interval_of(std::uint64_t ended) { return ended < boundary_ ? current_ : next_; }

  channel::OwnLayout layout_;
  const UserPlacement& placement_;
  RequestNames request_names_;
  Names names_;
  std::map<RequestKey, std::uint32_t> request_ids_;
  Clock clock_;
  Era era_;
  std::string corruption_;
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
  // Of the whole run.
  std::uint64_t begun_ = 0;
  std::uint64_t kept_from_beginning_ = 0;
  std::uint64_t deaths_ = 0;
  std::uint64_t failed_groups_ = 0;
  std::uint64_t left_ = 0;
};

}  // namespace brood
