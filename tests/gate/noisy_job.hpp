// Rounds of a duet on a simulated machine, without anything being run. All noise is multiplicative. What a
// job, a start of a server, the machine's drift, its neighbours and the garbage collector do to latencies is
// drawn anew for each job.
#pragma once

#include <array>
#include <cstdint>

#include "brood/random.hpp"
#include "ci/gate/round.hpp"
#include "tests/gate/noisy_machine.hpp"

namespace brood::testing {

// What the new version does differently: a share by which it is slower.
struct Change {
  double of_one_task = 0;  // the 20 ms task, at every quantile
  double of_its_tail = 0;  // of that task from the 80th percentile on
  double of_all_tasks = 0;
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
