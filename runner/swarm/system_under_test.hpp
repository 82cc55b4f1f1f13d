// The server that a run puts under load: started on a free loopback port, waited for, sampled, stopped.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "runner/core/address.hpp"
#include "runner/core/interval.hpp"
#include "runner/core/scenario.hpp"
#include "runner/swarm/keeper.hpp"
#include "runner/swarm/program_log.hpp"

namespace brood {

// Asked at least five times a second while something is waited for.
using Interrupted = std::function<bool()>;

struct SutSurroundings {
  std::string log_path;
  std::vector<std::string> environment = current_environment();
  std::string working_directory;  // empty: the current one
};

struct ReadyQuestion;

// Mistakes in a plan that can be seen before anything is started (exit code 2).
Status check_sut_plan(const SutPlan& plan);

class SystemUnderTest {
 public:
  // Starts the SUT and waits until it is ready. `keeper` must outlive it. An error - it died, was never
  // ready, its port is taken, `interrupted` said so - carries the tail of its log, at most 30 lines in all,
  // and leaves nothing running.
  //
  // Ready means, by plan.ready: a path (or an http URL) answers below 400; a port number accepts a
  // connection; without either, the chosen port accepts if the command has {port} or {url}, else that it was
  // started.
  static Expected<SystemUnderTest> start(Keeper& keeper, const SutPlan& plan,
                                         const SutSurroundings& surroundings, const Interrupted& interrupted);

  // The chosen port, the same for the whole run; where the command does not take it, the port of plan.ready.
  const Address& address() const { return address_; }
  ProgramId id() const { return id_; }
  // To be drained while the SUT runs.
  ProgramLog& log() { return log_; }

  // CPU time since its start and resident memory of the SUT's whole process tree, read from /proc; about 0.1
  // ms and 10 us for each further thread. `known` is false once it has ended.
  SutUsage sample();

  // What to tell when `ended`, an event about id(), came before stop(): how it ended and the tail of its log.
  Error died(const KeeperEvent& ended);

  // SIGTERM to its group, SIGKILL after five seconds or as soon as `hurry` says so, and completes the log.
  // Does nothing when called again.
  Status stop(const Interrupted& hurry);

 private:
  SystemUnderTest(Keeper& keeper, Address address, ProgramLog log);
  Status wait_until_ready(const ReadyQuestion& question, Nanos timeout, const Interrupted& interrupted);
  Error died_early(const KeeperEvent& event);
  void wait_for_end(Nanos patience);
  std::string with_log(std::string message) const;

  Keeper* keeper_;
  Address address_;
  ProgramLog log_;
  std::string command_;
  ProgramId id_ = 0;
  std::int32_t pid_ = 0;
  bool running_ = false;
  Nanos cpu_{};  // highest seen: a child that nobody waited for takes its time with it
};

}  // namespace brood
