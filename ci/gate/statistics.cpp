#include "ci/gate/statistics.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/statistics/univariate_statistics.hpp>
#include <cassert>
#include <cmath>
#include <numeric>

namespace brood {
namespace {

// The places of the p-values, smallest value first.
std::vector<std::size_t> in_rising_order(std::span<const double> p) {
  std::vector<std::size_t> order(p.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
  return order;
}

}  // namespace

double student_t_above(double t, double df) {
  assert(df > 0);
  return boost::math::cdf(boost::math::complement(boost::math::students_t(df), t));
}

double student_t_bound(double p, double df) {
  assert(df > 0 && p > 0 && p < 1);
  return boost::math::quantile(boost::math::complement(boost::math::students_t(df), p));
}

double incomplete_beta(double x, double a, double b) { return boost::math::ibeta(a, b, x); }

double mean(std::span<const double> values) {
  assert(!values.empty());
  return boost::math::statistics::mean(values.begin(), values.end());
}

double median(std::span<const double> values) {
  assert(!values.empty());
  std::vector<double> copy(values.begin(), values.end());  // it is put in another order
  return boost::math::statistics::median(copy);
}

double median_deviation(std::span<const double> values) {
  const double center = median(values);
  std::vector<double> distances;
  for (const double value : values) distances.push_back(std::abs(value - center));
  return median(distances);
}

double sample_variance(std::span<const double> values) {
  if (values.size() < 2) return 0;
  return boost::math::statistics::sample_variance(values.begin(), values.end());
}

std::vector<double> holm_adjusted(std::span<const double> p) {
  std::vector<double> adjusted(p.size());
  double highest = 0;
  std::size_t left = p.size();
  for (const std::size_t place : in_rising_order(p)) {
    highest = std::max(highest, std::min(1.0, p[place] * static_cast<double>(left--)));
    adjusted[place] = highest;
  }
  return adjusted;
}

std::vector<bool> holm_rejects(std::span<const double> p, double alpha) {
  std::vector<bool> rejected(p.size(), false);
  std::size_t left = p.size();
  for (const std::size_t place : in_rising_order(p)) {
    if (p[place] > alpha / static_cast<double>(left--)) break;
    rejected[place] = true;
  }
  return rejected;
}

}  // namespace brood
