#include "ci/gate/quantile.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace brood {

std::vector<Bucket> buckets_of(const Histogram& histogram) {
  std::vector<Bucket> buckets;
  histogram.for_each([&](std::uint32_t index, std::uint64_t count) {
    const auto high = static_cast<double>(histogram.bucket_high(index)) + 1;
    buckets.push_back({static_cast<double>(histogram.bucket_low(index)), high, count});
  });
  return buckets;
}

std::optional<Quantile> quantile_of(std::span<const Bucket> buckets, double q) {
  assert(q > 0 && q < 1);
  double total = 0;
  for (const Bucket& bucket : buckets) total += static_cast<double>(bucket.count);
  if (total == 0) return std::nullopt;
  // Decimal shares have no exact binary form: 0.07 * 100 is above 7 and must not reach into the next bucket.
  constexpr double kRounding = 1 - 4 * std::numeric_limits<double>::epsilon();
  const double rank = q * total * kRounding;
  double before = 0;
  for (const Bucket& bucket : buckets) {
    const auto count = static_cast<double>(bucket.count);
    if (count > 0 && before + count >= rank) {
      const double low = bucket.low > 0 ? bucket.low : bucket.high / 2;
      return Quantile{low + (bucket.high - low) * (rank - before) / count, std::log(bucket.high / low)};
    }
    before += count;
  }
  assert(false);  // the rank is below the total
  return std::nullopt;
}

}  // namespace brood
