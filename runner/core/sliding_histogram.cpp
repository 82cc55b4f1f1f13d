#include "runner/core/sliding_histogram.hpp"

#include <algorithm>
#include <cassert>
#include <limits>

#include "runner/core/saturating.hpp"

namespace brood {
namespace {

using Buckets = std::vector<std::pair<std::uint32_t, std::uint64_t>>;

void pack(std::uint64_t value, std::string& bytes) {
  for (; value >= 0x80; value >>= 7) bytes += static_cast<char>(value | 0x80);
  bytes += static_cast<char>(value);
}

std::uint64_t unpack(const std::string& bytes, std::size_t& next) {
  std::uint64_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes[next++]);
    value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
}

std::string packed(const Histogram& histogram) {
  std::string bytes;
  std::uint32_t before = 0;
  histogram.for_each([&](std::uint32_t index, std::uint64_t count) {
    pack(index - before, bytes);
    pack(count, bytes);
    before = index;
  });
  return bytes;
}

Buckets unpacked(const std::string& bytes) {
  Buckets buckets;
  std::uint32_t index = 0;
  for (std::size_t next = 0; next < bytes.size();) {
    index += static_cast<std::uint32_t>(unpack(bytes, next));
    const std::uint64_t count = unpack(bytes, next);
    buckets.emplace_back(index, count);
  }
  return buckets;
}

}  // namespace

void SlidingHistogram::push(const Histogram& part, Histogram& total) {
  total.merge(part);
  if (part.empty()) parts_.emplace_back();
  else parts_.push_back({packed(part), part.sum(), *part.min(), *part.max()});
}

void SlidingHistogram::pop(Histogram& total) {
  assert(!parts_.empty());
  const Part gone = std::move(parts_.front());
  parts_.pop_front();
  if (gone.buckets.empty()) return;
  Part left{{}, 0, std::numeric_limits<std::uint64_t>::max(), 0};
  for (const Part& part : parts_) {
    if (part.buckets.empty()) continue;
    left.sum = saturating_add(left.sum, part.sum);
    left.min = std::min(left.min, part.min);
    left.max = std::max(left.max, part.max);
  }
  total.take_out(unpacked(gone.buckets), left.sum, left.min, left.max);
}

}  // namespace brood
