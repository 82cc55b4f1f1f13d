#include "runner/swarm/sample_bounds.hpp"

#include <algorithm>
#include <iterator>

#include "runner/core/damaged_record.hpp"

namespace brood {
namespace {

constexpr std::uint64_t kLongest = static_cast<std::uint64_t>(kMaxRecordedNanos);
constexpr std::uint64_t kMostRounding = 2'000'000'000;  // ns: a clock of whole seconds
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 60;

bool is_time_within(std::uint64_t duration, std::uint64_t none, std::uint64_t most) {
  return duration == none || duration <= most;
}

}  // namespace

const char* fault_of(const IterationSample& sample, const Era& era) {
  if (!era.has(sample.start)) return "began at an impossible time";
  if (sample.duration > era.now - sample.start) return "ended in the future";
  if (sample.queued > era.length()) return "waited for a user for longer than the run lasts";
  if (!is_time_within(sample.late, kUnplanned, era.length())) return "was late by more than the run lasts";
  return nullptr;
}

RequestSample rounded_down(RequestSample sample, const Era& era) {
  if (sample.start > era.now && sample.start - era.now <= kMostRounding) sample.start = era.now;
  if (sample.start > era.now) return sample;
  const std::uint64_t most = era.now - sample.start;
  if (sample.duration > most && sample.duration - most <= kMostRounding) sample.duration = most;
  return sample;
}

const char* fault_of(const RequestSample& sample, const Era& era) {
  if (sample.start > era.now || era.now - sample.start > kLongest) return "began at an impossible time";
  if (sample.duration > era.now - sample.start) return "ended in the future";
  if (!is_time_within(sample.late, kUnplanned, kLongest)) return "was late by an impossible time";
  const bool phases_fit =
      std::all_of(std::begin(sample.phases), std::end(sample.phases),
                  [](std::uint64_t phase) { return is_time_within(phase, kNoPhase, kLongest); });
  if (!phases_fit) return "has a phase of an impossible length";
  if (sample.bytes_in > kMostBytes || sample.bytes_out > kMostBytes) return "has an impossible size";
  return nullptr;
}

}  // namespace brood
