// The memory that brood shares with the processes of a target: a header, one slot per process, one state per
// user, one ring per slot. Compiled into targets: plain data and atomics only, nothing from the C++ run-time
// library.
//
//   | SharedHeader | Slot 0 | ... | UserState 0 | ... | arrivals | ring 0 | ...      (each part page-aligned)
//
// brood creates the memory and writes the header; the target then says which user lives in which slot. A slot
// belongs to the one process that was last forked for it; brood resets it while no such process lives.
#pragma once

#include <atomic>
#include <cstdint>

#include "runner/channel/turns.hpp"

namespace brood::channel {

inline constexpr std::uint64_t kMagic = 0x62726f6f642e3031;  // "brood.01"
inline constexpr std::uint32_t kPage = 4096;
inline constexpr std::uint32_t kMaxStatusRanges = 16;
// Of a native scenario in an open model, where nothing else is said.
inline constexpr std::uint32_t kMostNativeUsers = 1000;

enum Command : std::uint32_t { kPark, kRun, kStop };

// What a user is doing. Written by its process, read by brood to find the cause of a death and to time tasks
// out.
enum Activity : std::uint32_t { kIdle, kGroupSetUp, kIteration, kGroupTearDown };

enum WaitKind : std::uint32_t { kWaitNone, kWaitBetween, kWaitPacing };

enum TraceHeader : std::uint32_t { kTraceParent = 1, kTraceTask = 2 };

// Whether a process of the target found out that the run cannot go on.
enum Refusal : std::uint32_t { kNotRefused, kRefusing, kRunRefused };

struct SharedHeader {
  std::uint64_t magic;
  std::uint32_t slot_count;
  std::uint32_t user_count;
  std::uint32_t arrival_capacity;  // of an open model, a power of two; 0: a closed one
  std::uint32_t trace;             // TraceHeader bits
  std::uint32_t names_paths;       // 1: requests that are not named are told by path and query
  std::uint64_t seed;
  WaitKind wait_kind;
  std::uint32_t once;          // each user makes one pass over the tasks and is finished
  std::uint64_t wait_min;      // ns
  std::uint64_t wait_max;      // ns
  std::uint64_t task_timeout;  // ns
  std::uint64_t budget;        // iterations of all users together; 0: no limit
  std::uint32_t group_set_up_in_zygote;
  std::uint32_t drives_users;       // 1: the program drives its users itself; written by it
  std::uint32_t fail_status_count;  // ranges below; 0: 500-599
  std::int32_t fail_status[kMaxStatusRanges][2];
  Turns turns;  // written before the first user is released
  char run_id[32];
  alignas(64) std::atomic<std::uint64_t> tickets;  // iterations taken from the budget
  alignas(64) std::atomic<std::uint32_t> wanted;   // users below this number are to run; written by brood
  alignas(64) std::atomic<std::uint64_t> arrivals_published;  // see ArrivalQueue
  alignas(64) std::atomic<std::uint64_t> arrivals_claimed;
  std::atomic<std::uint64_t> arrivals_begun;  // iterations that an arrival began
  std::atomic<std::uint32_t> refusal;         // Refusal; the text may be read once it is kRunRefused
  char refusal_text[988];
};

// A process of the target.
struct Slot {
  // Written by brood.
  std::atomic<std::uint32_t> command;     // a futex that the process waits on
  std::atomic<std::uint32_t> generation;  // how many processes this slot has had

  // Written by the process.
  alignas(64) std::atomic<std::uint32_t> finished;  // 1: it has nothing more to do, and ends
  std::atomic<std::uint64_t> stalls;                // waits for room in the ring
  std::atomic<std::uint64_t> stalled;               // ns of those waits
  // Of a process with many users:
  std::atomic<std::uint64_t> turns;     // how often one of them was let run
  std::atomic<std::uint32_t> running;   // which runs now, and 1; 0: none
  std::atomic<std::uint32_t> overflow;  // 1: that one used up its stack

  // The ring's indices count bytes and only grow. `head` is the process's, `tail` brood's.
  alignas(64) std::atomic<std::uint64_t> head;
  alignas(64) std::atomic<std::uint64_t> tail;
  std::atomic<std::uint32_t> starving;  // the process waits for room
  std::atomic<std::uint32_t> room;      // a futex, raised by brood when it made room
};

// A user. Written by the process it lives in, but for `released_at`.
struct alignas(64) UserState {
  std::atomic<std::uint32_t> slot;  // of its process; written once, before the first fork
  std::atomic<std::uint32_t> activity;
  std::atomic<std::uint32_t> task;       // task, or group while in group set-up or tear-down
  std::atomic<std::uint32_t> next_task;  // while in group set-up: the task that needs it
  std::atomic<std::uint64_t> since;      // ns
  std::atomic<std::uint64_t> started;  // iterations begun by the present process; brood counts their samples
  std::atomic<std::uint64_t> excused;  // ns of stalls inside the running iteration, taken out of its time
  std::atomic<std::uint64_t> serial;   // iterations taken up by all its processes; brood never resets it.
                                       // --once of a native scenario: starts in the upper half
  std::atomic<std::uint64_t> released_at;  // intended start of the first iteration, ns
  std::atomic<std::uint64_t> arrival;      // claimed and not begun: its intended start, ns; 0: none
};

static_assert(std::atomic<std::uint64_t>::is_always_lock_free &&
              std::atomic<std::uint32_t>::is_always_lock_free);
static_assert(sizeof(SharedHeader) <= kPage && sizeof(Slot) == 256 && sizeof(UserState) == 64);

constexpr std::uint64_t page_align(std::uint64_t bytes) { return (bytes + kPage - 1) / kPage * kPage; }
// Size of each ring, a power of two. The rings together take about 16 MB, one at least 16 KB: brood may wait
// hundreds of milliseconds for a processor when the machine is busy, and a ring should hold what its user
// does meanwhile.
constexpr std::uint32_t ring_bytes(std::uint32_t slots) {
  std::uint32_t bytes = 256 * 1024;
  while (bytes > 16 * 1024 && std::uint64_t{bytes} * slots > std::uint64_t{16} * 1024 * 1024) bytes /= 2;
  return bytes;
}

// How many there are of what.
struct Counts {
  std::uint32_t slots = 0;
  std::uint32_t users = 0;
  std::uint32_t arrivals = 0;  // see SharedHeader::arrival_capacity
};
// As many arrivals as users can have claimed ahead of time, and many more.
constexpr std::uint32_t arrival_capacity(std::uint32_t users) {
  std::uint32_t capacity = 65'536;
  while (capacity < 2 * std::uint64_t{users}) capacity *= 2;
  return capacity;
}

constexpr std::uint64_t slots_offset() { return kPage; }
constexpr std::uint64_t users_offset(Counts counts) {
  return slots_offset() + page_align(counts.slots * sizeof(Slot));
}
constexpr std::uint64_t arrivals_offset(Counts counts) {
  return users_offset(counts) + page_align(counts.users * sizeof(UserState));
}
constexpr std::uint64_t rings_offset(Counts counts) {
  return arrivals_offset(counts) + page_align(counts.arrivals * sizeof(std::uint64_t));
}
constexpr std::uint64_t total_bytes(Counts counts) {
  return rings_offset(counts) + std::uint64_t{counts.slots} * ring_bytes(counts.slots);
}

struct RingBytes {
  char* data = nullptr;
  std::uint32_t size = 0;  // a power of two
};

// Typed places in a mapping of that memory. The mapping must outlive it.
class Layout {
 public:
  Layout() = default;
  Layout(void* base, Counts counts) : base_(static_cast<char*>(base)), counts_(counts) {}
  SharedHeader& header() const { return *reinterpret_cast<SharedHeader*>(base_); }
  Slot& slot(std::uint32_t i) const { return reinterpret_cast<Slot*>(base_ + slots_offset())[i]; }
  UserState& user(std::uint32_t i) const {
    return reinterpret_cast<UserState*>(base_ + users_offset(counts_))[i];
  }
  std::atomic<std::uint64_t>* arrivals() const {
    return reinterpret_cast<std::atomic<std::uint64_t>*>(base_ + arrivals_offset(counts_));
  }
  RingBytes ring(std::uint32_t i) const {
    const std::uint32_t size = ring_bytes(counts_.slots);
    return {base_ + rings_offset(counts_) + std::uint64_t{i} * size, size};
  }
  std::uint32_t slot_count() const { return counts_.slots; }
  std::uint32_t user_count() const { return counts_.users; }
  const Counts& counts() const { return counts_; }

 private:
  char* base_ = nullptr;
  Counts counts_;
};

}  // namespace brood::channel
