// A machine that is shared with others, as a model: how much latencies vary on it, and why.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace brood::testing {

// Standard deviations are of the logarithm of latency.
struct NoiseProfile {
  double job = 0;            // the machine that the job got
  double odd_machine = 0;    // the chance of another type of machine, 18 % slower or faster
  double job_task = 0;       // how that machine likes each task
  double start = 0;          // each start of a server: layout in memory
  double drift = 0;          // within 20 s
  double fast = 0;           // within 0.3 s
  double burst_every_s = 0;  // neighbours
  double burst_mean_s = 0;
  double burst_factor = 1;
  double shared = 1;        // of the noise, the part that is the machine's; the rest is each slot's own
  double stalls_per_s = 0;  // of each process
  double stall_s = 0;
};
NoiseProfile quiet_metal();
NoiseProfile typical_ci();
NoiseProfile nasty_ci();

// A task of the simulated server: its latencies are log-normal, and a tenth of them three times longer.
struct SimulatedTask {
  const char* name;
  double median_s;
  double spread;  // standard deviation of the logarithm
};
inline constexpr std::array kSimulatedTasks = {
    SimulatedTask{"a5ms", 0.005, 0.3},  SimulatedTask{"b10ms", 0.010, 0.4},
    SimulatedTask{"c20ms", 0.020, 0.5}, SimulatedTask{"d40ms", 0.040, 0.5},
    SimulatedTask{"e80ms", 0.080, 0.6}, SimulatedTask{"f160ms", 0.160, 0.7}};
inline constexpr std::size_t kChanged = 2;  // the task that a change of one task is about
inline constexpr double kSlowShare = 0.1;
inline constexpr double kSlowFactor = 3;

// The latencies of the tasks on a kind of machine, at equal steps of probability: one is drawn by looking it
// up. Neighbours make all of them longer and their tail fatter, so there is a table for each strength of a
// burst.
class NoisyMachine {
 public:
  explicit NoisyMachine(const NoiseProfile& profile);
  static constexpr std::size_t kTasks = kSimulatedTasks.size();
  static constexpr int kBits = 14;
  using Table = std::vector<double>;  // 2^kBits latencies in seconds

  const NoiseProfile& profile() const { return profile_; }
  // `machine`, `slot`: whether a burst is on them.
  const Table& latencies(std::size_t task, bool machine, bool slot) const {
    return tables_[task][(machine ? 1U : 0U) + (slot ? 2U : 0U)];
  }
  double tail_begins() const { return tail_begins_; }

 private:
  NoiseProfile profile_;
  std::array<std::array<Table, 4>, kTasks> tables_;
  double tail_begins_ = 0;  // the 80th percentile of the changed task's latencies without noise, in seconds
};

}  // namespace brood::testing
