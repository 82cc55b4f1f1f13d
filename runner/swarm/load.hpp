// The load itself: users are parked, released, watched and replaced; their samples become intervals; at the
// end of the run time they finish what they are at.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "runner/swarm/aggregator.hpp"
#include "runner/swarm/arrival_feed.hpp"
#include "runner/swarm/audit.hpp"
#include "runner/swarm/dispatcher.hpp"
#include "runner/swarm/process_pool.hpp"
#include "runner/swarm/run.hpp"
#include "runner/swarm/run_record.hpp"
#include "runner/swarm/session.hpp"

namespace brood {

class Load {
 public:
  // All must outlive it. Precondition: the session's target is ready.
  Load(const Scenario& scenario, Session& session, RunRecord& record, const RunHooks& hooks);

  // From the first forked user to the last ended one.
  RunFooter run();
  // Why a process of the target refused to go on, by a mistake of the caller's; empty: none did.
  std::string refusal() const;

 private:
  bool park();
  void await_start();
  void steady();
  void drain();
  void end_leftovers();

  // One turn of the loop: waits at most `patience`, then takes events and samples.
  void turn(Nanos patience);
  void handle(const TargetMessage& message);
  void user_ended(std::uint32_t slot, int status);
  std::uint32_t wanted_users() const;
  void release_due();
  void close_interval(Nanos end, Nanos next_end);
  void close_due();
  void end_overdue();
  bool over();
  std::string corruption() const;
  bool budget_spent() const;
  Tally tally() const;
  void audit();
  void note_target();

  std::uint64_t now() const { return channel::now_ns(); }
  Nanos elapsed() const { return Nanos(static_cast<std::int64_t>(now() - start_)); }
  Nanos next_end(Nanos end) const;

  const Scenario& scenario_;
  Session& session_;
  RunRecord& record_;
  const RunHooks& hooks_;
  const channel::OwnLayout& layout_;
  const UserPlacement& placement_;
  Aggregator aggregator_;
  ProcessPool pool_;
  Dispatcher dispatcher_;
  std::optional<ArrivalFeed> arrivals_;  // of an open model, once the clock runs

  RunFooter footer_;
  std::uint64_t start_ = 0;
  bool started_ = false;
  bool draining_ = false;
  bool abandoning_ = false;
  std::uint32_t most_users_ = 0;  // running at once in the open interval
  Nanos interval_end_{};
  Nanos cpu_{};                         // of brood, when the open interval began
  Nanos sut_cpu_{};                     // likewise
  std::uint64_t next_look_ = 0;         // for overdue users
  std::string fork_failure_;            // why the last user that could not be forked was not
  std::vector<std::uint32_t> missing_;  // slots without a process, to be filled at the next look
};

}  // namespace brood
