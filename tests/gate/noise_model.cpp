#include "tests/gate/noise_model.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cmath>
#include <random>

namespace brood::testing {
namespace {

constexpr double kRound = 6;
constexpr double kBetweenRounds = 2;  // starts, and the second that is discarded
constexpr int kSteps = 60;            // of a round
constexpr double kStep = kRound / kSteps;
constexpr double kErrorRate = 0.001;  // in clusters of two on average, three times as many in bursts
constexpr double kSlowShare = 0.1;    // of requests, three times slower
constexpr double kSlowFactor = 3;
constexpr double kBurstSpread = 1.5;  // in a burst the spread of latencies is wider too: a fat tail

struct Task {
  const char* name;
  double median_s;
  double spread;
};
constexpr std::array<Task, 6> kTaskTable = {Task{"a5ms", 0.005, 0.3},  Task{"b10ms", 0.010, 0.4},
                                            Task{"c20ms", 0.020, 0.5}, Task{"d40ms", 0.040, 0.5},
                                            Task{"e80ms", 0.080, 0.6}, Task{"f160ms", 0.160, 0.7}};
constexpr std::size_t kChanged = 2;

// Latencies of a task at equal steps of probability, so that one is drawn by looking it up.
constexpr int kBits = 16;
constexpr std::size_t kSize = std::size_t{1} << kBits;
using Table = std::vector<double>;

Table normal_table() {
  Table table(kSize);
  const boost::math::normal standard;
  for (std::size_t i = 0; i < kSize; ++i)
    table[i] = boost::math::quantile(standard, (static_cast<double>(i) + 0.5) / kSize);
  return table;
}

struct Tables {
  Table normal = normal_table();
  std::array<Table, kTaskTable.size()> calm;
  std::array<Table, kTaskTable.size()> burst;
  double tail_begins = 0;  // the 80th percentile of the changed task's latencies without noise, in seconds

  Tables() {
    for (std::size_t task = 0; task < kTaskTable.size(); ++task) {
      const auto [name, median, spread] = kTaskTable[task];
      for (const double z : normal) {
        calm[task].push_back(median * std::exp(spread * z));
        burst[task].push_back(median * std::exp(kBurstSpread * spread * z));
      }
    }
    std::vector<double> mixed;
    for (std::size_t i = 0; i < kSize; i += 8)
      for (int copy = 0; copy < 10; ++copy)
        mixed.push_back(calm[kChanged][i] * (copy == 0 ? kSlowFactor : 1));
    const auto place = mixed.begin() + static_cast<std::ptrdiff_t>(mixed.size() * 8 / 10);
    std::nth_element(mixed.begin(), place, mixed.end());
    tail_begins = *place;
  }
};

const Tables& tables() {
  static const Tables made;
  return made;
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

NoisyJob::NoisyJob(const NoiseProfile& profile, const Change& change, int requests, std::uint64_t seed)
    : profile_(profile), change_(change), requests_(requests), random_(seed) {
  job_ = profile_.job * normal();
  if (uniform() < profile_.odd_machine) job_ += uniform() < 0.5 ? std::log(1.18) : -std::log(1.18);
  for (double& factor : job_task_) factor = profile_.job_task * normal();
  for (double& value : drift_) value = normal();
  for (double& value : fast_) value = normal();
  for (double warmed = 0; warmed < 60; warmed += kStep) move_on(kStep);
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
    for (std::size_t slot = 0; slot < kSlots; ++slot)
      if (burst_until_[slot] > now_) in_burst_[slot] += kStep;
  }
  for (double gap = 0; gap < kBetweenRounds; gap += kStep) move_on(kStep);
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
  if (uniform() >= seconds / profile_.burst_every_s) return;
  const double until = now_ - profile_.burst_mean_s * std::log(1 - uniform());
  const bool everywhere = uniform() < profile_.shared;
  const std::size_t slot = uniform() < 0.5 ? 0 : 1;
  for (std::size_t i = 0; i < kSlots; ++i)
    if (everywhere || i == slot) burst_until_[i] = std::max(burst_until_[i], until);
}

void NoisyJob::begin_round(std::size_t slot_of_old) {
  old_.slot = slot_of_old;
  new_.slot = 1 - slot_of_old;
  in_burst_ = {};
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
  const Tables& table = tables();
  const std::size_t slot = version.slot;
  const bool burst = burst_until_[slot] > now_;
  const double own = std::sqrt(1 - profile_.shared);
  const double machine = std::sqrt(profile_.shared);
  const double noise = std::exp(profile_.drift * (machine * drift_[kSlots] + own * drift_[slot]) +
                                profile_.fast * (machine * fast_[kSlots] + own * fast_[slot])) *
                       (burst ? profile_.burst_factor : 1);
  const bool stalls = uniform() < profile_.stalls_per_s * kStep;
  const double stalled = stalls ? profile_.stall_s / kStep : 0;  // share of the step's requests
  for (std::size_t task = 0; task < kTasks; ++task) {
    const Table& latencies = burst ? table.burst[task] : table.calm[task];
    const bool has_tail = is_new && task == kChanged && change_.of_its_tail > 0;
    const double factor = noise * version.factor[task];
    for (int i = 0; i < requests; ++i) {
      const std::uint64_t drawn = random_();
      double seconds = latencies[drawn >> (64 - kBits)];
      if (static_cast<double>((drawn >> 32) & 0xffff) < kSlowShare * 0x10000) seconds *= kSlowFactor;
      if (has_tail && seconds > table.tail_begins) seconds *= 1 + change_.of_its_tail;
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
    TaskRound& made = side.tasks[kTaskTable[task].name];
    made.requests = static_cast<std::uint64_t>(requests_);
    made.errors = errors(in_burst_[version.slot] / kRound, requests_);
    made.latency = buckets_of(version.latency[task]);
    seconds_of_all += version.seconds[task];
  }
  // Of a user that does one task after another, ever again.
  side.throughput = requests_ * static_cast<double>(kTasks) / seconds_of_all;
  return side;
}

}  // namespace brood::testing
