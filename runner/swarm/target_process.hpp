// A started target up to the point where users can be forked, and its end.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "runner/core/address.hpp"
#include "runner/core/scenario.hpp"
#include "runner/swarm/keeper.hpp"
#include "runner/swarm/program_log.hpp"
#include "runner/swarm/target_link.hpp"

namespace brood {

// What the target's program is started with: the scenario's arguments and variables with {url}, {host} and
// {port} filled in, gtest's own variables reduced to what Brood decides.
Program target_program(const Scenario& scenario, const std::optional<Address>& address);

class TargetProcess {
 public:
  // Starts the program; it is not ready yet. `keeper` must outlive it.
  static Expected<TargetProcess> start(Keeper& keeper, const Scenario& scenario,
                                       const std::optional<Address>& address, const std::string& log_path);

  enum class Stage : std::uint8_t { starting, ready, listed, refused, ended };

  // Takes part in the handshake with one message. False for messages that are not part of it.
  bool shake_hands(const TargetMessage& message, const channel::Welcome& offer);
  // Tells it of a keeper's event about id().
  void observe(const KeeperEvent& event);

  Stage stage() const { return stage_; }
  // Why it ended or refused, for a person, with the tail of its log where that helps.
  std::string reason() const;
  // Exit code that goes with a refusal: 2 or 3.
  std::uint32_t refusal() const { return refusal_; }

  TargetLink& link() { return link_; }
  ProgramLog& log() { return log_; }
  ProgramId id() const { return id_; }
  bool running() const { return running_; }
  // Precondition: not running. As waitpid gives it.
  int status() const { return status_; }

  // What it told of itself.
  std::uint32_t slots = 0;               // processes that its users will live in; 0: not told yet
  std::uint32_t users = 0;               // told with them
  std::vector<std::uint32_t> placement;  // the slot of each user; empty: each user has one of its own
  bool drives_users = false;
  bool placed = false;  // all that the memory depends on was told
  std::optional<Stages> shape;
  std::vector<std::string> tasks;
  std::vector<std::string> groups;
  std::vector<std::string> notes;
  std::uint32_t threads = 0;

 private:
  TargetProcess(std::string path, TargetLink link, ProgramLog log)
      : path_(std::move(path)), link_(std::move(link)), log_(std::move(log)) {}

  bool add_shape(const TargetMessage& message);

  std::string path_;
  std::string parameter_;
  TargetLink link_;
  ProgramLog log_;
  ProgramId id_ = 0;
  bool running_ = true;
  int status_ = 0;
  Stage stage_ = Stage::starting;
  std::string text_;
  std::uint32_t refusal_ = 0;
};

}  // namespace brood
