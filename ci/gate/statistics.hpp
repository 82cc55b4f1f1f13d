// The few functions of statistics that the gate is made of; distributions are Boost.Math's.
#pragma once

#include <span>
#include <vector>

namespace brood {

// P(T > t) for Student's t with `df` > 0 degrees of freedom, which may be fractional. Taken from the
// complement, so that tiny probabilities keep their digits.
double student_t_above(double t, double df);
// The t with P(T > t) = p, for p in (0, 1).
double student_t_bound(double p, double df);
// The regularised incomplete beta function I(x; a, b), for x in [0, 1] and a, b > 0.
double incomplete_beta(double x, double a, double b);

// Precondition of all: there are values.
double mean(std::span<const double> values);
double median(std::span<const double> values);
// The median distance from the median. Boost 1.74 has a function of that name that measures from zero.
double median_deviation(std::span<const double> values);
// With n - 1 below; 0 for a single value.
double sample_variance(std::span<const double> values);

// Holm's step-down procedure on p-values of one family: each p-value raised to the smallest error rate of the
// whole family at which its test is rejected. Holds under any dependence of the tests.
std::vector<double> holm_adjusted(std::span<const double> p);
// For each p-value whether the procedure rejects its test at the family's error rate `alpha`.
std::vector<bool> holm_rejects(std::span<const double> p, double alpha);

}  // namespace brood
