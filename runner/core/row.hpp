// What is known about one name: the samples of a task, of a request, or of all of them together. Rows add up:
// a run's row is the sum of its intervals' rows.
#pragma once

#include <array>
#include <cstdint>
#include <map>

#include "runner/core/histogram.hpp"
#include "runner/core/sample.hpp"

namespace brood {

inline constexpr std::array<const char*, kPhaseCount> kPhaseNames = {"dns", "connect", "tls", "wait",
                                                                     "receive"};

struct PhaseSum {
  std::uint64_t count = 0;
  std::uint64_t sum = 0;  // ns
  std::uint64_t max = 0;  // ns
  void record(std::uint64_t value);
  void merge(const PhaseSum& other);
  bool operator==(const PhaseSum&) const = default;
};

struct Row {
  std::uint64_t passed = 0;
  std::uint64_t failed = 0;
  std::uint64_t skipped = 0;
  std::uint64_t abandoned = 0;
  std::uint64_t in_time = 0;  // passed, failed and skipped that ended within the run's duration, for the rate
  Histogram latency{3};       // of passed samples
  Histogram failed_latency{2};  // of failed samples

  // Requests only; empty for tasks.
  std::uint64_t redirects = 0;
  std::uint64_t bytes_in = 0;
  std::uint64_t bytes_out = 0;
  std::map<int, std::uint64_t> statuses;  // of those that got an answer
  // Of passed samples, like the latency that they are parts of.
  std::array<PhaseSum, kPhaseCount> phases;
  Histogram wait{2};  // the phase whose distribution tells a slow server from a slow network

  std::uint64_t judged() const { return saturating_add(passed, failed); }
  std::uint64_t count() const { return saturating_add(judged(), skipped); }
  bool empty() const { return count() == 0 && abandoned == 0; }

  // `ended_in_time`: the sample ended within the duration of the run, not in the drain after it.
  void add(const IterationSample& sample, bool ended_in_time);
  void add(const RequestSample& sample, bool ended_in_time);
  void merge(const Row& other);
  void clear();
  bool operator==(const Row&) const = default;

 private:
  void count_outcome(Outcome outcome, std::uint64_t duration, bool ended_in_time);
};

}  // namespace brood
