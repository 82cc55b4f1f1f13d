// How each name did over time, as scalars. In memory that is bounded however long the run is: beyond so many
// points in all, steps become twice as long and neighbours are added up, which is exact.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "runner/core/row.hpp"
#include "runner/core/saturating.hpp"
#include "runner/core/units.hpp"

namespace brood {

struct NamePoint {
  Nanos begin{};  // of the first interval that counts into it, since the run's start
  Nanos end{};    // of the last one
  std::uint64_t passed = 0;
  std::uint64_t failed = 0;
  std::uint64_t passed_ns = 0;  // sum of the durations of passed samples
  std::uint64_t failed_ns = 0;
  bool operator==(const NamePoint&) const = default;
};

template <class Key>
class NameSeries {
 public:
  NameSeries() = default;
  explicit NameSeries(std::size_t most_points) : most_points_(most_points) {}

  // Adds what one interval says of `key`; one that has neither passed nor failed samples leaves no point.
  // Intervals come in order and are numbered from 0; a key may come several times in one.
  void add(const Key& key, std::size_t interval, Nanos begin, Nanos end, const Row& row) {
    if (row.passed + row.failed == 0) return;
    std::vector<Slot>& slots = series_[key];
    if (slots.empty() || slots.back().number != interval / step_) {
      slots.push_back({interval / step_, {begin, end, 0, 0, 0, 0}});
      ++size_;
    }
    NamePoint& point = slots.back().point;
    point.end = end;
    add_to(point.passed, row.passed);
    add_to(point.failed, row.failed);
    add_to(point.passed_ns, row.latency.sum());
    add_to(point.failed_ns, row.failed_latency.sum());
    if (size_ > most_points_ && interval >= step_) lengthen_steps();
  }

  // In order of time; empty for a key without samples.
  std::vector<NamePoint> of(const Key& key) const {
    std::vector<NamePoint> points;
    const auto found = series_.find(key);
    if (found == series_.end()) return points;
    for (const Slot& slot : found->second) points.push_back(slot.point);
    return points;
  }
  // Intervals in a point, at most.
  std::size_t step() const { return step_; }

 private:
  struct Slot {
    std::size_t number;
    NamePoint point;
  };

  void lengthen_steps() {
    step_ *= 2;
    size_ = 0;
    for (auto& [key, slots] : series_) {
      std::vector<Slot> longer;
      for (const Slot& slot : slots) {
        if (longer.empty() || longer.back().number != slot.number / 2)
          longer.push_back({slot.number / 2, slot.point});
        else add_up(longer.back().point, slot.point);
      }
      slots = std::move(longer);
      size_ += slots.size();
    }
  }

  static void add_up(NamePoint& sum, const NamePoint& next) {
    sum.end = next.end;
    add_to(sum.passed, next.passed);
    add_to(sum.failed, next.failed);
    add_to(sum.passed_ns, next.passed_ns);
    add_to(sum.failed_ns, next.failed_ns);
  }

  std::size_t most_points_ = 200'000;  // 16 MB
  std::size_t step_ = 1;
  std::size_t size_ = 0;  // points of all keys
  std::map<Key, std::vector<Slot>> series_;
};

}  // namespace brood
