#include "runner/core/histogram.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace brood {
namespace {

// A row for each power of two above the sub-bucket range, for every 64-bit value, and the two halves of that
// range.
std::size_t row_count(int sub_bits) { return static_cast<std::size_t>(64 - sub_bits) + 2; }

}  // namespace

Histogram::Histogram(int digits)
    : digits_(digits),
      sub_bits_(digits == 3 ? 11 : 8),
      sub_buckets_(std::uint64_t{1} << sub_bits_),
      half_(std::uint32_t{1} << (sub_bits_ - 1)),
      rows_(row_count(sub_bits_)),
      used_((rows_.size() * half_ / kLine + 63) / 64) {
  assert(digits == 2 || digits == 3);
}

Histogram::Histogram(const Histogram& other) : Histogram(other.digits_) { merge(other); }

Histogram& Histogram::operator=(const Histogram& other) {
  if (this != &other) *this = Histogram(other);
  return *this;
}

void Histogram::allocate(std::unique_ptr<std::uint64_t[]>& row) const {
  row = std::make_unique<std::uint64_t[]>(half_);
}

void Histogram::spread() {
  for (const auto& [index, count] : listed_) slot(index) += count;
  listed_.clear();
}

void Histogram::merge(const Histogram& other) {
  assert(digits_ == other.digits_);
  if (other.empty()) return;
  spread();
  for (const auto& [index, count] : other.listed_) slot(index) += count;
  other.for_each_line([this](std::uint32_t index, const std::uint64_t* from) {
    std::uint64_t* to = &slot(index);
    for (std::uint32_t i = 0; i < kLine; ++i) to[i] += from[i];
    return true;
  });
  add_to(count_, other.count_);
  sum_ = saturating_add(sum_, other.sum_);
  min_ = std::min(min_, other.min_);
  max_ = std::max(max_, other.max_);
}

void Histogram::take_out(const std::vector<Bucket>& buckets, std::uint64_t sum, std::uint64_t minimum,
                         std::uint64_t maximum) {
  spread();
  for (const auto& [index, count] : buckets) {
    assert(index < rows_.size() * half_);
    slot(index) -= count;
    count_ -= count;
  }
  if (count_ == 0) return clear();
  sum_ = sum;
  min_ = minimum;
  max_ = maximum;
}

void Histogram::clear() {
  for_each_line([](std::uint32_t, std::uint64_t* counts) {
    std::fill_n(counts, kLine, 0);
    return true;
  });
  std::fill(used_.begin(), used_.end(), 0);
  listed_.clear();
  count_ = 0;
  sum_ = 0;
  min_ = ~std::uint64_t{0};
  max_ = 0;
}

std::optional<std::uint64_t> Histogram::min() const {
  if (empty()) return std::nullopt;
  return min_;
}

std::optional<std::uint64_t> Histogram::max() const {
  if (empty()) return std::nullopt;
  return max_;
}

std::optional<double> Histogram::mean() const {
  if (empty()) return std::nullopt;
  return static_cast<double>(sum_) / static_cast<double>(count_);
}

std::optional<double> Histogram::stddev() const {
  if (empty()) return std::nullopt;
  // Around the midpoints' own mean: with the exact one, values that are all equal would show a deviation.
  const auto midpoint = [&](std::uint32_t index) {
    const auto low = static_cast<double>(bucket_low(index));
    return low + (static_cast<double>(bucket_high(index)) - low) / 2;
  };
  const auto total = static_cast<double>(count_);
  double mean = 0;
  for_each([&](std::uint32_t index, std::uint64_t count) {
    mean += midpoint(index) * (static_cast<double>(count) / total);
  });
  double variance = 0;
  for_each([&](std::uint32_t index, std::uint64_t count) {
    const double distance = midpoint(index) - mean;
    variance += distance * distance * (static_cast<double>(count) / total);
  });
  return std::sqrt(variance);
}

std::optional<std::uint64_t> Histogram::quantile(double q) const {
  if (empty()) return std::nullopt;
  // Decimal shares have no exact binary form: 0.07 * 100 is above 7 and must not become the 8th value.
  constexpr double kRounding = 1 - 4 * std::numeric_limits<double>::epsilon();
  const double exact = std::ceil(std::clamp(q, 0.0, 1.0) * static_cast<double>(count_) * kRounding);
  const std::uint64_t rank = std::clamp<std::uint64_t>(static_cast<std::uint64_t>(exact), 1, count_);
  if (q >= 1 || rank == count_) return max_;
  std::uint64_t seen = 0;
  std::uint32_t bucket = 0;
  for (auto listed = listed_.begin(); listed != listed_.end() && seen < rank; ++listed) {
    seen += listed->second;
    bucket = listed->first;
  }
  for_each_line([&](std::uint32_t index, const std::uint64_t* counts) {
    for (std::uint32_t i = 0; i < kLine && seen < rank; ++i) {
      seen += counts[i];
      bucket = index + i;
    }
    return seen < rank;
  });
  return std::clamp(bucket_high(bucket), min_, max_);
}

std::uint64_t Histogram::bucket_low(std::uint32_t index) const {
  const std::uint32_t row = index >> (sub_bits_ - 1);
  if (row < 2) return index;
  return std::uint64_t{half_ + (index & (half_ - 1))} << (row - 1);
}

std::uint64_t Histogram::bucket_high(std::uint32_t index) const {
  const std::uint32_t row = index >> (sub_bits_ - 1);
  const std::uint64_t width = row < 2 ? 1 : std::uint64_t{1} << (row - 1);
  return bucket_low(index) + (width - 1);
}

bool Histogram::restore(const std::vector<Bucket>& buckets, std::uint64_t sum, std::uint64_t minimum,
                        std::uint64_t maximum) {
  clear();
  std::uint64_t total = 0;
  for (const auto& [index, count] : buckets) {
    const bool is_next = listed_.empty() || index > listed_.back().first;
    if (!is_next || index >= rows_.size() * half_ || count > ~std::uint64_t{0} - total) return clear(), false;
    if (count == 0) continue;
    listed_.emplace_back(index, count);
    total += count;
  }
  if (total == 0) return true;
  const bool fits = listed_.front().first == index_of(minimum) && listed_.back().first == index_of(maximum);
  if (!fits || minimum > maximum) return clear(), false;
  count_ = total;
  sum_ = sum;
  min_ = minimum;
  max_ = maximum;
  return true;
}

bool operator==(const Histogram& a, const Histogram& b) {
  if (a.digits_ != b.digits_ || a.count_ != b.count_ || a.sum_ != b.sum_ || a.min_ != b.min_ ||
      a.max_ != b.max_)
    return false;
  const auto buckets_of = [](const Histogram& histogram) {
    std::vector<Histogram::Bucket> buckets;
    histogram.for_each([&](std::uint32_t index, std::uint64_t count) { buckets.emplace_back(index, count); });
    return buckets;
  };
  return buckets_of(a) == buckets_of(b);
}

}  // namespace brood
