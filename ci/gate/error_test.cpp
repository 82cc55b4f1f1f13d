#include "ci/gate/error_test.hpp"

#include <algorithm>
#include <cassert>

#include "ci/gate/statistics.hpp"

namespace brood {
namespace {

double number(std::uint64_t count) { return static_cast<double>(count); }

// One task's part of chi, and the rounds that it comes from.
struct Contribution {
  double chi = 0;
  int rounds = 0;
};
Contribution contribution(const ErrorCounts& task) {
  const double share = error_share(task);
  Contribution sum;
  for (const ErrorPair& round : task.rounds) {
    const double errors = number(round.before + round.after);
    const double variance = errors * share * (1 - share);
    if (variance <= 0) continue;
    const double distance = number(round.after) - errors * share;
    sum.chi += distance * distance / variance;
    ++sum.rounds;
  }
  return sum;
}

// The p of `after` errors of the new version; the rest of the counts stays.
double raw_p(const ErrorCounts& counts, double after, double phi, const ErrorFloor& floor) {
  if (after <= 0) return 1;
  return incomplete_beta(share_at_floor(counts, floor), after / phi,
                         number(counts.errors_before()) / phi + 1);
}

double increase_to(const ErrorCounts& counts, double after) {
  return after / number(counts.requests_after) -
         number(counts.errors_before()) / number(counts.requests_before);
}

double p_of(const ErrorCounts& counts, double after, double phi, const ErrorFloor& floor) {
  return increase_to(counts, after) < floor.absolute ? 1 : raw_p(counts, after, phi, floor);
}

}  // namespace

std::uint64_t ErrorCounts::errors_before() const {
  std::uint64_t sum = 0;
  for (const ErrorPair& round : rounds) sum += round.before;
  return sum;
}

std::uint64_t ErrorCounts::errors_after() const {
  std::uint64_t sum = 0;
  for (const ErrorPair& round : rounds) sum += round.after;
  return sum;
}

double error_share(const ErrorCounts& counts) {
  const double before = number(counts.errors_before());
  const double after = number(counts.errors_after());
  return before + after > 0 ? after / (before + after) : 0.5;
}

double share_at_floor(const ErrorCounts& counts, const ErrorFloor& floor) {
  const double scaled = number(counts.requests_after) * (1 + floor.relative);
  return scaled / (number(counts.requests_before) + scaled);
}

double rate_increase(const ErrorCounts& counts) {
  assert(counts.requests_before > 0 && counts.requests_after > 0);
  return increase_to(counts, number(counts.errors_after()));
}

Heterogeneity heterogeneity(std::span<const ErrorCounts> tasks) {
  constexpr double kPrior = 2;
  constexpr double kPriorWeight = 6;
  Heterogeneity sum;
  for (const ErrorCounts& task : tasks) {
    const Contribution part = contribution(task);
    sum.chi += part.chi;
    sum.df += std::max(0, part.rounds - 1);
  }
  sum.phi = std::max(1.0, (sum.chi + kPrior * kPriorWeight) / (sum.df + kPriorWeight));
  return sum;
}

double error_p(const ErrorCounts& counts, double phi, const ErrorFloor& floor) {
  if (counts.requests_before == 0 || counts.requests_after == 0) return 1;
  return p_of(counts, number(counts.errors_after()), phi, floor);
}

double raw_error_p(const ErrorCounts& counts, double phi, const ErrorFloor& floor) {
  return raw_p(counts, number(counts.errors_after()), phi, floor);
}

double noticeable_rate(const ErrorCounts& counts, double phi, const ErrorFloor& floor, double alpha) {
  assert(counts.requests_before > 0 && counts.requests_after > 0);
  std::uint64_t too_few = 0;
  std::uint64_t enough = counts.requests_after;
  const auto found = [&](std::uint64_t errors) { return p_of(counts, number(errors), phi, floor) <= alpha; };
  if (!found(enough)) return 1;
  while (enough - too_few > 1) {
    const std::uint64_t middle = too_few + (enough - too_few) / 2;
    (found(middle) ? enough : too_few) = middle;
  }
  return number(enough) / number(counts.requests_after);
}

}  // namespace brood
