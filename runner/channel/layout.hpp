// The two memories that brood shares with the processes of a target. Compiled into targets: plain data and
// atomics only, nothing from the C++ run-time library.
//
//   plan     | Plan | SlotOrders 0 | ... | UserOrders 0 | ... | arrivals |
//   claims   | Claims | Slot 0 | ... | UserState 0 | ... | ring 0 | ...               (parts are
//   page-aligned)
//
// The plan is what decides: how much load there is, who runs and when it stops. Only brood writes it; a
// target has it mapped for reading, so a stray write of a test ends in that test. The claims are what the
// target's processes say of themselves. Any of them may write anywhere in there by mistake, so brood believes
// no word of it without a bound, and decides by what it counted itself.
//
// brood makes both. A slot belongs to the one process that was last forked for it; brood resets it while no
// such process lives.
#pragma once

#include <atomic>
#include <cstdint>

#include "runner/channel/turns.hpp"

namespace brood::channel {

inline constexpr std::uint64_t kMagic = 0x62726f6f642e3032;  // "brood.02"
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

struct Plan {
  std::uint64_t magic;
  std::uint32_t slot_count;
  std::uint32_t user_count;
  std::uint32_t arrival_capacity;  // of an open model, a power of two; 0: a closed one
  std::uint32_t trace;             // TraceHeader bits
  std::uint32_t names_paths;       // 1: requests that are not named are told by path and query
  std::uint32_t drives_users;      // 1: the program drives its users itself
  std::uint64_t seed;
  WaitKind wait_kind;
  std::uint32_t once;          // each user makes one pass over the tasks and is finished
  std::uint64_t wait_min;      // ns
  std::uint64_t wait_max;      // ns
  std::uint64_t task_timeout;  // ns
  std::uint64_t budget;        // iterations of all users together; 0: no limit
  std::uint32_t group_set_up_in_zygote;
  std::uint32_t fail_status_count;  // ranges below; 0: 500-599
  std::int32_t fail_status[kMaxStatusRanges][2];
  Turns turns;                                    // written before the first user is released
  alignas(64) std::atomic<std::uint32_t> wanted;  // users below this number are to run
  std::atomic<std::uint64_t> arrivals_published;  // see ArrivalQueue
};

// What brood wants of a process of the target, and how far it has read that one's ring.
struct alignas(64) SlotOrders {
  std::atomic<std::uint32_t> command;     // a futex that the process waits on
  std::atomic<std::uint32_t> generation;  // how many processes this slot has had
  std::atomic<std::uint64_t> tail;        // of the ring: bytes read, only grows
  std::atomic<std::uint32_t> room;        // a futex, raised when room was made in the ring
};

struct UserOrders {
  std::atomic<std::uint32_t> slot;         // of the process it lives in; written before the first fork
  std::atomic<std::uint64_t> released_at;  // intended start of the first iteration, ns
};

struct Claims {
  std::atomic<std::uint64_t> tickets;                       // iterations taken from the budget
  alignas(64) std::atomic<std::uint64_t> arrivals_claimed;  // see ArrivalQueue
  // Refusal; text and check word may be read once it is kRunRefused.
  alignas(64) std::atomic<std::uint32_t> refusal;
  std::uint32_t refusal_check;
  char refusal_text[992];
};

// What a process of the target says of itself.
struct Slot {
  // Of a process with many users:
  alignas(64) std::atomic<std::uint64_t> turns;  // how often one of them was let run
  std::atomic<std::uint32_t> running;            // which runs now, and 1; 0: none
  std::atomic<std::uint32_t> overflow;           // 1: that one used up its stack

  alignas(64) std::atomic<std::uint64_t> head;  // of the ring: bytes written, only grows
  std::atomic<std::uint32_t> starving;          // the process waits for room
};

// A user, as the process says that it lives in. That one never reads back what it wrote, but for `serial` and
// `arrival` of a user whose last process died.
struct alignas(64) UserState {
  std::atomic<std::uint32_t> activity;
  std::atomic<std::uint32_t> task;       // task, or group while in group set-up or tear-down
  std::atomic<std::uint32_t> next_task;  // while in group set-up: the task that needs it
  std::atomic<std::uint64_t> since;      // ns
  std::atomic<std::uint64_t> started;  // iterations begun by the present process; brood counts their samples
  std::atomic<std::uint64_t> excused;  // ns of stalls inside the running iteration, taken out of its time
  std::atomic<std::uint64_t> serial;   // iterations taken up by all its processes; brood never resets it.
                                       // --once of a native scenario: starts in the upper half
  std::atomic<std::uint64_t> arrival;  // claimed and not begun: its intended start, ns; 0: none
};

static_assert(std::atomic<std::uint64_t>::is_always_lock_free &&
              std::atomic<std::uint32_t>::is_always_lock_free);
static_assert(sizeof(Plan) <= kPage && sizeof(Claims) <= kPage);
static_assert(sizeof(SlotOrders) == 64 && sizeof(UserOrders) == 16);
static_assert(sizeof(Slot) == 128 && sizeof(UserState) == 64);

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
  std::uint32_t arrivals = 0;  // see Plan::arrival_capacity
};
// As many arrivals as users can have claimed ahead of time, and many more.
constexpr std::uint32_t arrival_capacity(std::uint32_t users) {
  std::uint32_t capacity = 65'536;
  while (capacity < 2 * std::uint64_t{users}) capacity *= 2;
  return capacity;
}

// Where the parts begin.
constexpr std::uint64_t slot_orders_offset() { return kPage; }
constexpr std::uint64_t user_orders_offset(Counts counts) {
  return slot_orders_offset() + page_align(counts.slots * sizeof(SlotOrders));
}
constexpr std::uint64_t arrivals_offset(Counts counts) {
  return user_orders_offset(counts) + page_align(counts.users * sizeof(UserOrders));
}
constexpr std::uint64_t plan_bytes(Counts counts) {
  return arrivals_offset(counts) + page_align(counts.arrivals * sizeof(std::uint64_t));
}
constexpr std::uint64_t slots_offset() { return kPage; }
constexpr std::uint64_t users_offset(Counts counts) {
  return slots_offset() + page_align(counts.slots * sizeof(Slot));
}
constexpr std::uint64_t rings_offset(Counts counts) {
  return users_offset(counts) + page_align(counts.users * sizeof(UserState));
}
constexpr std::uint64_t claims_bytes(Counts counts) {
  return rings_offset(counts) + std::uint64_t{counts.slots} * ring_bytes(counts.slots);
}

struct RingBytes {
  char* data = nullptr;
  std::uint32_t size = 0;  // a power of two
};

// Typed places in mappings of the two memories, as a target has them. The mappings must outlive it.
class Layout {
 public:
  Layout() = default;
  Layout(const void* plan, void* claims, Counts counts)
      : plan_(static_cast<const char*>(plan)), claims_(static_cast<char*>(claims)), counts_(counts) {}

  const Plan& plan() const { return *reinterpret_cast<const Plan*>(plan_); }
  const SlotOrders& orders(std::uint32_t slot) const {
    return reinterpret_cast<const SlotOrders*>(plan_ + slot_orders_offset())[slot];
  }
  const UserOrders& user_orders(std::uint32_t user) const {
    return reinterpret_cast<const UserOrders*>(plan_ + user_orders_offset(counts_))[user];
  }
  const std::atomic<std::uint64_t>* arrivals() const {
    return reinterpret_cast<const std::atomic<std::uint64_t>*>(plan_ + arrivals_offset(counts_));
  }

  Claims& claims() const { return *reinterpret_cast<Claims*>(claims_); }
  Slot& slot(std::uint32_t i) const { return reinterpret_cast<Slot*>(claims_ + slots_offset())[i]; }
  UserState& user(std::uint32_t i) const {
    return reinterpret_cast<UserState*>(claims_ + users_offset(counts_))[i];
  }
  RingBytes ring(std::uint32_t i) const {
    const std::uint32_t size = ring_bytes(counts_.slots);
    return {claims_ + rings_offset(counts_) + std::uint64_t{i} * size, size};
  }

  std::uint32_t slot_count() const { return counts_.slots; }
  std::uint32_t user_count() const { return counts_.users; }
  const Counts& counts() const { return counts_; }

 private:
  const char* plan_ = nullptr;
  char* claims_ = nullptr;
  Counts counts_;
};

// As brood has them: it writes the plan.
class OwnLayout : public Layout {
 public:
  OwnLayout() = default;
  OwnLayout(void* plan, void* claims, Counts counts)
      : Layout(plan, claims, counts), plan_(static_cast<char*>(plan)) {}

  Plan& plan() const { return *reinterpret_cast<Plan*>(plan_); }
  SlotOrders& orders(std::uint32_t slot) const {
    return reinterpret_cast<SlotOrders*>(plan_ + slot_orders_offset())[slot];
  }
  UserOrders& user_orders(std::uint32_t user) const {
    return reinterpret_cast<UserOrders*>(plan_ + user_orders_offset(counts()))[user];
  }
  std::atomic<std::uint64_t>* arrivals() const {
    return reinterpret_cast<std::atomic<std::uint64_t>*>(plan_ + arrivals_offset(counts()));
  }

 private:
  char* plan_ = nullptr;
};

}  // namespace brood::channel
