#include "runner/core/result_fold.hpp"

#include <algorithm>
#include <utility>

#include "runner/core/check.hpp"
#include "runner/core/saturating.hpp"
#include "runner/core/saturation.hpp"
#include "runner/core/warnings.hpp"

namespace brood {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex_digit(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

// Addresses and numbers of any length become one '#'.
std::string without_numbers(const std::string& text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    if (!is_digit(text[i])) {
      out += text[i++];
      continue;
    }
    const bool is_hex = text[i] == '0' && i + 1 < text.size() && text[i + 1] == 'x';
    i += is_hex ? 2 : 1;
    while (i < text.size() && (is_hex ? is_hex_digit(text[i]) : is_digit(text[i]))) ++i;
    out += '#';
  }
  return out;
}

SecondPoint::Totals totals_of(const Row& row) {
  return {row.passed,
          row.failed,
          row.latency.quantile(0.5).value_or(0),
          row.latency.quantile(0.95).value_or(0),
          row.latency.quantile(0.99).value_or(0),
          row.latency.min().value_or(0),
          row.latency.max().value_or(0),
          row.latency.sum()};
}

void merge(Generator& sum, const Generator& part) {
  add_to(sum.stalls, part.stalls);
  add_to(sum.stalled, part.stalled);
  sum.lateness.merge(part.lateness);
  add_to(sum.cpu, part.cpu);
  sum.memory = std::max(sum.memory, part.memory);
  add_to(sum.lost, part.lost);
}

void merge(ArrivalCounts& sum, const ArrivalCounts& part) {
  add_to(sum.due, part.due);
  add_to(sum.abandoned, part.abandoned);
  sum.queued.merge(part.queued);
}

void merge(SutUsage& sum, const SutUsage& part) {
  sum.known = sum.known || part.known;
  add_to(sum.cpu, part.cpu);
  sum.memory = std::max(sum.memory, part.memory);
}

}  // namespace

std::string error_key(const ErrorCount& error) {
  const char separator = '\x1f';
  return error.where + separator + without_numbers(error.message) + separator + error.task + separator +
         error.method + separator + error.name;
}

void ResultFold::observe(const RunHeader& header) {
  result_.header = header;
  gate_ =
      Gate(header.scenario.thresholds, {header.scenario.permits_failures, header.scenario.allows_skipped});
}

void ResultFold::observe_tasks(const std::vector<std::string>& names) {
  for (const std::string& name : names) result_.tasks[name];
}

void ResultFold::observe(const Interval& interval) {
  fold_tasks(interval);
  fold_requests(interval);
  fold_errors(interval.errors, interval.end, result_.errors, error_index_);
  fold_errors(interval.skips, interval.end, result_.skips, skip_index_);
  fold_slowest(interval);

  SecondPoint point;
  point.begin = interval.begin;
  point.end = interval.end;
  point.drain = interval.drain;
  point.users = interval.users;
  point.tasks = totals_of(tasks_);
  point.requests = totals_of(requests_);
  point.lateness_p99 = interval.generator.lateness.quantile(0.99).value_or(0);
  point.stalls = interval.generator.stalls;
  point.generator_cpu = interval.generator.cpu;
  point.sut_cpu = interval.sut.cpu;
  point.sut_memory = interval.sut.memory;
  result_.series.push_back(point);

  TimeSlice slice = slice_of(interval, tasks_, requests_);
  slice.replaced_users = std::exchange(replaced_users_, 0);
  slices_.add(std::move(slice), result_.slices);

  result_.peak_users = std::max(result_.peak_users, interval.users);
  merge(result_.arrivals, interval.arrivals);
  add_to(result_.all_tasks.abandoned, interval.arrivals.abandoned);
  merge(result_.generator, interval.generator);
  merge(result_.sut, interval.sut);
  if (interval.drain) result_.footer.drain = interval.end - result_.footer.duration;
  else result_.footer.duration = interval.end;
  gate_.observe(interval, result_);
}

void ResultFold::observe_warning(const std::string& text) { result_.warnings.push_back(text); }

void ResultFold::observe_replaced_user() {
  ++result_.replaced_users;
  ++replaced_users_;
}

void ResultFold::observe(const Comparison& comparison) { result_.comparison = comparison; }

void ResultFold::observe(const RunFooter& footer) {
  result_.footer = footer;
  result_.complete = footer.ended_by == EndedBy::run_time || footer.ended_by == EndedBy::iterations;
}

void ResultFold::observe_fault(EndedBy ended_by, const std::string& reason) {
  result_.footer.ended_by = ended_by;
  result_.footer.reason = reason;
  result_.complete = false;
  result_.lacks_records = true;
}

RequestKey ResultFold::bounded_key(const RequestRow& row) const {
  RequestKey key{row.method, row.name};
  if (result_.requests.size() < kMaxRequestNames || result_.requests.contains(key)) return key;
  return {"", kOtherName};
}

void ResultFold::fold_tasks(const Interval& interval) {
  tasks_.clear();
  for (const TaskRow& task : interval.tasks) {
    result_.tasks[task.task].merge(task.row);
    result_.task_series.add(task.task, result_.series.size(), interval.begin, interval.end, task.row);
    tasks_.merge(task.row);
  }
  result_.all_tasks.merge(tasks_);
}

void ResultFold::fold_requests(const Interval& interval) {
  requests_.clear();
  for (const RequestRow& request : interval.requests) {
    const RequestKey key = bounded_key(request);
    result_.requests[key].merge(request.row);
    result_.request_series.add(key, result_.series.size(), interval.begin, interval.end, request.row);
    result_.by_task[{request.task, key}].merge(request.row);
    requests_.merge(request.row);
  }
  result_.all_requests.merge(requests_);
}

void ResultFold::fold_errors(const std::vector<ErrorCount>& errors, Nanos end,
                             std::vector<ErrorGroup>& groups, GroupIndex& index) {
  for (const ErrorCount& error : errors) {
    const bool fits = groups.size() < kMaxErrorGroups;
    std::string key = error_key(error);
    auto group = index.find(key);
    if (group == index.end() && !fits) group = index.find(key = kOtherName);
    if (group == index.end()) {
      group = index.emplace(std::move(key), groups.size()).first;
      groups.push_back({error, end, end});
      ErrorCount& example = groups.back().example;
      if (!fits) example = ErrorCount{};
      if (!fits) example.message = kOtherName;
      example.count = 0;
    }
    ErrorGroup& known = groups[group->second];
    add_to(known.example.count, error.count);
    known.last = end;
  }
}

void ResultFold::fold_slowest(const Interval& interval) {
  for (const SlowIteration& iteration : interval.slowest) {
    std::vector<SlowIteration>& slowest = result_.slowest[iteration.task];
    const auto place = std::upper_bound(slowest.begin(), slowest.end(), iteration,
                                        [](const auto& a, const auto& b) { return a.duration > b.duration; });
    slowest.insert(place, iteration);
    if (slowest.size() > kSlowestPerTask) slowest.pop_back();
  }
}

void ResultFold::note_saturation() {
  result_.saturation = saturation(result_);
  result_.saturated = !result_.saturation.empty();
}

Verdict ResultFold::verdict_of(const std::vector<Check>& checks) const {
  const Verdict verdict = overall(checks);
  return !result_.complete && verdict == Verdict::passed ? Verdict::inconclusive : verdict;
}

Verdict ResultFold::verdict_without_comparison() {
  note_saturation();
  return verdict_of(gate_.verdict(result_));
}

Result ResultFold::finish() {
  for (std::vector<ErrorGroup>* groups : {&result_.errors, &result_.skips})
    std::stable_sort(groups->begin(), groups->end(),
                     [](const auto& a, const auto& b) { return a.example.count > b.example.count; });
  note_saturation();
  for (std::string& warning : closing_warnings(result_)) result_.warnings.push_back(std::move(warning));
  result_.checks = gate_.verdict(result_);
  if (result_.comparison) result_.checks.push_back(check_of(*result_.comparison));
  result_.verdict = verdict_of(result_.checks);
  return std::move(result_);
}

}  // namespace brood
