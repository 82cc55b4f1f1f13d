// A word that tells whether a record is the one that was written. It finds stray writes, not forgeries: any
// change of one 8-byte word is found but for one in 2^32. Two sums that do not wait for each other, so that a
// sample's takes some 10 ns. Compiled into targets.
#pragma once

#include <cstdint>
#include <cstring>

namespace brood::channel {

// Precondition: `size` is a multiple of 16. `seed` is what the record is to be told apart by from others like
// it, such as those of an earlier process.
inline std::uint32_t check_word(const char* bytes, std::uint32_t size, std::uint64_t seed) {
  constexpr std::uint64_t kFirst = 0x9e3779b97f4a7c15;
  constexpr std::uint64_t kSecond = 0xc2b2ae3d27d4eb4f;
  std::uint64_t a = seed ^ kSecond;
  std::uint64_t b = seed + kFirst;
  for (std::uint32_t i = 0; i < size; i += 16) {
    std::uint64_t words[2];
    std::memcpy(words, bytes + i, sizeof words);
    a = (a ^ words[0]) * kFirst;
    b = (b ^ words[1]) * kSecond;
    a ^= a >> 29;
    b ^= b >> 31;
  }
  return static_cast<std::uint32_t>(((a ^ (b << 32 | b >> 32)) * kFirst) >> 32);
}

}  // namespace brood::channel
