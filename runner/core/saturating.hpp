// Sums that stay at the largest value instead of starting over. Figures of files come from nobody who vouches
// for them, and a sum that wrapped would look like a small one.
#pragma once

#include <cstdint>
#include <limits>

#include "runner/core/units.hpp"

namespace brood {

inline std::uint64_t saturating_add(std::uint64_t a, std::uint64_t b) {
  std::uint64_t sum = 0;
  return __builtin_add_overflow(a, b, &sum) ? std::numeric_limits<std::uint64_t>::max() : sum;
}

inline std::uint64_t saturating_multiply(std::uint64_t a, std::uint64_t b) {
  std::uint64_t product = 0;
  return __builtin_mul_overflow(a, b, &product) ? std::numeric_limits<std::uint64_t>::max() : product;
}

// At the least as well as at the largest duration.
inline Nanos saturating_add(Nanos a, Nanos b) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(a.count(), b.count(), &sum)) return Nanos{sum};
  return a < Nanos{0} ? Nanos::min() : Nanos::max();
}

// Adds to a sum in its place, as += does.
template <class T>
void add_to(T& sum, T part) {
  sum = saturating_add(sum, part);
}

}  // namespace brood
