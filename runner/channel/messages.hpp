// What goes over the control socket (SOCK_SEQPACKET) between brood and a target: one message a packet, a
// MessageHeader and a payload. Samples do not go this way.
//
//   agent                     brood
//   Hello  ------------------>            protocol version, before anything else
//          <------------------  Welcome   how many users are wanted
//   Shape*? ----------------->            load over time, where the program has a say in it
//   Names* ------------------>            all selected tasks and groups, in order
//   Listed or Refused ------->            or
//   Slots  ------------------>            how many processes the users live in, and how many users
//   Placement* -------------->            which user lives in which of them, where each has none of its own
//   Placed ------------------>
//          <------------------  Memory    with the descriptors of plan, claims and the doorbell
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
  kShape,
  kTaskNames,
  kGroupNames,
  kSlots,
  kPlacement,
  kPlaced,
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
// kShape       value = 1 if levels are arrivals a second, 0 if they are users; ShapeStages, one after another
// kTaskNames   value = count in this packet; NUL-terminated names
// kGroupNames  value = count in this packet; NUL-terminated names
// kSlots       value = count of slots; the count of users, 32 bits
// kPlacement   the slots of the next users, 32 bits each
// kPlaced      value = 1 if the program drives its users itself
// kMemory      descriptors: plan (for reading only), claims, doorbell (an eventfd)
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
  std::uint64_t run_time;    // ns; 0: not limited by time
  std::uint32_t user_count;  // of an open model the most at once
  std::uint32_t open;        // 1: an open model
  std::uint32_t own_shape;   // 1: the program's own shape counts, if it has one
  std::uint32_t max_users;   // at once, if that shape is one of arrivals; 0: the default
  std::uint32_t once;        // each task once; as many users as the program needs for that
  std::uint32_t list_only;
};
struct ShapeStage {
  double length;  // seconds
  double level;
};
struct UserProcess {
  std::int32_t pid;
  std::int32_t status;  // as waitpid gives it
};

inline constexpr std::uint32_t kMaxPacket = 32 * 1024;

// The attach variables; the agent takes them out of the environment.
inline constexpr char kSocketVariable[] = "BROOD_AGENT_SOCKET";  // number of the inherited descriptor

}  // namespace brood::channel
