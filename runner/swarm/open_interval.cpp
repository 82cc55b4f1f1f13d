#include "runner/swarm/open_interval.hpp"

#include <algorithm>
#include <utility>

#include "runner/core/result_fold.hpp"

namespace brood {

const std::string& Names::task(std::uint32_t id) const {
  static const std::string none;
  return id < tasks.size() ? tasks[id] : none;
}

void OpenInterval::add(const RequestSample& sample, std::uint32_t request) {
  requests_[std::uint64_t{sample.task} << 32 | request].add(sample, true);
}

void LikeErrors::add(ErrorCount error) {
  const std::string key = error_key(error);
  const auto known = counts_.find(key);
  if (known != counts_.end()) {
    known->second.count += error.count;
  } else {
    // One key past the limit gathers the rest; the fold names it.
    if (counts_.size() < kMaxErrorGroups) counts_.emplace(key, std::move(error));
    else counts_["(other)"].count += error.count;
  }
}

std::vector<ErrorCount> LikeErrors::take() {
  std::vector<ErrorCount> taken;
  taken.reserve(counts_.size());
  for (auto& [key, error] : counts_) taken.push_back(std::move(error));
  counts_.clear();
  return taken;
}

namespace {

Row take(Row& row, bool drain) {
  Row taken = std::exchange(row, Row{});
  if (drain) taken.in_time = 0;
  return taken;
}

}  // namespace

void OpenInterval::close_into(Interval& interval, const Names& names) {
  for (std::uint32_t i = 0; i < tasks_.size(); ++i) {
    if (!tasks_[i].empty()) interval.tasks.push_back({names.tasks[i], take(tasks_[i], interval.drain)});
  }
  for (auto& [key, row] : requests_) {
    const RequestKey& request = names.requests[key & 0xffffffff];
    interval.requests.push_back({names.task(static_cast<std::uint32_t>(key >> 32)), request.method,
                                 request.name, take(row, interval.drain)});
  }
  requests_.clear();
  // The map's order is chance; a journal should not depend on it.
  std::sort(interval.requests.begin(), interval.requests.end(), [](const RequestRow& a, const RequestRow& b) {
    return std::tie(a.task, a.method, a.name) < std::tie(b.task, b.method, b.name);
  });
  interval.errors = errors_.take();
  interval.skips = skips_.take();
  interval.slowest = std::exchange(slowest_, {});
  interval.arrivals = std::exchange(arrivals_, {});
  interval.generator.lateness = std::exchange(lateness_, Histogram{2});
}

}  // namespace brood
