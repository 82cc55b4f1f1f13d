#include "runner/core/time_slice.hpp"

#include <algorithm>
#include <utility>

#include "runner/core/saturating.hpp"

namespace brood {
namespace {

// Buckets of three digits lie within buckets of two, so nothing moves to a neighbour.
TimeSlice::Samples samples_of(const Row& row) {
  TimeSlice::Samples samples{row.passed, row.failed, Histogram{2}};
  row.latency.for_each([&](std::uint32_t index, std::uint64_t count) {
    samples.latency.record(row.latency.bucket_high(index), count);
  });
  return samples;
}

void merge(TimeSlice::Samples& sum, const TimeSlice::Samples& part) {
  add_to(sum.passed, part.passed);
  add_to(sum.failed, part.failed);
  sum.latency.merge(part.latency);
}

void merge(TimeSlice& sum, const TimeSlice& part) {
  sum.end = part.end;
  sum.users = std::max(sum.users, part.users);
  sum.replaced_users += part.replaced_users;
  merge(sum.tasks, part.tasks);
  merge(sum.requests, part.requests);
  sum.lateness.merge(part.lateness);
  add_to(sum.generator_cpu, part.generator_cpu);
  add_to(sum.sut_cpu, part.sut_cpu);
  sum.sut_memory = std::max(sum.sut_memory, part.sut_memory);
}

}  // namespace

TimeSlice slice_of(const Interval& interval, const Row& tasks, const Row& requests) {
  TimeSlice slice;
  slice.begin = interval.begin;
  slice.end = interval.end;
  slice.drain = interval.drain;
  slice.users = interval.users;
  slice.tasks = samples_of(tasks);
  slice.requests = samples_of(requests);
  slice.lateness = interval.generator.lateness;
  slice.generator_cpu = interval.generator.cpu;
  slice.sut_cpu = interval.sut.cpu;
  slice.sut_memory = interval.sut.memory;
  return slice;
}

void TimeSlices::add(TimeSlice next, std::vector<TimeSlice>& slices) {
  const bool fits =
      !slices.empty() && slices.back().drain == next.drain && intervals_in_last_ < intervals_per_slice_;
  if (fits) {
    merge(slices.back(), next);
    ++intervals_in_last_;
    return;
  }
  if (slices.size() >= kMost) {
    halve(slices);
    return add(std::move(next), slices);
  }
  slices.push_back(std::move(next));
  intervals_in_last_ = 1;
}

void TimeSlices::halve(std::vector<TimeSlice>& slices) {
  std::vector<TimeSlice> halved;
  std::size_t in_last = 0;  // slices
  for (TimeSlice& slice : slices) {
    const bool joins = in_last == 1 && halved.back().drain == slice.drain;
    if (joins) merge(halved.back(), slice);
    else halved.push_back(std::move(slice));
    in_last = joins ? 2 : 1;
  }
  // All slices but the last are full.
  if (in_last == 2) intervals_in_last_ += intervals_per_slice_;
  intervals_per_slice_ *= 2;
  slices = std::move(halved);
}

}  // namespace brood
