#include "ci/gate/shift_test.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "ci/gate/statistics.hpp"

namespace brood {
namespace {

// `spread`: the variance of the mean, in variances of a single shift.
ShiftTest test(const ShiftSample& sample, const PriorVariance& prior, double floor, double spread) {
  constexpr double kLeastVariance = 1e-8;
  const double own = sample.count - 1;
  ShiftTest test;
  test.mean = sample.mean;
  test.df = prior.weight + own;
  assert(test.df > 0);
  test.variance = std::max(kLeastVariance, (prior.weight * prior.variance + own * sample.variance) / test.df);
  test.error = std::sqrt(test.variance * spread);
  test.t = (test.mean - std::log1p(floor)) / test.error;
  test.p = student_t_above(test.t, test.df);
  test.p_improved = student_t_above((-test.mean - std::log1p(floor)) / test.error, test.df);
  return test;
}

}  // namespace

ShiftSample sample_of(std::span<const double> shifts, double width_squares) {
  assert(shifts.size() >= 2);
  return {mean(shifts), sample_variance(shifts) + width_squares / 6, static_cast<int>(shifts.size())};
}

double ShiftTest::ratio() const { return std::exp(mean); }

ShiftTest test_shift(const ShiftSample& sample, const PriorVariance& prior, double floor) {
  return test(sample, prior, floor, 1.0 / sample.count);
}

ShiftTest test_prediction(const ShiftSample& sample, const PriorVariance& prior, double floor) {
  return test(sample, prior, floor, 1 + 1.0 / sample.count);
}

Interval95 interval95(const ShiftTest& test) {
  const double reach = student_t_bound(0.025, test.df) * test.error;
  return {std::exp(test.mean - reach), std::exp(test.mean + reach)};
}

double sensitivity(const ShiftTest& test, double floor, double alpha, double beta) {
  const double bars = student_t_bound(alpha, test.df) + student_t_bound(beta, test.df);
  return std::expm1(std::log1p(floor) + bars * test.error);
}

}  // namespace brood
