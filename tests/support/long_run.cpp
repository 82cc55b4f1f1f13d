#include "tests/support/long_run.hpp"

#include "runner/core/result_fold.hpp"
#include "tests/support/recorded_run.hpp"

namespace brood::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

SlowIteration slow_iteration(const TaskRow& task, const RequestRow& request, int second) {
  SlowIteration slow;
  slow.task = task.task;
  slow.start = seconds{second};
  slow.duration = milliseconds{200 + second};
  for (int i = 0; i < 100; ++i)
    slow.requests.push_back({request.method, request.name, Nanos{i * 2'000'123}, Nanos{1'999'321}, 200});
  return slow;
}

// At least that many times as much.
void multiply(Row& row, int times) {
  for (int done = 1; done < times; done *= 2) {
    const Row same = row;
    row.merge(same);
  }
}

// Each second as the first. Folding every name of every second would take longer than a test may.
void lengthen(Result& result, int length_s) {
  for (auto& [name, row] : result.tasks) multiply(row, length_s / 5);
  for (auto& [key, row] : result.requests) multiply(row, length_s / 5);
  for (auto& [key, row] : result.by_task) multiply(row, length_s / 5);
  TimeSlice slice = result.slices.at(0);
  TimeSlices slices;
  result.slices.clear();
  for (int second = 0; second < length_s; ++second) {
    slice.begin = seconds{second};
    slice.end = seconds{second + 1};
    slices.add(slice, result.slices);
  }
}

}  // namespace

Result long_result(int length_s, int names, int samples) {
  ResultFold fold;
  fold.observe(small_run().header);
  Interval interval = busy_interval(0, names, samples);
  for (int second = 0; second < 5; ++second) {
    interval.begin = seconds{second};
    interval.end = seconds{second + 1};
    interval.slowest.clear();
    for (std::size_t i = 0; i < interval.tasks.size(); ++i)
      interval.slowest.push_back(slow_iteration(interval.tasks[i], interval.requests[i], second));
    fold.observe(interval);
  }
  fold.observe(RunFooter{EndedBy::run_time, "", seconds{length_s}, {}});
  Result result = fold.finish();
  lengthen(result, length_s);
  return result;
}

Result wide_result(int names) {
  RecordedRun run = small_run();
  for (int i = 0; i < names; ++i) {
    const std::string number = std::to_string(i);
    Interval& first = run.intervals[0];
    first.tasks.push_back({"Wide.Task" + number, first.tasks[0].row});
    first.requests.push_back(
        {"Wide.Task" + number, "GET", "/page" + number + "/part", first.requests[0].row});
    first.errors.push_back({"wide_test.cpp:" + number, "It failed", "Wide.Task" + number, "", "", 1});
    for (int second = 0; second < 5; ++second)
      first.slowest.push_back(slow_iteration(first.tasks.back(), first.requests.back(), second));
  }
  return live_result_of(run);
}

}  // namespace brood::test
