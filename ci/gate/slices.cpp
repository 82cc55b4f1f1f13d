#include "ci/gate/slices.hpp"

#include <algorithm>
#include <cmath>

#include "ci/gate/quantile.hpp"
#include "runner/core/saturating.hpp"

namespace brood {
namespace {

Slice slice_of(std::size_t first, std::size_t end, const SliceSum& sum) {
  constexpr double kBeyond = 5;
  constexpr double kRounding = 1 - 1e-9;  // 10 * (1 - 0.5) is enough, whatever its binary form
  Slice slice{first, end, {}, 0};
  const std::vector<Bucket> buckets = buckets_of(sum.latency);
  for (std::size_t i = 0; i < kLatencyKinds.size(); ++i) {
    const double share = quantile_share(kLatencyKinds[i]);
    const double beyond = static_cast<double>(sum.latency.count()) * (1 - share);
    if (sum.latency.count() < Slices::kEnough && beyond < kBeyond * kRounding) continue;
    if (const std::optional<Quantile> quantile = quantile_of(buckets, share))
      slice.latency[i] = std::log(quantile->value);
  }
  const double seconds = std::chrono::duration<double>(sum.length).count();
  slice.rate = std::log(static_cast<double>(sum.count) / seconds);
  return slice;
}

}  // namespace

void SliceSum::add(std::uint64_t ended, Nanos time, const Histogram& took) {
  add_to(count, ended);
  add_to(length, time);
  latency.merge(took);
}

void Slices::add(std::size_t number, Nanos length, std::uint64_t ended, const Histogram& latency) {
  if (count_ == 0) open_.first = number;
  add_to(count_, ended);
  open_.sum.add(ended, length, latency);
  open_.end = number + 1;
  if (open_.sum.count < kEnough) return;
  if (last_) closed_.push_back(slice_of(last_->first, last_->end, last_->sum));
  const std::size_t next = open_.end;
  last_ = std::move(open_);
  open_ = Open{};
  open_.first = open_.end = next;
}

std::vector<Slice> Slices::slices() const {
  constexpr std::uint64_t kFewest = 10;
  std::vector<Slice> all = closed_;
  if (last_) {
    SliceSum sum = last_->sum;
    sum.add(open_.sum.count, open_.sum.length, open_.sum.latency);
    all.push_back(slice_of(last_->first, std::max(last_->end, open_.end), sum));
  } else if (open_.sum.count >= kFewest && open_.sum.length > Nanos::zero()) {
    all.push_back(slice_of(open_.first, open_.end, open_.sum));
  }
  return all;
}

}  // namespace brood
