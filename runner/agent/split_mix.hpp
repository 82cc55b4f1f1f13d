// SplitMix64: a generator of random numbers that is tiny, and good from any seed.
#pragma once

#include <cstdint>

namespace brood::agent {

inline constexpr std::uint64_t kSplitMixStep = 0x9e3779b97f4a7c15;

// The number that a generator whose state is `state` gives, before it takes its next step.
constexpr std::uint64_t split_mix(std::uint64_t state) {
  std::uint64_t z = state + kSplitMixStep;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

}  // namespace brood::agent
