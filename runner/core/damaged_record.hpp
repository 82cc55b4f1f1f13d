// What the readers of recorded files share: nobody vouches for what stands in a file.
#pragma once

#include <cstdint>
#include <exception>

namespace brood {

// Ends the reading of one record; caught by the function that reads the file.
struct DamagedRecord : std::exception {
  const char* what() const noexcept override { return "damaged record"; }
};

inline void require(bool holds) {
  if (!holds) throw DamagedRecord();
}

// A hundred days. Keeps sums over any journal of believable length from overflowing.
inline constexpr std::int64_t kMaxRecordedNanos = 8'640'000'000'000'000;

// Of anything in one second: a million times what the fastest run had.
inline constexpr std::uint64_t kMaxRecordedCount = 1'000'000'000'000;

}  // namespace brood
