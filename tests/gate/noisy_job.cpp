#include "tests/gate/noisy_job.hpp"

#include <algorithm>
#include <cmath>
#include <random>

namespace brood::testing {
namespace {

constexpr double kRound = 6;
constexpr int kSteps = 60;  // of a round
constexpr double kStep = kRound / kSteps;
constexpr int kBetweenRounds = 20;    // steps: starts, and the second that is discarded
constexpr int kWarmUp = 600;          // steps until neighbours are as usual
constexpr double kErrorRate = 0.001;  // in clusters of two on average, three times as many in bursts

}  // namespace

NoisyJob::NoisyJob(const NoisyMachine& machine, const Change& change, int requests, std::uint64_t seed)
    : machine_(machine), profile_(machine.profile()), change_(change), requests_(requests), random_(seed) {
  job_ = profile_.job * normal();
  if (uniform() < profile_.odd_machine) job_ += uniform() < 0.5 ? std::log(1.18) : -std::log(1.18);
  for (double& factor : job_task_) factor = profile_.job_task * normal();
  for (double& value : drift_) value = normal();
  for (double& value : fast_) value = normal();
  for (int step = 0; step < kWarmUp; ++step) move_on(kStep);
}

Round NoisyJob::next() {
  // A coin decides the first round of a pair, the second one swaps.
  swapped_ = rounds_ % 2 == 0 ? uniform() < 0.5 : !swapped_;
  begin_round(swapped_ ? 1 : 0);
  double due = 0;
  for (int step = 0; step < kSteps; ++step) {
    move_on(kStep);
    due += static_cast<double>(requests_) / kSteps;
    const int requests = static_cast<int>(due + 1e-9);
    due -= requests;
    load(old_, false, requests);
    load(new_, true, requests);
    if (in_burst(kSlots)) burst_seconds_ += kStep;
  }
  for (int step = 0; step < kBetweenRounds; ++step) move_on(kStep);
  return {++rounds_, side(old_), side(new_)};
}

double NoisyJob::uniform() { return static_cast<double>(random_() >> 11) * 0x1p-53; }

double NoisyJob::normal() { return std::normal_distribution<double>()(random_); }

std::uint64_t NoisyJob::poisson(double mean) {
  return mean > 0 ? std::poisson_distribution<std::uint64_t>(mean)(random_) : 0;
}

// Drift and fast noise are autoregressive with the deviation 1; neighbours come at random.
void NoisyJob::move_on(double seconds) {
  now_ += seconds;
  const double slow_memory = std::exp(-seconds / 20);
  const double fast_memory = std::exp(-seconds / 0.3);
  for (double& value : drift_)
    value = slow_memory * value + std::sqrt(1 - slow_memory * slow_memory) * normal();
  for (double& value : fast_)
    value = fast_memory * value + std::sqrt(1 - fast_memory * fast_memory) * normal();
  for (double& until : burst_until_)
    if (uniform() < seconds / profile_.burst_every_s)
      until = std::max(until, now_ - profile_.burst_mean_s * std::log(1 - uniform()));
}

void NoisyJob::begin_round(std::size_t slot_of_old) {
  old_.slot = slot_of_old;
  new_.slot = 1 - slot_of_old;
  burst_seconds_ = 0;
  start(old_, false);
  start(new_, true);
}

void NoisyJob::start(Version& version, bool is_new) {
  const double common = profile_.start / 2 * normal();
  for (std::size_t task = 0; task < kTasks; ++task) {
    version.latency[task].clear();
    version.seconds[task] = 0;
    double factor = std::exp(job_ + job_task_[task] + common + profile_.start * normal());
    if (is_new) factor *= 1 + change_.of_all_tasks + (task == kChanged ? change_.of_one_task : 0);
    version.factor[task] = factor;
  }
}

void NoisyJob::load(Version& version, bool is_new, int requests) {
  const std::size_t slot = version.slot;
  const double own = std::sqrt(1 - profile_.shared);
  const double common = std::sqrt(profile_.shared);
  const double noise = std::exp(profile_.drift * (common * drift_[kSlots] + own * drift_[slot]) +
                                profile_.fast * (common * fast_[kSlots] + own * fast_[slot]));
  const bool stalls = uniform() < profile_.stalls_per_s * kStep;
  const double stalled = stalls ? profile_.stall_s / kStep : 0;  // share of the step's requests
  for (std::size_t task = 0; task < kTasks; ++task) {
    const NoisyMachine::Table& latencies = machine_.latencies(task, in_burst(kSlots), in_burst(slot));
    const bool has_tail = is_new && task == kChanged && change_.of_its_tail > 0;
    const double factor = noise * version.factor[task];
    for (int i = 0; i < requests; ++i) {
      const std::uint64_t drawn = random_();
      double seconds = latencies[drawn >> (64 - NoisyMachine::kBits)];
      if (static_cast<double>((drawn >> 32) & 0xffff) < kSlowShare * 0x10000) seconds *= kSlowFactor;
      if (has_tail && seconds > machine_.tail_begins()) seconds *= 1 + change_.of_its_tail;
      seconds *= factor;
      const double place = static_cast<double>(drawn & 0xffff) * 0x1p-16;
      if (place < stalled) seconds += (stalled - place) * kStep;
      version.seconds[task] += seconds;
      version.latency[task].record(static_cast<std::uint64_t>(seconds * 1e9));
    }
  }
}

std::uint64_t NoisyJob::errors(double share_in_burst, int requests) {
  const std::uint64_t clusters = poisson(requests * kErrorRate * (1 + 2 * share_in_burst) / 2);
  std::uint64_t sum = 0;
  for (std::uint64_t i = 0; i < clusters; ++i)
    sum += 1 + std::geometric_distribution<std::uint64_t>(0.5)(random_);
  return std::min(sum, static_cast<std::uint64_t>(requests));
}

Side NoisyJob::side(const Version& version) {
  Side side;
  side.slot = static_cast<int>(version.slot);
  side.seconds = kRound;
  double seconds_of_all = 0;
  for (std::size_t task = 0; task < kTasks; ++task) {
    TaskRound& made = side.tasks[kSimulatedTasks[task].name];
    made.requests = static_cast<std::uint64_t>(requests_);
    made.errors = errors(burst_seconds_ / kRound, requests_);
    made.latency = buckets_of(version.latency[task]);
    seconds_of_all += version.seconds[task];
  }
  // Of a user that does one task after another, ever again.
  side.throughput = requests_ * static_cast<double>(kTasks) / seconds_of_all;
  return side;
}

}  // namespace brood::testing
