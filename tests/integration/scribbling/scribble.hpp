// A wild write, as a test with a bug would do it: into the memory that the process shares with brood. What is
// hit and with what is a function of SCRIBBLE_SEED alone.
#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <random>
#include <string>

#include "runner/channel/layout.hpp"

namespace brood {

// The mapping of /proc/self/maps whose line has `name`; empty if there is none.
struct Mapping {
  char* begin = nullptr;
  std::uint64_t size = 0;
};
inline Mapping find_mapping(const char* name) {
  Mapping found;
  std::FILE* maps = std::fopen("/proc/self/maps", "r");
  char line[512];
  while (maps != nullptr && std::fgets(line, sizeof line, maps) != nullptr) {
    unsigned long begin = 0, end = 0;
    if (std::strstr(line, name) == nullptr || std::sscanf(line, "%lx-%lx", &begin, &end) != 2) continue;
    found = {reinterpret_cast<char*>(begin), end - begin};  // NOLINT(performance-no-int-to-ptr)
    break;
  }
  if (maps != nullptr) std::fclose(maps);
  return found;
}

inline std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

class Scribbler {
 public:
  Scribbler() : random_(std::strtoul(variable("SCRIBBLE_SEED").c_str(), nullptr, 10)) {
    writes_ = one_of({1, 1, 1, 2, 8});
    often_ = random_() % 4 == 0;
    at_iteration_ = random_() % 12;
    by_user_ = random_() % 4 == 0 ? 1 : 0;
  }

  // To be called in each iteration of each user; one of them does it, once or often.
  void iterate(unsigned user) {
    if (user != by_user_) return;
    const bool is_time = often_ ? iteration_ % 4 == at_iteration_ % 4 : iteration_ == at_iteration_;
    ++iteration_;
    if (!is_time) return;
    const Mapping claims = find_mapping("memfd:brood-claims");
    if (claims.size == 0) return;
    for (std::uint64_t i = 0; i < writes_; ++i) write(claims);
  }

 private:
  std::uint64_t one_of(std::initializer_list<std::uint64_t> values) {
    return values.begin()[random_() % values.size()];
  }

  // Mostly a word that means something, else anything; in the rings mostly near their beginnings, where the
  // records of a short run are.
  std::uint64_t place(std::uint64_t size) {
    const channel::Counts counts{2, 2, 0};
    const std::uint64_t some = random_() % 2;  // slot or user
    const std::uint64_t slot = channel::slots_offset() + some * sizeof(channel::Slot);
    const std::uint64_t user = channel::users_offset(counts) + some * sizeof(channel::UserState);
    const std::uint64_t ring = channel::rings_offset(counts) + some * channel::ring_bytes(2);
    switch (random_() % 16) {
      case 0:
      case 1:
        return offsetof(channel::Claims, tickets);
      case 2:
      case 3:
        return offsetof(channel::Claims, arrivals_claimed);
      case 4:
        return offsetof(channel::Claims, refusal);
      case 5:
      case 6:
        return slot + offsetof(channel::Slot, head);
      case 7:
        return slot + random_() % sizeof(channel::Slot);
      case 8:
      case 9:
        return user + offsetof(channel::UserState, started);
      case 10:
      case 11:
        return user + random_() % sizeof(channel::UserState);
      case 12:
      case 13:
      case 14:
        return ring + random_() % 4096;
      default:
        return random_() % size;
    }
  }

  void write(const Mapping& claims) {
    const std::uint64_t width = one_of({1, 4, 8, 8, 64});
    const std::uint64_t at = place(claims.size) / (width < 8 ? width : 8) * (width < 8 ? width : 8);
    if (at + width > claims.size) return;
    std::uint64_t value = 0;
    std::memcpy(&value, claims.begin + at, width < 8 ? width : 8);
    value = one_of({0, ~std::uint64_t{0}, std::uint64_t{1} << 63, random_(), random_() % 1000, value + 1,
                    value - 1, value ^ (std::uint64_t{1} << random_() % 64), value + random_() % 100});
    for (std::uint64_t done = 0; done < width; done += 8)
      std::memcpy(claims.begin + at + done, &value, width - done < 8 ? width - done : 8);
  }

  std::mt19937_64 random_;
  std::uint64_t writes_ = 0;
  std::uint64_t at_iteration_ = 0;
  std::uint64_t by_user_ = 0;
  std::uint64_t iteration_ = 0;
  bool often_ = false;
};

// A byte for each iteration that came to its end, in a file that nobody can overwrite by mistake.
inline void count_iteration() {
  static const int file =
      open(variable("SCRIBBLE_COUNT").c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  [[maybe_unused]] const ssize_t written = ::write(file, "x", 1);
}

}  // namespace brood
