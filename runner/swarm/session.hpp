// Everything that lives from the start of a run to its end: the keeper, the SUT, the target and what arrives
// from them. Single-threaded: events are handled only inside start(), list(), pump() and close().
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "runner/core/verdict.hpp"
#include "runner/swarm/keeper.hpp"
#include "runner/swarm/shared_memory.hpp"
#include "runner/swarm/stop_signals.hpp"
#include "runner/swarm/system_under_test.hpp"
#include "runner/swarm/target_process.hpp"

namespace brood {

// Why a run cannot go on.
struct Ending {
  EndedBy ended_by = EndedBy::unknown;
  std::string reason;
  bool usage_error = false;  // the caller's mistake: nothing was run
};

class Session {
 public:
  // Forks the keeper. `out` is the folder of the logs; empty: the target's output is thrown away.
  static Expected<std::unique_ptr<Session>> open(const Scenario& scenario, const std::string& out);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Starts the SUT, if any, then the target, and waits until both are ready. Empty when they are.
  std::optional<Ending> start();
  // Starts the target only to have its tasks named.
  std::optional<Ending> list();

  // Waits for events, at most `patience`, and handles them. Messages about users are collected for
  // take_messages().
  void pump(Nanos patience);
  std::vector<TargetMessage> take_messages() { return std::exchange(messages_, {}); }
  // Set once something ended that the load needs.
  const std::optional<Ending>& ending() const { return ending_; }

  // Stop signals received so far.
  int signals() const { return signal_count_; }
  int last_signal() const { return signals_.last(); }

  // With what the target had to say about it.
  const Scenario& scenario() const { return scenario_; }

  // Precondition: start() said that the target is ready.
  const channel::OwnLayout& layout() const { return memory_->layout(); }
  const UserPlacement& placement() const { return *placement_; }
  bool target_if_started() const { return target_.has_value(); }
  TargetProcess& target() { return *target_; }
  SutUsage sample_sut() { return sut_ ? sut_->sample() : SutUsage{}; }

  // From now on the logs replace those of an earlier run; before, and if it is not called, those stay.
  void keep_logs();

  // Ends target, SUT and keeper, each in its own way first. Returns what the report should tell. Once.
  std::vector<std::string> close();

 private:
  Session(Scenario scenario, std::string out, Descriptor doorbell);
  std::optional<Ending> start_sut();
  std::optional<Ending> start_target(bool list_only);
  std::optional<Ending> wait_for_target(bool list_only);
  void handle(const TargetMessage& message);
  void make_memory();
  Status adopt_plan();
  void handle(const KeeperEvent& event);
  void finish_target(std::vector<std::string>& remarks);
  bool interrupted();

  Scenario scenario_;
  const std::string out_;
  StopSignals signals_;
  std::optional<UserPlacement> placement_;
  std::optional<SharedMemory> memory_;
  Descriptor doorbell_;
  std::optional<Keeper> keeper_;
  std::optional<SystemUnderTest> sut_;
  std::optional<TargetProcess> target_;
  channel::Welcome offer_{};
  bool closing_ = false;
  bool closed_ = false;
  int signal_count_ = 0;
  std::vector<TargetMessage> messages_;
  std::vector<std::string> tear_down_failures_;
  std::optional<Ending> ending_;
};

}  // namespace brood
