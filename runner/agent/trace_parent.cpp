#include "runner/agent/trace_parent.hpp"

#include <stdint.h>
#include <unistd.h>

#include "runner/channel/futex.hpp"

namespace brood::agent {

namespace {

// SplitMix64, begun anew in each process, so that no two make the same numbers.
std::uint64_t next_random() {
  static std::uint64_t state;
  static pid_t owner;
  if (owner != getpid()) {
    owner = getpid();
    state = channel::now_ns() ^ (static_cast<std::uint64_t>(owner) << 40);
  }
  std::uint64_t z = (state += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

char* put_hex(char* to, std::uint64_t number) {
  for (int shift = 60; shift >= 0; shift -= 4) *to++ = "0123456789abcdef"[(number >> shift) & 15];
  return to;
}

}  // namespace

const char* trace_parent() {
  static char text[] = "00-................................-................-01";
  char* at = put_hex(text + 3, next_random());
  at = put_hex(at, next_random());
  put_hex(at + 1, next_random() | 1);
  return text;
}

}  // namespace brood::agent
