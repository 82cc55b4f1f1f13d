#include "tests/gate/noisy_machine.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>

namespace brood::testing {
namespace {

constexpr double kBurstSpread = 1.5;  // in a burst the spread of latencies is wider too: a fat tail

NoisyMachine::Table normal_table() {
  constexpr std::size_t kSize = std::size_t{1} << NoisyMachine::kBits;
  NoisyMachine::Table table(kSize);
  const boost::math::normal standard;
  for (std::size_t i = 0; i < kSize; ++i)
    table[i] = boost::math::quantile(standard, (static_cast<double>(i) + 0.5) / kSize);
  return table;
}

// `strength`: of the burst of a neighbour, 1 for a whole one.
NoisyMachine::Table latency_table(const SimulatedTask& task, const NoisyMachine::Table& normal, double factor,
                                  double strength) {
  const double median = task.median_s * std::pow(factor, strength);
  const double spread = task.spread * std::pow(kBurstSpread, strength);
  NoisyMachine::Table table;
  for (const double z : normal) table.push_back(median * std::exp(spread * z));
  return table;
}

double percentile80(const NoisyMachine::Table& latencies) {
  std::vector<double> mixed;
  constexpr int kCopies = 10;  // one of them is slow
  for (const double latency : latencies)
    for (int copy = 0; copy < kCopies; ++copy) mixed.push_back(latency * (copy == 0 ? kSlowFactor : 1));
  const auto place = mixed.begin() + static_cast<std::ptrdiff_t>(mixed.size() * 8 / 10);
  std::nth_element(mixed.begin(), place, mixed.end());
  return *place;
}

}  // namespace

NoiseProfile quiet_metal() {
  return {.job = 0.01,
          .job_task = 0.003,
          .start = 0.003,
          .drift = 0.01,
          .fast = 0.02,
          .burst_every_s = 120,
          .burst_mean_s = 3,
          .burst_factor = 1.35,
          .shared = 0.95,
          .stalls_per_s = 0.2,
          .stall_s = 0.03};
}

NoiseProfile typical_ci() {
  return {.job = 0.05,
          .job_task = 0.01,
          .start = 0.01,
          .drift = 0.03,
          .fast = 0.05,
          .burst_every_s = 40,
          .burst_mean_s = 4,
          .burst_factor = 1.5,
          .shared = 0.9,
          .stalls_per_s = 0.2,
          .stall_s = 0.03};
}

NoiseProfile nasty_ci() {
  return {.job = 0.08,
          .odd_machine = 0.1,
          .job_task = 0.02,
          .start = 0.02,
          .drift = 0.05,
          .fast = 0.08,
          .burst_every_s = 15,
          .burst_mean_s = 5,
          .burst_factor = 2,
          .shared = 0.8,
          .stalls_per_s = 0.3,
          .stall_s = 0.05};
}

NoisyMachine::NoisyMachine(const NoiseProfile& profile) : profile_(profile) {
  const Table normal = normal_table();
  const double own = 1 - profile.shared;
  for (std::size_t task = 0; task < kTasks; ++task) {
    std::size_t state = 0;
    for (const double strength : {0.0, profile.shared, own, 1.0})
      tables_[task][state++] = latency_table(kSimulatedTasks[task], normal, profile.burst_factor, strength);
  }
  tail_begins_ = percentile80(tables_[kChanged][0]);
}

}  // namespace brood::testing
