// How often the gate is wrong, and what it finds: builds on a simulated machine, judged by the gate itself.
//   gate_bench [BUILDS]      default: 2,000 builds of each kind. One thread, about two minutes
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "tests/gate/trial.hpp"

namespace {

using namespace brood::testing;

struct Row {
  const char* words;
  NoiseProfile profile;
  Change change;
  double promised;  // percent: at most this many alarms without a change, at least this many found with one
  bool with_prior = true;
};

bool has_change(const Change& change) {
  return change.of_one_task > 0 || change.of_its_tail > 0 || change.of_all_tasks > 0;
}

bool print(const Row& row, std::uint64_t seed, int builds) {
  Trial trial;
  trial.profile = row.profile;
  trial.change = row.change;
  trial.with_prior = row.with_prior;
  trial.seed = seed;
  const Outcome outcome = try_builds(trial, builds);
  const bool changed = has_change(row.change);
  const bool of_all = row.change.of_all_tasks > 0;
  const double percent = outcome.percent(changed && !of_all ? outcome.found : outcome.alarms);
  const bool kept = changed ? percent >= row.promised : percent <= row.promised;
  std::printf("%-44s %7.2f %s %5.1f %13.2f %9.2f %8.1f  %s\n", row.words, percent,
              changed ? ">=" : "<=", row.promised, outcome.percent(outcome.inconclusive),
              outcome.percent(outcome.improved), outcome.mean_seconds(), kept ? "kept" : "NOT KEPT");
  std::fflush(stdout);
  return kept;
}

}  // namespace

int main(int argc, char** argv) {
  const int builds = argc > 1 ? std::atoi(argv[1]) : 2000;
  if (builds < 1) {
    std::fputs("usage: gate_bench [BUILDS]\n", stderr);
    return 2;
  }
  const Change none;
  const Row rows[] = {
      {"typical, no change", typical_ci(), none, 1},
      {"typical, no change, no earlier duets", typical_ci(), none, 1, false},
      {"typical, one task 5 % slower", typical_ci(), {.of_one_task = 0.05}, 90},
      {"typical, one task 10 % slower", typical_ci(), {.of_one_task = 0.1}, 99},
      {"typical, its tail 10 % slower", typical_ci(), {.of_its_tail = 0.1}, 93},
      {"typical, all tasks 5 % slower", typical_ci(), {.of_all_tasks = 0.05}, 98},
      {"quiet, no change", quiet_metal(), none, 1},
      {"quiet, one task 5 % slower", quiet_metal(), {.of_one_task = 0.05}, 99},
      {"nasty, no change", nasty_ci(), none, 1},
      {"nasty, one task 20 % slower", nasty_ci(), {.of_one_task = 0.2}, 95},
  };
  std::printf("%-44s %7s    %5s %13s %9s %8s\n", "of builds, in %", "failed", "", "inconclusive", "improved",
              "seconds");
  bool all_kept = true;
  std::uint64_t seed = 0;
  for (const Row& row : rows) all_kept = print(row, ++seed, builds) && all_kept;
  std::printf("CPU time %.0f s\n", static_cast<double>(std::clock()) / CLOCKS_PER_SEC);
  return all_kept ? 0 : 1;
}
