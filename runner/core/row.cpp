#include "runner/core/row.hpp"

#include <algorithm>

#include "runner/core/saturating.hpp"

namespace brood {

void PhaseSum::record(std::uint64_t value) {
  ++count;
  sum += value;
  max = std::max(max, value);
}

void PhaseSum::merge(const PhaseSum& other) {
  add_to(count, other.count);
  add_to(sum, other.sum);
  max = std::max(max, other.max);
}

void Row::count_outcome(Outcome outcome, std::uint64_t duration, bool ended_in_time) {
  switch (outcome) {
    case Outcome::passed:
      ++passed;
      latency.record(duration);
      break;
    case Outcome::failed:
      ++failed;
      failed_latency.record(duration);
      break;
    case Outcome::skipped:
      ++skipped;
      break;
    case Outcome::abandoned:
      ++abandoned;
      return;
  }
  if (ended_in_time) ++in_time;
}

void Row::add(const IterationSample& sample, bool ended_in_time) {
  count_outcome(sample.outcome, sample.duration, ended_in_time);
}

void Row::add(const RequestSample& sample, bool ended_in_time) {
  count_outcome(sample.outcome, sample.duration, ended_in_time);
  redirects += sample.redirects;
  bytes_in += sample.bytes_in;
  bytes_out += sample.bytes_out;
  if (sample.status != 0) ++statuses[sample.status];
  if (sample.outcome != Outcome::passed) return;
  for (std::size_t phase = 0; phase < kPhaseCount; ++phase) {
    if (sample.phases[phase] != kNoPhase) phases[phase].record(sample.phases[phase]);
  }
  if (sample.phases[kWait] != kNoPhase) wait.record(sample.phases[kWait]);
}

void Row::merge(const Row& other) {
  add_to(passed, other.passed);
  add_to(failed, other.failed);
  add_to(skipped, other.skipped);
  add_to(abandoned, other.abandoned);
  add_to(in_time, other.in_time);
  latency.merge(other.latency);
  failed_latency.merge(other.failed_latency);
  add_to(redirects, other.redirects);
  add_to(bytes_in, other.bytes_in);
  add_to(bytes_out, other.bytes_out);
  for (const auto& [status, count] : other.statuses) add_to(statuses[status], count);
  for (std::size_t phase = 0; phase < kPhaseCount; ++phase) phases[phase].merge(other.phases[phase]);
  wait.merge(other.wait);
}

void Row::clear() {
  passed = failed = skipped = abandoned = in_time = 0;
  latency.clear();
  failed_latency.clear();
  redirects = bytes_in = bytes_out = 0;
  statuses.clear();
  phases = {};
  wait.clear();
}

}  // namespace brood
