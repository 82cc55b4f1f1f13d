// Has a metric become worse? The test of latency and throughput: Student's t on shifts, one a round, with a
// variance that also knows what earlier duets saw, and with a floor below which a shift does not matter.
// A shift is the logarithm of a ratio; positive is worse.
#pragma once

#include <span>

namespace brood {

// What was measured.
struct ShiftSample {
  double mean = 0;
  double variance = 0;  // of a single shift
  int count = 0;        // shifts
};
// `width_squares`: the mean square of the widths of the buckets in which the quantiles lay, 0 where there are
// none. A quantile's place in its bucket is not known better, for each of the two versions w^2/12; without it
// a server of constant latency would have no variance. Precondition: at least two shifts.
ShiftSample sample_of(std::span<const double> shifts, double width_squares);

// A variance from earlier, worth `weight` degrees of freedom.
struct PriorVariance {
  double variance = 0;
  double weight = 0;
};

struct ShiftTest {
  double mean = 0;
  double variance = 0;  // the prior's and the sample's, each by its weight; at least 1e-8
  double df = 0;        // degrees of freedom of the variance
  double error = 0;     // standard error of the mean
  double t = 0;
  double p = 1;           // of a shift this large when the true one is at most the floor
  double p_improved = 1;  // the same in the other direction

  double ratio() const;
};
struct Interval95 {
  double low = 0;
  double high = 0;
};

// `floor`: a share, 0.01 for 1 %. Precondition: two shifts, or a prior with a weight.
ShiftTest test_shift(const ShiftSample& sample, const PriorVariance& prior, double floor);
// The same for one value against `sample.count` earlier ones: the value itself varies too.
ShiftTest test_prediction(const ShiftSample& sample, const PriorVariance& prior, double floor);

// Of the ratio, on its own and for display: not adjusted for the other metrics.
Interval95 interval95(const ShiftTest& test);
// The slowdown, as a share, that this test would have found with probability 1 - `beta`, given the error rate
// `alpha` for it alone.
double sensitivity(const ShiftTest& test, double floor, double alpha, double beta);

}  // namespace brood
