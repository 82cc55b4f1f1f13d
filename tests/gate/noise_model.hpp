// A machine that is shared with others, as a model: rounds of a duet on it, without anything being run. All
// noise is multiplicative. What a job, a start of a server, the machine's drift, its neighbours and the
// garbage collector do to latencies is drawn anew for each job.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "brood/random.hpp"
#include "ci/gate/round.hpp"

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

// What the new version does differently: a share by which it is slower.
struct Change {
  double of_one_task = 0;  // the 20 ms task, at every quantile
  double of_its_tail = 0;  // of that task from the 80th percentile on
  double of_all_tasks = 0;
};
inline constexpr const char* kChangedTask = "c20ms";

// Latencies of six tasks on a kind of machine, at equal steps of probability: one is drawn by looking it up.
// Neighbours make all of them longer and their tail fatter, so there is a table for each strength of a burst.
class NoisyMachine {
 public:
  explicit NoisyMachine(const NoiseProfile& profile);
  static constexpr std::size_t kTasks = 6;
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

// One duet on one machine.
class NoisyJob {
 public:
  // `requests`: of each task and version in a round of 6 s. The machine must outlive the job.
  NoisyJob(const NoisyMachine& machine, const Change& change, int requests, std::uint64_t seed);
  Round next();

 private:
  static constexpr std::size_t kTasks = NoisyMachine::kTasks;
  static constexpr std::size_t kSlots = 2;
  struct Version {
    std::size_t slot = 0;
    std::array<double, kTasks> factor{};  // of latency, fixed for a round
    std::array<Histogram, kTasks> latency{Histogram(3), Histogram(3), Histogram(3),
                                          Histogram(3), Histogram(3), Histogram(3)};
    std::array<double, kTasks> seconds{};  // sum of latencies
  };

  double uniform();
  double normal();
  std::uint64_t poisson(double mean);
  void move_on(double seconds);
  void begin_round(std::size_t slot_of_old);
  void start(Version& version, bool is_new);
  bool in_burst(std::size_t place) const { return burst_until_[place] > now_; }
  void load(Version& version, bool is_new, int requests);
  std::uint64_t errors(double share_in_burst, int requests);
  Side side(const Version& version);

  const NoisyMachine& machine_;
  const NoiseProfile& profile_;
  Change change_;
  int requests_;
  Random random_;
  double job_ = 0;
  std::array<double, kTasks> job_task_{};
  // The last place is the machine's, the others are the slots'.
  std::array<double, kSlots + 1> drift_{};
  std::array<double, kSlots + 1> fast_{};
  double now_ = 0;
  std::array<double, kSlots + 1> burst_until_{};
  double burst_seconds_ = 0;  // of this round
  int rounds_ = 0;
  bool swapped_ = false;
  Version old_;
  Version new_;
};

}  // namespace brood::testing
