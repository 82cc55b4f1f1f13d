// A word that tells whether a record is the one that was written. It finds stray writes, not forgeries: a
// record that was changed has the same word once in 2^32. The parts of the sum do not wait for each other, so
// that a sample's takes some nanoseconds. Compiled into targets.
#pragma once

#include <cstdint>
#include <cstring>

namespace brood::channel {

// Precondition: `size` is a multiple of 16. `seed` is what the record is to be told apart by from others like
// it, such as those of an earlier process.
inline std::uint32_t check_word(const char* bytes, std::uint32_t size, std::uint64_t seed) {
  __extension__ using Wide = unsigned __int128;
  constexpr std::uint64_t kFirst = 0x9e3779b97f4a7c15;
  constexpr std::uint64_t kSecond = 0xc2b2ae3d27d4eb4f;
  std::uint64_t sum = seed;
  std::uint64_t place = kFirst;  // what stands elsewhere counts otherwise
  for (std::uint32_t i = 0; i < size; i += 16) {
    std::uint64_t words[2];
    std::memcpy(words, bytes + i, sizeof words);
    const Wide product = static_cast<Wide>(words[0] ^ place) * (words[1] ^ kSecond);
    sum += static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
    place += kFirst;
  }
  return static_cast<std::uint32_t>(((sum ^ sum >> 29) * kSecond) >> 32);
}

}  // namespace brood::channel
