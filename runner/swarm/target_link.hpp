// brood's end of the control socket to a target; see runner/channel/messages.hpp for what is said when.
#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "runner/channel/messages.hpp"
#include "runner/core/expected.hpp"
#include "runner/swarm/descriptor.hpp"

namespace brood {

struct TargetMessage {
  channel::MessageType type{};
  std::uint32_t value = 0;
  std::string text;                      // of kRefused, kNote, kTearDownFailed
  std::vector<std::string> names;        // of kTaskNames, kGroupNames
  channel::UserProcess process{};        // of kForked, kForkFailed, kEnded
  std::uint32_t users = 0;               // of kSlots
  std::vector<std::uint32_t> placement;  // of kPlacement
  std::vector<channel::ShapeStage> stages;
};

class TargetLink {
 public:
  struct Ends;
  // Both ends; the target's is to be inherited by it under channel::kSocketVariable.
  static Expected<Ends> create();

  // Readable when receive() has something to give.
  int fd() const { return socket_.get(); }

  void welcome(const channel::Welcome& welcome, const std::string& filter_parameter);
  void hand_over_memory(int plan, int claims, int doorbell);
  void command(channel::MessageType type, std::uint32_t slot);

  // The next message, if there is one now. Sends what could not be sent before. A packet that makes no sense
  // ends the link: from then on it is lost.
  std::optional<TargetMessage> receive();
  // The target is gone or has closed its end.
  bool lost() const { return lost_; }

 private:
  explicit TargetLink(Descriptor socket) : socket_(std::move(socket)) {}
  void flush();
  void send_now(msghdr& message);

  Descriptor socket_;
  bool lost_ = false;
  // Never blocks on a full socket, as the target may be blocked on the other direction.
  std::deque<channel::MessageHeader> waiting_;
};

struct TargetLink::Ends {
  TargetLink brood;
  Descriptor target;
};

}  // namespace brood
