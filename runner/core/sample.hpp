// One measured iteration or request, as it crosses from the target to brood. Plain data, fixed layout, times
// in nanoseconds of the steady clock; needs nothing but <stdint.h>, as it is compiled into targets.
#pragma once

#include <cstdint>

namespace brood {

enum class Outcome : std::uint8_t { passed = 0, failed = 1, skipped = 2, abandoned = 3 };

// `kNoTask` marks what happens outside any task, such as requests of a suite's set-up.
inline constexpr std::uint32_t kNoTask = 0xffffffff;
// A phase that did not take place, such as TLS in a plain connection.
inline constexpr std::uint64_t kNoPhase = ~std::uint64_t{0};

// `late` of a sample that was not planned for a certain time.
inline constexpr std::uint64_t kUnplanned = ~std::uint64_t{0};

struct IterationSample {
  std::uint64_t start;     // of its time: when it really began; of an arrival: when it was to begin
  std::uint64_t duration;  // without the time that brood made it wait
  std::uint64_t queued;    // how long an arrival had to wait for a user; 0: one was free
  std::uint64_t late;      // of the generator: from when it could begin to when it did, or kUnplanned
  std::uint32_t task;
  std::uint32_t user;
  Outcome outcome;
  std::uint8_t padding[7];
};

enum Phase : std::uint8_t { kDns, kConnect, kTls, kWait, kReceive, kPhaseCount };

struct RequestSample {
  std::uint64_t start;
  std::uint64_t duration;
  std::uint64_t late;
  std::uint64_t bytes_in;
  std::uint64_t bytes_out;
  std::uint64_t phases[kPhaseCount];
  std::uint32_t request;  // id given by a `define` record of the same worker
  std::uint32_t task;     // parent task or kNoTask
  std::uint32_t user;
  std::uint32_t redirects;
  std::int32_t status;  // protocol's status code, 0 if there was no answer
  Outcome outcome;
  std::uint8_t padding[3];
};

static_assert(sizeof(IterationSample) == 48 && sizeof(RequestSample) == 104);

}  // namespace brood
