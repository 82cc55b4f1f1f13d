// Quantiles of histograms, fine enough to be compared with each other: interpolated within their bucket.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "runner/core/histogram.hpp"

namespace brood {

// Values from `low` up to, but without, `high`. 0 <= low < high.
struct Bucket {
  double low = 0;
  double high = 0;
  std::uint64_t count = 0;
  bool operator==(const Bucket&) const = default;
};

// In rising order, without empty ones; nanoseconds if those were recorded.
std::vector<Bucket> buckets_of(const Histogram& histogram);

struct Quantile {
  double value = 0;
  double width = 0;  // of its bucket, as ln(high/low): how far rounding may have moved the value
  bool operator==(const Quantile&) const = default;
};

// With n values in all, the bucket in which the running count reaches q * n, and the place in it in
// proportion. A bucket that begins at 0 counts from half its end, as it has no width in logarithms. Absent
// without values. Precondition: buckets in rising order, 0 < q < 1.
std::optional<Quantile> quantile_of(std::span<const Bucket> buckets, double q);

}  // namespace brood
