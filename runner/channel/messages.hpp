// What goes over the control socket (SOCK_SEQPACKET) between brood and a target: one message a packet, a
// MessageHeader and a payload. Samples do not go this way.
//
//   agent                     brood
//   Hello  ------------------>            protocol version, before anything else
//          <------------------  Welcome   how many users are wanted
//   Names* ------------------>            all selected tasks and groups, in order
//   Listed or Refused ------->            or
//   Slots  ------------------>            how many processes the users live in
//          <------------------  Memory    with the descriptors of the shared memory and the doorbell
//   Ready  ------------------>
//          <------------------  Fork      one for each user, also later to replace one
//   Forked ------------------>
//          <------------------  Kill
//   Ended  ------------------>
//          <------------------  Finish    no user is left: return from serve
//   TornDown? --------------->
#pragma once

#include <cstdint>

namespace brood::channel {

enum MessageType : std::uint32_t {
  kHello = 1,
  kWelcome,
  kTaskNames,
  kGroupNames,
  kSlots,
  kMemory,
  kReady,
  kListed,
  kRefused,
  kNote,
  kFork,
  kForked,
  kForkFailed,
  kKill,
  kEnded,
  kFinish,
  kTearDownFailed
};

struct MessageHeader {
  MessageType type;
  std::uint32_t value;  // meaning by type
};

// kHello       value = protocol version
// kWelcome     Welcome, then the text of --only-with-param
// kTaskNames   value = count in this packet; NUL-terminated names
// kGroupNames  value = count in this packet; NUL-terminated names
// kSlots       value = count of slots
// kMemory      descriptors: shared memory, doorbell (an eventfd)
// kReady       value = threads of the target besides its main one; from now on users can be forked
// kListed      the names were all that was wanted
// kRefused     value = exit code 2 or 3; text
// kNote        text, for the report's warnings
// kFork        value = slot
// kForked      value = slot; UserProcess
// kForkFailed  value = slot; status = errno
// kKill        value = slot
// kEnded       value = slot; UserProcess
// kFinish
// kTearDownFailed  text
struct Welcome {
  std::uint32_t user_count;
  std::uint32_t list_only;
};
struct UserProcess {
  std::int32_t pid;
  std::int32_t status;  // as waitpid gives it
};

inline constexpr std::uint32_t kMaxPacket = 32 * 1024;

// The attach variables; the agent takes them out of the environment.
inline constexpr char kSocketVariable[] = "BROOD_AGENT_SOCKET";  // number of the inherited descriptor

}  // namespace brood::channel
