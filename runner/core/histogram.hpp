// A log-linear histogram of durations with HdrHistogram's layout (lowest discernible value 1 ns): every value
// up to 2^63 - 1 is kept within the stated number of significant digits, and nothing is clipped. Count, sum,
// minimum and maximum are exact (the sum stays at 2^64 - 1 ns, 584 years). Merging is exact and associative.
// Not thread-safe.
#pragma once

#include <bit>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "runner/core/saturating.hpp"

namespace brood {

class Histogram {
 public:
  using Bucket = std::pair<std::uint32_t, std::uint64_t>;  // index in HdrHistogram's counts array, and count

  // `digits` is 2 or 3. Memory: rows of the layout are allocated when first used.
  explicit Histogram(int digits);
  Histogram(const Histogram&);
  Histogram& operator=(const Histogram&);
  Histogram(Histogram&&) noexcept = default;
  Histogram& operator=(Histogram&&) noexcept = default;

  void record(std::uint64_t value, std::uint64_t count = 1) {
    if (!listed_.empty()) spread();
    std::uint64_t& bucket = slot(index_of(value));
    bucket += count;
    count_ += count;
    sum_ = saturating_add(sum_, saturating_multiply(value, count));
    if (value < min_) min_ = value;
    if (value > max_) max_ = value;
  }

  // Precondition: same number of digits.
  void merge(const Histogram& other);
  // Takes out buckets, as index and count, of what was merged in before. They cannot tell sum, minimum and
  // maximum of what is left, which become those given (ignored if nothing is left).
  void take_out(const std::vector<Bucket>& buckets, std::uint64_t sum, std::uint64_t minimum,
                std::uint64_t maximum);
  // Keeps the allocated rows for reuse.
  void clear();

  int digits() const { return digits_; }
  std::uint64_t count() const { return count_; }
  std::uint64_t sum() const { return sum_; }
  bool empty() const { return count_ == 0; }
  // Absent when empty.
  std::optional<std::uint64_t> min() const;
  std::optional<std::uint64_t> max() const;
  std::optional<double> mean() const;
  // From bucket midpoints, so it has the histogram's precision.
  std::optional<double> stddev() const;
  // The smallest recorded value that at least `q` (0..1) of all values do not exceed, as the highest value of
  // its bucket, within [min, max]; q = 1 is the exact maximum. Absent when empty.
  std::optional<std::uint64_t> quantile(double q) const;

  // Calls `visit(index, count)` for each non-empty bucket in rising order.
  template <class Visit>
  void for_each(Visit&& visit) const {
    for (const Bucket& bucket : listed_) visit(bucket.first, bucket.second);
    for_each_line([&](std::uint32_t index, const std::uint64_t* counts) {
      for (std::uint32_t i = 0; i < kLine; ++i)
        if (counts[i] != 0) visit(index + i, counts[i]);
      return true;
    });
  }
  std::uint64_t bucket_low(std::uint32_t index) const;
  std::uint64_t bucket_high(std::uint32_t index) const;

  // Rebuilds a histogram from its buckets, in rising order, and exact figures (the journal's form). `sum`,
  // `minimum` and `maximum` are ignored without buckets. False, and empty, if they cannot come from this many
  // digits.
  bool restore(const std::vector<Bucket>& buckets, std::uint64_t sum, std::uint64_t minimum,
               std::uint64_t maximum);

  // HdrHistogram's V2 compressed encoding, in base64; what every HdrHistogram library reads.
  std::string encode() const;

  friend bool operator==(const Histogram&, const Histogram&);

 private:
  std::uint32_t index_of(std::uint64_t value) const {
    // The row is the position of the value's highest bit above the sub-bucket range.
    const int row = 63 - __builtin_clzll(value | (sub_buckets_ - 1)) - (sub_bits_ - 1);
    return (static_cast<std::uint32_t>(row) << (sub_bits_ - 1)) + static_cast<std::uint32_t>(value >> row);
  }
  std::uint64_t& slot(std::uint32_t index) {
    const std::uint32_t line = index / kLine;
    used_[line / 64] |= std::uint64_t{1} << (line % 64);
    std::unique_ptr<std::uint64_t[]>& row = rows_[index >> (sub_bits_ - 1)];
    if (!row) allocate(row);
    return row[index & (half_ - 1)];
  }
  void allocate(std::unique_ptr<std::uint64_t[]>& row) const;
  // Puts what is listed into the rows.
  void spread();
  // Calls `visit(index of its first bucket, counts)` for each used line in rising order, until it answers
  // false.
  template <class Visit>
  void for_each_line(Visit&& visit) const {
    for (std::uint32_t word = 0; word < used_.size(); ++word) {
      for (std::uint64_t bits = used_[word]; bits != 0; bits &= bits - 1) {
        const std::uint32_t index = (word * 64 + static_cast<std::uint32_t>(std::countr_zero(bits))) * kLine;
        if (!visit(index, rows_[index >> (sub_bits_ - 1)].get() + (index & (half_ - 1)))) return;
      }
    }
  }

  // Buckets of one cache line. A second's histogram uses few of them, so whatever goes over one goes by
  // lines.
  static constexpr std::uint32_t kLine = 8;

  int digits_;
  int sub_bits_;               // log2 of the sub-bucket count: 11 for 3 digits, 8 for 2
  std::uint64_t sub_buckets_;  // 2048 or 256
  std::uint32_t half_;         // entries of a row
  std::uint64_t count_ = 0;
  std::uint64_t sum_ = 0;
  std::uint64_t min_ = ~std::uint64_t{0};
  std::uint64_t max_ = 0;
  // Buckets are either listed or in rows. Those of a file stay a list until something is added to them: most
  // are only added to others.
  std::vector<Bucket> listed_;
  std::vector<std::unique_ptr<std::uint64_t[]>> rows_;
  std::vector<std::uint64_t> used_;  // a bit for each line that may hold a count
};

}  // namespace brood
